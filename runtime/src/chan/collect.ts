/**
 * Spread and array destructuring of an iterable of unknown colour: its steps may suspend, so it is read into an array first.
 *
 * What the language iterates natively (arrays, strings, maps, sets, typed arrays) is left to it: as it is, where asking once more for `[Symbol.iterator]` cannot be seen, else with the method already read.
 * An array that was read is handed back so that nobody's change of how arrays are iterated applies to it.
 * `take` reads as many elements as the pattern has and then closes the iterator (ECMA-262 8.6.2); for iterables that are no built-ins, defaults in the pattern are
 * evaluated after the elements were read, not between them.
 * ABI: collect, take (called by look-up: they are functions with an entry).
 */
import { DONE } from "../core/done.js";
import { runtimeEntry } from "../core/entry.js";
import { frame, type Body } from "../core/frames.js";
import { isUntouchedArray, nativeIterators, over } from "../core/native-iteration.js";
import { append } from "../core/own-collections.js";
import { S } from "../core/state.js";
import { isChannel } from "./channel.js";
import { close, iterateBy, iteratesAsEver, next } from "./range.js";

/** Nobody sees it when x is asked again for its iterator method. */
function isQuiet(x: unknown): boolean {
  return x === null || typeof x !== "object" || isUntouchedArray(x);
}

/** ABI: the operand of a spread. */
export function collect(x: unknown): unknown {
  return begin(x, Infinity);
}

/** ABI: the operand of an array pattern with `count` elements before its rest element, if it has one. */
export function take(x: unknown, count: number, rest: boolean): unknown {
  return begin(x, rest ? Infinity : count);
}

function begin(x: unknown, count: number): unknown {
  if (x === null || x === undefined || typeof x === "string") return x;
  if (isChannel(x)) return frame(read(x, undefined, count));
  const method = (x as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  // What cannot be iterated is the engine's to say.
  if (typeof method !== "function") return isQuiet(x) ? x : { [Symbol.iterator]: method };
  if (nativeIterators.has(method)) return isQuiet(x) ? x : over(x, method);
  return frame(read(x, method, count));
}

/** `values`, stepped by itself. */
function byIndex(values: readonly unknown[]): Iterable<unknown> {
  let at = 0;
  return { [Symbol.iterator]: () => ({ next: () => (at < values.length ? { value: values[at++], done: false } : { value: undefined, done: true }) }) };
}

function handed(values: unknown[]): Iterable<unknown> { return iteratesAsEver() ? values : byIndex(values); }

function* read(x: unknown, method: unknown, count: number): Body {
  let cursor = iterateBy(x, method) as never;
  if (S.f !== 0) cursor = (yield -1) as never;
  const values: unknown[] = [];
  while (values.length < count) {
    let value = next(cursor);
    if (S.f !== 0) value = yield -1;
    if (value === DONE) return handed(values);
    append(values, value);
  }
  close(cursor);
  if (S.f !== 0) yield -1;
  return handed(values);
}

for (const entry of [collect, take]) runtimeEntry(entry, entry as never);
