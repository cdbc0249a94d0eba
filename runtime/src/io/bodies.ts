/**
 * Blocking functions whose bodies are generators written by hand, in the shape of the direct form: `let v = call1("r.read", r.read, r, buf); if (S.f !== 0) v = yield -1;`.
 *
 * Called in goroutine code the generator is the frame; called by code that nobody compiled it runs as a goroutine on the spot, and the caller gets a promise if it parks.
 */
import { call0, call1, call2 } from "../core/call.js";
import { closure, methods } from "../core/closures.js";
import { S } from "../core/state.js";

/** A body, or a part of one (`yield*`): gives T. */
export type Steps<T> = Generator<unknown, T, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** The public function of a generator function. */
export function body<F>(name: string, gen: (...args: never[]) => Steps<unknown>): F {
  return closure(gen as never, name) as F;
}

/** Makes public methods of generator methods of `prototype`. */
export function bodies(prototype: object, ...names: string[]): void {
  methods(prototype, ...names);
}

/** `yield* invoke(…)`: calls a method that may suspend. */
export function* invoke<T>(on: object, name: string, ...args: unknown[]): Steps<T> {
  const f = (on as Record<string, unknown>)[name], text = name;
  let v = args.length === 0 ? call0(text, f, on) : args.length === 1 ? call1(text, f, on, args[0]) : call2(text, f, on, args[0], args[1]);
  if (S.f !== 0) v = yield -1;
  return v as T;
}

/** An iterator over what `step` gives until it gives `end`: an iterable for `for…of` in goroutines. */
export function stepping<T>(end: unknown, step: () => Steps<T>): Iterable<T> {
  const iterator = {
    *next(): Steps<IteratorResult<T, undefined>> {
      const value: unknown = yield* step();
      return value === end ? { done: true, value: undefined } : { done: false, value: value as T };
    },
    [Symbol.iterator](): unknown { return iterator; },
  };
  methods(iterator, "next");
  return iterator as unknown as Iterable<T>;
}
