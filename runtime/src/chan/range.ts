/**
 * Loops over values that may suspend: the ABI behind `for…of`.
 *
 * A channel is stepped by `range` without any record. Everything else goes through a record, as ECMA-262 has it: GetIterator (7.4.3),
 * IteratorStepValue (7.4.10), IteratorClose (7.4.11). The user's `[Symbol.iterator]`, `next` and `return` may themselves suspend.
 * Arrays with the untouched array iterator are stepped by index, which nobody can tell apart.
 *
 * What the compiler emits
 *   const r = iterate(xs); try { while ((v = next(r)) !== DONE) { body } } catch (e) { fail(r); throw e; } finally { close(r); }
 * with a flag test after iterate, next and close. Hence whose error wins: `fail` marks the record, so that close lets the body's error pass and drops its own;
 * an iterator that ended or threw by itself is not closed at all; after break or return an error of `return()` is thrown.
 */
import { call0 } from "../core/call.js";
import { DONE } from "../core/done.js";
import { runtimeEntry } from "../core/entry.js";
import { push, take, type Frame } from "../core/frames.js";
import { S } from "../core/state.js";
import { CLOSED, RANGE, canRecv, isChannel, parkReceiver, take as receive, type Channel } from "./channel.js";

/** An iterator under way. `done`: it ended, threw, or was closed; `failed`: the loop body threw. */
export class IteratorRecord {
  done = false;
  failed = false;
  constructor(readonly iterator: object, readonly next: unknown) {}
}

/** An array under way, while nobody has changed how arrays are iterated. */
class ArrayRecord {
  at = 0;
  constructor(readonly array: readonly unknown[]) {}
}

type Cursor = Channel<unknown> | ArrayRecord | IteratorRecord;

const arrayValues = Array.prototype[Symbol.iterator];
const arrayIterator = Object.getPrototypeOf([][Symbol.iterator]()) as { next: unknown; return?: unknown };
const arrayNext = arrayIterator.next;

/** ABI: the operand of `for…of` where the compiler knows a channel; anything else is a TypeError. */
export function rangeOf(x: unknown): Channel<unknown> {
  if (isChannel(x)) return x;
  throw new TypeError(`${show(x)} is not a channel`);
}

/** ABI, an entry: one step of a range over a channel. The next value, or DONE. */
export function range(ch: Channel<unknown>): unknown {
  if (canRecv(ch)) return receive(ch);
  return ch.state === CLOSED ? DONE : parkReceiver(ch, RANGE);
}

/** ABI, an entry: GetIterator for an iterable of unknown colour. */
export function iterate(x: unknown): Cursor {
  if (isChannel(x)) return x;
  return iterateBy(x, (x as Iterable<unknown> | null | undefined)?.[Symbol.iterator]);
}

/** Nobody has changed how arrays are iterated. */
export function iteratesAsEver(): boolean {
  return Array.prototype[Symbol.iterator] === arrayValues && arrayIterator.next === arrayNext;
}

/** The same, with the method already read. */
export function iterateBy(x: unknown, method: unknown): Cursor {
  if (isChannel(x)) return x;
  if (method === arrayValues && Array.isArray(x) && arrayIterator.next === arrayNext && arrayIterator.return === undefined) return new ArrayRecord(x);
  if (typeof method !== "function") throw new TypeError(`${show(x)} is not iterable`);
  const iterator = call0("[Symbol.iterator]", method, x);
  if (S.f !== 0) {
    push(new IterateFrame());
    return undefined as never;
  }
  return started(iterator);
}

function started(iterator: unknown): Cursor {
  if (!isObject(iterator)) throw new TypeError(`Result of the Symbol.iterator method is not an object`);
  // What `ch[Symbol.iterator]()` gives is stepped through its own `next`, as any other.
  return new IteratorRecord(iterator, (iterator as { next?: unknown }).next);
}

class IterateFrame implements Frame {
  up: Frame | null = null;
  site = -1;
  resume(): unknown {
    return started(take());
  }
  unwind(): void {}
}

/** ABI, an entry: one step. The next value, or DONE. */
export function next(cursor: Cursor): unknown { return step(cursor, true); }

/** An entry: IteratorStep, one step whose value nobody reads. */
export function skip(cursor: Cursor): unknown { return step(cursor, false); }

function step(cursor: Cursor, reads: boolean): unknown {
  if (cursor instanceof ArrayRecord) return cursor.at < cursor.array.length ? cursor.array[cursor.at++] : atEnd(cursor);
  if (!(cursor instanceof IteratorRecord)) return range(cursor);
  if (cursor.done) return DONE;
  let result: unknown;
  try {
    result = call0("iterator.next", cursor.next, cursor.iterator);
  } catch (error) {
    cursor.done = true;
    throw error;
  }
  if (S.f !== 0) {
    push(new NextFrame(cursor, reads));
    return undefined;
  }
  return stepped(cursor, result, reads);
}

/** An array iterator that has ended stays ended, also if the array grows later. */
function atEnd(cursor: ArrayRecord): typeof DONE {
  cursor.at = Infinity;
  return DONE;
}

function stepped(record: IteratorRecord, result: unknown, reads: boolean): unknown {
  record.done = true; // until it has given a value: an error from here on is the iterator's own
  if (!isObject(result)) throw new TypeError(`Iterator result ${show(result)} is not an object`);
  if ((result as IteratorResult<unknown>).done) return DONE;
  const value = reads ? (result as IteratorResult<unknown>).value : undefined;
  record.done = false;
  return value;
}

class NextFrame implements Frame {
  up: Frame | null = null;
  site = -1;
  constructor(readonly record: IteratorRecord, readonly reads: boolean) {}
  resume(): unknown {
    this.record.done = true;
    return stepped(this.record, take(), this.reads);
  }
  /** goexit inside `next`: the iterator did not end by itself, so the loop's close calls `return`, as for a generator that is left. */
  unwind(): void {}
}

/** ABI: the loop body threw. Its error wins over those of close. */
export function fail(cursor: Cursor): void {
  if (cursor instanceof IteratorRecord) cursor.failed = true;
}

/** ABI, an entry: the loop was left. Nothing to do if the iterator ended or threw by itself. */
export function close(cursor: Cursor): void {
  if (!(cursor instanceof IteratorRecord) || cursor.done) return;
  cursor.done = true;
  const { iterator, failed } = cursor;
  let result: unknown;
  try {
    const method = (iterator as { return?: unknown }).return;
    if (method === undefined || method === null) return;
    result = call0("iterator.return", method, iterator);
  } catch (error) {
    if (failed) return;
    throw error;
  }
  if (S.f !== 0) push(new CloseFrame(failed));
  else closed(failed, result);
}

function closed(failed: boolean, result: unknown): void {
  if (!failed && !isObject(result)) throw new TypeError(`Iterator result ${show(result)} is not an object`);
}

class CloseFrame implements Frame {
  up: Frame | null = null;
  site = -1;
  constructor(readonly failed: boolean) {}
  resume(): unknown {
    if (this.failed) {
      S.err = null; // the body's error wins
      return undefined;
    }
    closed(false, take());
    return undefined;
  }
  unwind(): void {}
}

export function isObject(x: unknown): x is object {
  return (typeof x === "object" && x !== null) || typeof x === "function";
}

/** A value in an error message; runs no user code. */
export function show(x: unknown): string {
  if (typeof x === "string") return JSON.stringify(x);
  if (typeof x === "function") return x.name === "" ? "function" : `function ${x.name}`;
  if (typeof x === "object" && x !== null) return Array.isArray(x) ? "an array" : "an object";
  return typeof x === "bigint" ? `${x}n` : String(x);
}

for (const entry of [range, iterate, next, skip, close]) runtimeEntry(entry, entry as never);
