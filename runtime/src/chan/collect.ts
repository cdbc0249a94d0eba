/**
 * Spread and array destructuring of an iterable of unknown colour: its steps may suspend, so it is read into an array first.
 *
 * What the language iterates natively (arrays, strings, maps, sets, typed arrays, while nobody has changed how) is handed back as it is.
 * `take` reads as many elements as the pattern has and then closes the iterator (ECMA-262 8.6.2); for iterables that are no built-ins, defaults in the pattern are
 * evaluated after the elements were read, not between them.
 * ABI: collect, take (called by look-up: they are functions with an entry).
 */
import { runtimeEntry } from "../core/entry.js";
import { frame, type Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { close, DONE, iterate, next } from "./range.js";

const plainIterators = new Set<unknown>([
  Array.prototype[Symbol.iterator], String.prototype[Symbol.iterator], Map.prototype[Symbol.iterator], Set.prototype[Symbol.iterator],
  (Object.getPrototypeOf(Int8Array.prototype) as Int8Array)[Symbol.iterator],
]);

/** The engine steps through x without calling user code that could suspend, or raises the right error. */
function isNative(x: unknown): boolean {
  if (x === null || x === undefined || typeof x === "string") return true;
  const method = (x as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  return typeof method !== "function" || plainIterators.has(method);
}

/** ABI: the operand of a spread. */
export function collect(x: unknown): unknown {
  return isNative(x) ? x : frame(read(x, Infinity));
}

/** ABI: the operand of an array pattern with `count` elements before its rest element, if it has one. */
export function take(x: unknown, count: number, rest: boolean): unknown {
  return isNative(x) ? x : frame(read(x, rest ? Infinity : count));
}

function* read(x: unknown, count: number): Body {
  let cursor = iterate(x) as never;
  if (S.f !== 0) cursor = (yield -1) as never;
  const values: unknown[] = [];
  while (values.length < count) {
    let value = next(cursor);
    if (S.f !== 0) value = yield -1;
    if (value === DONE) return values;
    values.push(value);
  }
  close(cursor);
  if (S.f !== 0) yield -1;
  return values;
}

for (const entry of [collect, take]) runtimeEntry(entry, entry as never);
