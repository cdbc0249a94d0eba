/**
 * From a reader to a writer, or into memory. Everything here is a loop of reads: it works for any Reader, also the user's own.
 */
import { call1, call2 } from "../core/call.js";
import { typeError } from "../core/errors.js";
import { S } from "../core/state.js";
import { body, type Steps } from "./bodies.js";
import { bytesOf, mustBeCount, textOf } from "./data.js";
import { because, ErrTooLong, ErrUnexpectedEOF } from "./errors.js";
import { EOF, type Reader, type Writer } from "./interfaces.js";

/** Bytes that copy moves at a time: Go's 32 KB. */
const CHUNK = 32 * 1024;

/** Reads once; what a reader must not give is an error here and not an endless loop. */
export function* readOnce(r: Reader, buf: Uint8Array): Steps<number | EOF> {
  let n = call1("reader.read", r.read, r, buf) as number | EOF;
  if (S.f !== 0) n = yield -1;
  if (n !== EOF && !(typeof n === "number" && n >= 0 && n <= buf.length)) {
    throw typeError("SY5106", `read() gave ${String(n)} for a buffer of ${buf.length} bytes: a Reader gives the number of bytes it put into the buffer, or EOF.`);
  }
  return n;
}

/**
 * Copies from `src` to `dst` until the end of `src`.
 * @param buf the buffer to copy through; by default one of 32 KB is made
 * @returns the number of bytes
 * @throws what `src.read` or `dst.write` throw
 * @see Go, io.Copy, io.CopyBuffer
 * @suspends
 */
export const copy: (dst: Writer, src: Reader, buf?: Uint8Array) => number = body("copy", function* (dst: Writer, src: Reader, buf: Uint8Array = new Uint8Array(CHUNK)): Steps<number> {
  if (buf.length === 0) throw typeError("SY5106", "copy: the buffer is empty");
  return yield* move(dst, src, buf, Infinity);
});

/**
 * Copies `n` bytes from `src` to `dst`.
 * @returns n
 * @throws an error with the cause {@link ErrUnexpectedEOF} (SY5104) if `src` ends before; what there was has been written
 * @see Go, io.CopyN
 * @suspends
 */
export const copyN: (dst: Writer, src: Reader, n: number) => number = body("copyN", function* (dst: Writer, src: Reader, n: number): Steps<number> {
  const size = mustBeCount("copyN: the number of bytes", n);
  if (size === 0) return 0;
  const moved = yield* move(dst, src, new Uint8Array(Math.min(size, CHUNK)), size);
  if (moved < size) throw because(ErrUnexpectedEOF, `${moved} of ${size} bytes`);
  return moved;
});

function* move(dst: Writer, src: Reader, buf: Uint8Array, most: number): Steps<number> {
  let total = 0;
  while (total < most) {
    const n = yield* readOnce(src, most - total < buf.length ? buf.subarray(0, most - total) : buf);
    if (n === EOF) break;
    if (n === 0) continue;
    call1("writer.write", dst.write, dst, n === buf.length ? buf : buf.subarray(0, n));
    if (S.f !== 0) yield -1;
    total += n;
  }
  return total;
}

/**
 * Reads to the end.
 * @param max the most bytes that are taken; more is an error. No limit by default
 * @throws an error with the cause {@link ErrTooLong} (SY5105) if there are more than `max` bytes
 * @see Go, io.ReadAll
 * @suspends
 */
export const readAll: (r: Reader, max?: number) => Uint8Array = body("readAll", function* (r: Reader, max: number = Infinity): Steps<Uint8Array> {
  mustBeCount("readAll: the limit", max);
  let buf = new Uint8Array(4096), length = 0;
  for (;;) {
    if (length === buf.length) {
      const wider = new Uint8Array(2 * buf.length);
      wider.set(buf);
      buf = wider;
    }
    const n = yield* readOnce(r, length === 0 ? buf : buf.subarray(length));
    if (n === EOF) return buf.slice(0, length);
    length += n;
    if (length > max) throw because(ErrTooLong, `more than ${max} bytes`);
  }
});

/**
 * Reads to the end, as text: UTF-8, where bytes that are none become U+FFFD.
 * @param max the most bytes that are taken, as for {@link readAll}
 * @suspends
 */
export const readText: (r: Reader, max?: number) => string = body("readText", function* (r: Reader, max: number = Infinity): Steps<string> {
  let bytes = call2("readAll", readAll, undefined, r, max) as Uint8Array;
  if (S.f !== 0) bytes = yield -1;
  return textOf(bytes);
});

/**
 * Fills `buf`.
 * @returns its length, or {@link EOF} if there was not one byte
 * @throws an error with the cause {@link ErrUnexpectedEOF} (SY5104) if the source ends in between
 * @see Go, io.ReadFull
 * @suspends
 */
export const readFull: (r: Reader, buf: Uint8Array) => number | EOF = body("readFull", function* (r: Reader, buf: Uint8Array): Steps<number | EOF> {
  let at = 0;
  while (at < buf.length) {
    const n = yield* readOnce(r, at === 0 ? buf : buf.subarray(at));
    if (n === EOF) {
      if (at === 0) return EOF;
      throw because(ErrUnexpectedEOF, `${at} of ${buf.length} bytes`);
    }
    at += n;
  }
  return at;
});

/**
 * Writes text as UTF-8.
 * @see Go, io.WriteString
 * @suspends
 */
export const writeString: (w: Writer, text: string) => void = body("writeString", function* (w: Writer, text: string): Steps<void> {
  call1("writer.write", w.write, w, bytesOf(text));
  if (S.f !== 0) yield -1;
});
