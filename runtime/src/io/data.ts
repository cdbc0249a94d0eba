/**
 * What callers hand over: bytes or text to be written, and buffers to be read into.
 */
import { kindOf, typeError } from "../core/errors.js";

const encoder = new TextEncoder();

/** Bytes as they are, text as UTF-8. */
export function bytesOf(data: Uint8Array | string): Uint8Array {
  return typeof data === "string" ? encoder.encode(data) : data;
}

const decoder = new TextDecoder();

/** Bytes as text: what is no UTF-8 becomes U+FFFD, a byte order mark is left out. */
export function textOf(bytes: Uint8Array): string { return decoder.decode(bytes); }

/** Is x bytes or text? */
export function isData(x: unknown): x is Uint8Array | string {
  return typeof x === "string" || x instanceof Uint8Array;
}

/** Throws TypeError (SY5106) for data that cannot be written. */
export function mustBeData(data: unknown): void {
  if (!isData(data)) throw typeError("SY5106", `write takes a Uint8Array or a string, and it got ${kindOf(data)}`);
}

/** Gives back a number of bytes or of things, also Infinity. Throws TypeError (SY5106) for what is none: NaN as a limit would be no limit. */
export function mustBeCount(what: string, n: unknown): number {
  if (typeof n === "number" && n >= 0 && (Number.isSafeInteger(n) || n === Infinity)) return n;
  throw typeError("SY5106", `${what} must be an integer of at least 0, and it is ${String(n)}`);
}

/** Throws TypeError (SY5106) for what cannot be read into. */
export function mustBeBuffer(what: string, buf: unknown): void {
  if (!(buf instanceof Uint8Array)) throw typeError("SY5106", `${what} reads into a Uint8Array`);
}
