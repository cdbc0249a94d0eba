/**
 * Array patterns over iterables whose steps may suspend, element by element (ECMA-262 8.6.2, 13.15.5): a default is evaluated right behind the read of its element, nested patterns in their turn.
 *
 * The emitted pattern is an object pattern over a Pattern whose computed keys do the steps: `{ [pull]: a = default, [pull]: b, [close]: {} }`. A key leaves the value read in the Pattern and is its name.
 * Around it stands a native array pattern of one element: when an error, a `return` of a generator or goexit leaves it, the engine calls return() of the Pattern's iterator, which closes what is open.
 * There nobody can wait: a `return` method that parks there goes on by itself.
 *
 * ABI: pattern, open, pull, rest, shut, restOf, propertyKey.
 */
import { DONE } from "../core/done.js";
import { runtimeEntry } from "../core/entry.js";
import { CallFrame, frame, push, take, type Body, type Frame } from "../core/frames.js";
import { append } from "../core/own-collections.js";
import { onTheSpot } from "../core/plain.js";
import { S } from "../core/state.js";
import { close, iterate, next, skip } from "./range.js";

type Cursor = ReturnType<typeof iterate>;

class Pattern {
  /** The value a key stands for. */
  v: unknown;
  /** What a key that reads nothing stands for. */
  readonly e = {};
  readonly cursors: Cursor[] = [];
  constructor(readonly of: unknown) { this.v = of; }
  [Symbol.iterator](): Iterator<Pattern> {
    return { next: () => ({ value: this, done: false }), return: () => { this.#leave(); return { value: undefined, done: true }; } };
  }

  /** The pattern was left: everything open is closed, innermost first. The first error goes on, where nothing else does. */
  #leave(): void {
    let error: { v: unknown } | undefined;
    for (let cursor = this.cursors.pop(); cursor !== undefined; cursor = this.cursors.pop()) {
      try {
        const left: unknown = onTheSpot(new CallFrame(close, undefined, [cursor]));
        if (left instanceof Promise) left.then(undefined, () => undefined);
      } catch (e) {
        error ??= { v: e };
      }
    }
    if (error !== undefined) throw error.v;
  }
}

/** ABI: the operand of a pattern. */
export function pattern(x: unknown): Pattern { return new Pattern(x); }

/** What the step gave goes into the Pattern. */
class KeyFrame implements Frame {
  up: Frame | null = null;
  site = -1;
  constructor(readonly p: Pattern, readonly done: (p: Pattern, value: unknown) => string) {}
  resume(): unknown { return this.done(this.p, take()); }
  unwind(): void {}
}

/** ABI, an entry: the array pattern that begins is matched against x. */
export function open(p: Pattern, x: unknown): string {
  const cursor = iterate(x);
  if (S.f === 0) return opened(p, cursor);
  push(new KeyFrame(p, opened));
  return "e";
}

function opened(p: Pattern, cursor: unknown): string {
  append(p.cursors, cursor as Cursor);
  return "e";
}

/** ABI, an entry: the next element. Of one that is `omitted`, a hole of the pattern, the value is not read (13.15.5.5). */
export function pull(p: Pattern, omitted = false): string {
  const value = (omitted ? skip : next)(p.cursors[p.cursors.length - 1]!);
  if (S.f === 0) return pulled(p, value);
  push(new KeyFrame(p, pulled));
  return "v";
}

function pulled(p: Pattern, value: unknown): string {
  p.v = value === DONE ? undefined : value;
  return "v";
}

/** ABI, an entry: all other elements. */
export function rest(p: Pattern): unknown {
  return frame(readRest(p));
}

function* readRest(p: Pattern): Body {
  const cursor = p.cursors[p.cursors.length - 1]!, values: unknown[] = [];
  for (;;) {
    let value = next(cursor);
    if (S.f !== 0) value = yield -1;
    if (value === DONE) break;
    append(values, value);
  }
  p.cursors.pop();
  p.v = values;
  return "v";
}

/** ABI, an entry: the end of an array pattern without rest element. */
export function shut(p: Pattern): string {
  close(p.cursors.pop()!);
  if (S.f !== 0) push(new KeyFrame(p, ended));
  return "e";
}

const ended = (): string => "e";

/** ABI: CopyDataProperties (7.3.26) for the rest element of an object pattern that was taken apart. */
export function restOf(x: unknown, keys: readonly PropertyKey[]): object {
  const out: Record<PropertyKey, unknown> = {}, from = Object(x) as Record<PropertyKey, unknown>;
  const left = new Set(keys.map((k) => (typeof k === "number" ? String(k) : k)));
  for (const key of Reflect.ownKeys(from)) {
    if (left.has(key) || Object.getOwnPropertyDescriptor(from, key)?.enumerable !== true) continue;
    Object.defineProperty(out, key, { value: from[key], writable: true, enumerable: true, configurable: true });
  }
  return out;
}

/** ABI: ToPropertyKey (7.1.19). */
export function propertyKey(x: unknown): PropertyKey {
  return Reflect.ownKeys({ [x as PropertyKey]: 0 })[0]!;
}

for (const entry of [open, pull, rest, shut]) runtimeEntry(entry, entry as never);
