/**
 * `for await` and the `yield*` of async generators over something that may block: GetIterator of kind async (ECMA-262 7.4.4) by a call that can be awaited.
 *
 * An async iterator needs nothing more: its methods give promises, and a Pending is one. A synchronous iterator with methods that may suspend gets the wrapper of 27.1.6 (%AsyncFromSyncIteratorPrototype%),
 * each of whose steps runs on the spot and is awaited if it parks. Any other is left to the engine.
 * ABI: asyncIterate.
 */
import { call0 } from "../core/call.js";
import { entryOf, runtimeEntry } from "../core/entry.js";
import { frame, type Body } from "../core/frames.js";
import { awaited, pending } from "../core/plain.js";
import { spotn } from "../core/spot.js";
import { S } from "../core/state.js";
import { isObject, show } from "../chan/range.js";

interface Methods { readonly next: unknown; readonly return?: unknown; readonly throw?: unknown }

/** ABI, an entry: what `for await` and `yield*` iterate over in place of x. */
export function asyncIterate(x: unknown): unknown { return frame(iterable(x)); }

function* iterable(x: unknown): Body {
  const from = x as { [Symbol.asyncIterator]?: unknown; [Symbol.iterator]?: unknown };
  const method = from[Symbol.asyncIterator];
  if (method !== undefined && method !== null) {
    let iterator = call0("[Symbol.asyncIterator]", method, x);
    if (S.f !== 0) iterator = yield -1;
    return { [Symbol.asyncIterator]: () => iterator };
  }
  const sync = from[Symbol.iterator];
  if (typeof sync !== "function") throw new TypeError(`${show(x)} is not async iterable`);
  let iterator = call0("[Symbol.iterator]", sync, x);
  if (S.f !== 0) iterator = yield -1;
  if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
  const methods = iterator as Methods, { next } = methods;
  if (!suspends(next) && !maySuspend(methods, "return") && !maySuspend(methods, "throw")) {
    // `next` was read, and is not asked again; the others are read when they are wanted.
    const bound = (m: unknown): unknown => (typeof m === "function" ? (...args: unknown[]): unknown => Reflect.apply(m, methods, args) : m);
    const steps = { next: bound(next), get return() { return bound(methods.return); }, get throw() { return bound(methods.throw); } };
    return { [Symbol.iterator]: () => steps };
  }
  const wrapper = new AsyncFromSync(methods, next);
  return { [Symbol.asyncIterator]: () => wrapper };
}

function suspends(method: unknown): boolean { return typeof method === "function" && entryOf(method) !== undefined; }

/** Is the method one that may suspend? Looked for, not read: when it is read is the program's to see. */
function maySuspend(iterator: object, name: "return" | "throw"): boolean {
  for (let at: object | null = iterator; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found !== undefined) return found.get !== undefined || suspends(found.value);
  }
  return false;
}

class AsyncFromSync {
  constructor(readonly iterator: Methods, readonly method: unknown) {}

  next(...args: unknown[]): Promise<unknown> {
    return this.#step(() => spotn("iterator.next", this.method, this.iterator, args), true);
  }
  return(...args: unknown[]): Promise<unknown> {
    return this.#step(() => {
      const method = this.iterator.return;
      return method === undefined || method === null ? { value: args[0], done: true } : spotn("iterator.return", method, this.iterator, args);
    }, false);
  }
  throw(...args: unknown[]): Promise<unknown> {
    return this.#step(() => {
      const method = this.iterator.throw;
      if (method !== undefined && method !== null) return spotn("iterator.throw", method, this.iterator, args);
      return then(this.#close(), (closed) => {
        if (closed !== undefined && !isObject(closed)) throw new TypeError(`Iterator result ${show(closed)} is not an object`);
        throw new TypeError("The iterator does not provide a 'throw' method.");
      });
    }, true);
  }

  #close(): unknown {
    const method = this.iterator.return;
    return method === undefined || method === null ? undefined : spotn("iterator.return", method, this.iterator, []);
  }

  /** AsyncFromSyncIteratorContinuation: the value is awaited; if it is rejected the iterator is closed. */
  #step(call: () => unknown, closes: boolean): Promise<unknown> {
    try {
      const step = call();
      return pending(step) ? (step as Promise<unknown>).then((r) => this.#result(awaited(r), closes)) : this.#result(step, closes);
    } catch (e) {
      return Promise.reject(e);
    }
  }

  #result(result: unknown, closes: boolean): Promise<unknown> {
    if (!isObject(result)) throw new TypeError(`Iterator result ${show(result)} is not an object`);
    const { done, value } = result as IteratorResult<unknown>, ended = !!done;
    const unwrap = (v: unknown): unknown => ({ value: v, done: ended });
    const settled = Promise.resolve(value);
    if (ended || !closes) return settled.then(unwrap);
    return settled.then(unwrap, (e) => {
      const rethrow = (): never => { throw e; };
      try {
        const closed = this.#close();
        return pending(closed) ? (closed as Promise<unknown>).then(rethrow, rethrow) : rethrow();
      } catch {
        return rethrow();
      }
    });
  }
}

/** `go` with a value now, or with that of a Pending later, packed as the value of a call is. */
function then(x: unknown, go: (x: unknown) => unknown): unknown {
  return pending(x) ? (x as Promise<unknown>).then((v) => go(awaited(v))) : go(x);
}

runtimeEntry(asyncIterate, asyncIterate as never);
