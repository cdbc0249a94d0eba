/**
 * Walking an iterable whose `[Symbol.iterator]`, `next` and `return` may suspend, as the built-ins do (ECMA-262 7.4).
 *
 * Each property is read exactly once where the specification reads it: a getter or a proxy sees no difference. So what begins here is ended here, or handed to the built-in
 * behind `over()` (core/native-iteration.ts), which has `[Symbol.iterator]` already read.
 */
import { call0 } from "../core/call.js";
import { entryOf } from "../core/entry.js";
import { host } from "../core/host.js";
import { nativeIterators } from "../core/native-iteration.js";
import { S } from "../core/state.js";
import { isObject, shown } from "./objects.js";

type Steps<T> = Generator<unknown, T, unknown>;

/** An iterator and its `next`, read when the walk began. */
export interface Iterating {
  readonly iterator: object;
  readonly next: unknown;
}

export const DONE: unique symbol = Symbol("done") as never;

/** GetMethod(x, @@iterator): undefined if there is none. */
export function iteratorMethod(x: unknown): unknown {
  return (x as { [Symbol.iterator]?: unknown })[Symbol.iterator] ?? undefined;
}

/** GetIteratorFromMethod. */
export function* open(x: unknown, method: unknown): Steps<Iterating> {
  if (typeof method !== "function") throw notIterable(x, method);
  let iterator = call0("[Symbol.iterator]", method, x);
  if (S.f !== 0) iterator = yield -1;
  if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
  return { iterator, next: (iterator as { next?: unknown }).next };
}

/** IteratorStep: the result, or DONE. */
export function* skip({ iterator, next }: Iterating): Steps<unknown> {
  let result = call0(named(next), next, iterator);
  if (S.f !== 0) result = yield -1;
  if (!isObject(result)) throw new TypeError(`Iterator result ${shown(result)} is not an object`);
  return (result as IteratorResult<unknown>).done ? DONE : result;
}

/** IteratorStepValue: the value, or DONE. */
export function* step(it: Iterating): Steps<unknown> {
  const result = yield* skip(it);
  return result === DONE ? DONE : (result as IteratorResult<unknown>).value;
}

/** IteratorClose after an error (or goexit): what it throws itself is dropped. */
export function* closeAfterError({ iterator }: Iterating): Steps<void> {
  try {
    const leave = (iterator as { return?: unknown }).return;
    if (leave === undefined || leave === null) return;
    call0("iterator.return", leave, iterator);
    if (S.f !== 0) yield -1;
  } catch {
    // The first error wins (7.4.11).
  }
}

/** IteratorClose after a normal end. */
export function* close({ iterator }: Iterating): Steps<void> {
  const leave = (iterator as { return?: unknown }).return;
  if (leave === undefined || leave === null) return;
  let result = call0(named(leave), leave, iterator);
  if (S.f !== 0) result = yield -1;
  if (!isObject(result)) throw new TypeError("return called on non-object");
}

/** Runs `use` for each value, in turn; if that throws, the iterator is closed and its error wins (IfAbruptCloseIterator). Gives the number of values. */
export function* each(it: Iterating, use: (value: unknown, k: number) => Steps<void> | undefined): Steps<number> {
  for (let k = 0; ; k++) {
    const value = yield* step(it);
    if (value === DONE) return k;
    let whole = false;
    try {
      const more = use(value, k);
      if (more !== undefined) yield* more;
      whole = true;
    } finally {
      if (!whole) yield* closeAfterError(it);
    }
  }
}

const prototypes = [[][Symbol.iterator](), ""[Symbol.iterator](), new Map().entries(), new Set().values()].map((i) => Object.getPrototypeOf(i) as { next: unknown });
const nexts = prototypes.map((p) => p.next);

/** `[Symbol.iterator]` of iterators, which gives them themselves: their own `next` is what counts, and that of generators may suspend. */
const identity = (Object.getPrototypeOf(prototypes[0]) as Iterable<unknown>)[Symbol.iterator];

function isUntouched(iterator: object): boolean {
  return host.isProxy(iterator) === false && prototypes.includes(Object.getPrototypeOf(iterator) as never) && Object.getOwnPropertyDescriptor(iterator, "next") === undefined;
}

/** Walking `items` with this method of theirs calls nothing that could suspend. */
export function stepsNatively(method: unknown, items: unknown): boolean {
  if (method === identity && !(isObject(items) && isUntouched(items))) return false;
  return (nativeIterators.has(method) || (typeof method === "function" && entryOf(method) === undefined && /\[native code\]/.test(Function.prototype.toString.call(method)))) && prototypes.every((p, i) => p.next === nexts[i]);
}

/** A value that was called, in the words of the engine. */
export function named(x: unknown): string {
  if (typeof x === "string") return `string ${JSON.stringify(x)}`;
  if (typeof x === "number" || typeof x === "boolean") return `${typeof x} ${x}`;
  if (typeof x === "object" && x !== null) return "object";
  return typeof x === "function" ? "function" : String(x);
}

/** The engine's own error for a value that cannot be iterated. */
function notIterable(x: unknown, method: unknown): unknown {
  try {
    return new Set(isObject(x) ? (Object.assign(typeof x === "function" ? () => {} : {}, { [Symbol.iterator]: method }) as never) : (x as never));
  } catch (error) {
    return error;
  }
}
