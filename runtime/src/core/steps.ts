/**
 * `for…of` in fast form, over what does not suspend by itself: the state of the iteration is something that a frame can keep.
 *
 * Over an array whose iteration is the language's own it is the array and an index (ECMA-262 23.1.5.1: the length and the elements are read when their turn comes), which emitted code counts: so V8 knows at each
 * place what kind of elements it reads. Anything else is stepped by its iterator (7.4.3, 7.4.8), and closed when the loop is left (7.4.11): a record here. Where that is an iterator of the language over a Map, a Set or a string, emitted
 * code steps it itself, as long as `next` is what it was: V8 then makes no result object.
 *
 * ABI: steps, index, keysIn, more, failing, stop.
 */
import { DONE } from "./done.js";
import { host } from "./host.js";

const iterator: typeof Symbol.iterator = Symbol.iterator;
const arrayValues = Array.prototype[iterator]; // eslint-disable-line @typescript-eslint/unbound-method
const arrayIterator = Object.getPrototypeOf([][iterator]()) as { next: unknown };
const arrayNext = arrayIterator.next;
const { apply } = Reflect;
const isArray = Array.isArray as (x: unknown) => x is readonly unknown[];

/** Iterations whose steps run nothing of the program's: what begins them, and the `next` of their iterators. */
const LANGUAGE = [new Map(), new Set(), ""].map((over: Iterable<unknown>) => ({ begin: over[iterator], next: over[iterator]().next })); // eslint-disable-line @typescript-eslint/unbound-method

/** `it`, which `x[Symbol.iterator]`, that is `begin`, gave, steps by such a `next` whoever looks at it. */
function isOfLanguage(x: unknown, begin: unknown, it: Iterator<unknown>, next: unknown): boolean {
  for (let i = 0; i < LANGUAGE.length; i++) {
    const known = LANGUAGE[i]!;
    if (known.next === next) return known.begin === begin || ((it as unknown) === x && host.isProxy(it) === false && !Object.hasOwn(it, "next"));
  }
  return false;
}

/** @internal */
export class Steps {
  readonly it: Iterator<unknown>;
  readonly next: Function;
  /** The iterator ended or threw: nothing is left to close. */
  done = false;
  /** Emitted code steps it: `it.next()`. */
  readonly direct: boolean;
  constructor(it: Iterator<unknown>, next: Function, direct: boolean) {
    this.it = it;
    this.next = next;
    this.direct = direct;
  }
}

/** An array that is read by index, or a record. */
type Iteration = Steps | readonly unknown[];

/** Begin an iteration over x, which the source calls `text`. ABI. Throws a TypeError if x cannot be iterated over. */
export function steps(x: Iterable<unknown>, text: string): Iteration {
  if (isArray(x) && x[iterator] === arrayValues && arrayIterator.next === arrayNext) return x;
  return general(x, text);
}

/** 0 if the iteration is over an array, by index; -1 if it is a record, -2 if one that emitted code may step. ABI. */
export function index(s: Iteration): number {
  return isArray(s) ? 0 : s.direct ? -2 : -1;
}

function general(x: Iterable<unknown>, text: string): Steps {
  const method = (x as Partial<Iterable<unknown>> | null | undefined)?.[iterator];
  if (typeof method !== "function") throw new TypeError(`${text} is not iterable`);
  const it = apply(method, x, []) as Iterator<unknown>;
  if ((typeof it !== "object" && typeof it !== "function") || it === null) throw new TypeError(`Result of the Symbol.iterator method is not an object`);
  const next = it.next as Function;
  return new Steps(it, next, isOfLanguage(x, method, it, next));
}

/** The keys that `for…in` goes through, when it gets to them (14.7.5.9): what is deleted before is left out. ABI. */
export function* keysIn(o: object): Generator<string, void> {
  for (const key in o) yield key;
}

/** One step of a record: the next value, or DONE. ABI. */
export function more(s: Steps): unknown {
  s.done = true; // what throws here, throws for good
  const r = apply(s.next, s.it, []) as IteratorResult<unknown>;
  if ((typeof r !== "object" && typeof r !== "function") || r === null) throw new TypeError(`Iterator result ${String(r)} is not an object`);
  if (r.done) return DONE; // eslint-disable-line @typescript-eslint/strict-boolean-expressions
  const { value } = r;
  s.done = false;
  return value;
}

/** The body threw: an error of `return()` is hidden by it. ABI. */
export function failing(s: Iteration): void {
  if (isArray(s) || s.done) return;
  s.done = true;
  try {
    const end = s.it.return as Function | undefined | null;
    if (end !== undefined && end !== null) apply(end, s.it, []);
  } catch { /* the body's error wins */ }
}

/** The loop is left: close the iterator, if it did not end. ABI. */
export function stop(s: Iteration): void {
  if (isArray(s) || s.done) return;
  s.done = true;
  const end = s.it.return as Function | undefined | null;
  if (end === undefined || end === null) return;
  const r: unknown = apply(end, s.it, []);
  if ((typeof r !== "object" && typeof r !== "function") || r === null) throw new TypeError(`${String(r)} is not an object`);
}
