/**
 * `yield*` in a generator that may suspend (ECMA-262 15.5.5): emitted as `yield* $delegate(x)`, so that the engine passes next, throw and return on to this generator.
 *
 * Two things the engine does for its own `yield*` are asked of the driver (core/generators.ts): result objects of the inner iterator are handed out as they are (RAW), and a return(v) that the inner
 * iterator has answered goes on in the outer generator also if the inner `return` suspended meanwhile (leave).
 * ABI: delegate.
 */
import { call0, call1 } from "../core/call.js";
import { DONE } from "../core/done.js";
import type { Body } from "../core/frames.js";
import { NEXT, passing, RETURN, THROW } from "../core/generators.js";
import { S } from "../core/state.js";
import { IteratorRecord, isObject, iterate, next, show } from "./range.js";

/** ABI. */
export function* delegate(x: unknown): Body {
  let cursor = iterate(x);
  if (S.f !== 0) cursor = (yield -1) as never;
  if (cursor instanceof IteratorRecord) return yield* inner(cursor.iterator, cursor.next);
  // A channel or an array: neither has `throw` or `return`.
  for (;;) {
    let value = next(cursor);
    if (S.f !== 0) value = yield -1;
    if (value === DONE) return undefined;
    try {
      yield value;
    } catch {
      throw noThrow();
    }
  }
}

function* inner(iterator: object, nextMethod: unknown): Body {
  const methods = iterator as { throw?: unknown; return?: unknown };
  let mode: number = NEXT, received: unknown = undefined;
  for (;;) {
    let result: unknown, whole = false;
    try {
      if (mode === NEXT) {
        result = call1("iterator.next", nextMethod, iterator, received);
        if (S.f !== 0) result = yield -1;
      } else if (mode === THROW) {
        const method = methods.throw;
        if (method === undefined || method === null) {
          whole = true;
          yield* close(methods);
          throw noThrow();
        }
        result = call1("iterator.throw", method, iterator, received);
        if (S.f !== 0) result = yield -1;
      } else {
        const method = methods.return;
        if (method === undefined || method === null) return yield* leave(received);
        result = call1("iterator.return", method, iterator, received);
        if (S.f !== 0) result = yield -1;
      }
      whole = true;
    } catch (e) {
      whole = true;
      throw e;
    } finally {
      if (!whole && mode === NEXT) yield* close(methods); // goexit inside next
    }
    if (!isObject(result)) throw new TypeError(`Iterator result ${show(result)} is not an object`);
    if ((result as IteratorResult<unknown>).done) {
      const { value } = result as IteratorResult<unknown>;
      return mode === RETURN ? yield* leave(value) : value;
    }
    mode = RETURN;
    try {
      passing.result = result;
      received = yield passing.raw;
      mode = NEXT;
    } catch (e) {
      received = e;
      mode = THROW;
    } finally {
      if (mode === RETURN) {
        received = passing.returned;
        continue; // eslint-disable-line no-unsafe-finally
      }
    }
  }
}

/** The outer generator returns `value`. Never goes on behind it. */
function* leave(value: unknown): Body {
  passing.returned = value;
  yield passing.leave;
  return undefined;
}

/** IteratorClose for an iterator without `throw`: its errors come first. */
function* close(iterator: { return?: unknown }): Body {
  const method = iterator.return;
  if (method === undefined || method === null) return undefined;
  let result = call0("iterator.return", method, iterator);
  if (S.f !== 0) result = yield -1;
  if (!isObject(result)) throw new TypeError(`Iterator result ${show(result)} is not an object`);
  return undefined;
}

function noThrow(): TypeError {
  return new TypeError("The iterator does not provide a 'throw' method.");
}
