/**
 * The bridge from promises: `wait` parks the goroutine until a promise is settled.
 */
import { blocking } from "../core/entry.js";
import { park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { isThenable, observe } from "./settlement.js";

function waitFor(promise: unknown): unknown {
  if (!isThenable(promise)) return promise;
  // Before the goroutine parks: this may run user code (a constructor, a getter). Thenables become promises; promises stay what they are.
  const native = Promise.resolve(promise);
  const g = park(reasons.promise, promise);
  observe(native, (value) => ready(g, value), (reason) => readyError(g, reason));
  return undefined;
}

/**
 * The bridge from promises: parks the calling goroutine until the promise is settled, and gives its value. Other goroutines run meanwhile.
 * @param promise a promise or thenable; any other value is given back at once
 * @throws the reason of the rejection
 * @suspends
 */
export const wait: <T>(promise: PromiseLike<T>) => T = blocking("wait", waitFor) as never;
