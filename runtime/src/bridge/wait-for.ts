/**
 * waitFor: a function that takes a callback, in blocking style.
 *
 * The callback may come at once, later or never, and more than once: the first call counts. Whoever calls it only makes the goroutine runnable.
 */
import { call1 } from "../core/call.js";
import { blocking, runtimeEntry } from "../core/entry.js";
import { kindOf, typeError } from "../core/errors.js";
import { frame, type Body } from "../core/frames.js";
import type { G } from "../core/goroutine.js";
import { named } from "../core/named.js";
import { park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S } from "../core/state.js";

/** What {@link waitFor} gives to the function that begins: Node's callback, the error first. */
export type Done<T> = (error?: unknown, value?: T) => void;

type Fixed<T> = [T][T extends any ? 0 : never]; // NoInfer for TypeScript < 5.4: what is done with the value says nothing about it

function* waiting(begin: unknown): Body {
  let called = false, error: unknown = null, value: unknown, g: G | null = null;
  const done: Done<unknown> = (e, v) => {
    if (called) return;
    called = true;
    error = e;
    value = v;
    if (g === null) return;
    if (e === null || e === undefined) ready(g, v);
    else readyError(g, e);
  };
  call1("begin", begin, undefined, done);
  if (S.f !== 0) yield -1;
  if (!called) {
    g = park(reasons.callback, null);
    return yield -1;
  }
  if (error !== null && error !== undefined) throw error;
  return value;
}

/** In plain code nobody can wait: throws SY5009 before anything is begun. */
const refused = blocking("waitFor", () => void park(reasons.callback, null));

interface WaitFor {
  /**
   * A function that takes a callback, in blocking style: `const stats = waitFor<Stats>((done) => fs.stat(path, done))`. Calls `begin` now, and parks the calling goroutine until the callback
   * is called.
   * @param begin gets the callback, `(error, value)` as in Node. Its first call counts; one that comes before `begin` has returned does too
   * @returns the value given to the callback
   * @throws the error given to the callback; what `begin` throws; TypeError if `begin` is no function (SY5048)
   * @see Node, util.promisify
   * @suspends
   */
  <T = unknown>(begin: (done: Done<T>) => void): Fixed<T>;
}

/** Waits for a callback. */
export const waitFor: WaitFor = runtimeEntry(named("waitFor", 1, () => refused()), (begin: unknown): unknown => {
  if (typeof begin !== "function") throw typeError("SY5048", `waitFor needs a function that takes a callback, and got ${kindOf(begin)}`);
  return frame(waiting(begin));
}) as never;
