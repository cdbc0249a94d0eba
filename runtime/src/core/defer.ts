/**
 * Deferred calls of one activation, for the emitted form of `defer`: run when the function is left by return, error or goexit, last in first out.
 *
 * Emitted shape: `try { body } catch (e) { failed(d, e) } finally { ($1 = runDefers(d), S.f) ? yield : $1 }`. A deferred call may park. An error in one does not stop the others; the last
 * error wins and gets the former as its `cause` (an error that has a cause already, or is no object, keeps what it has).
 * goexit in a deferred call does not stop the others.
 * ABI: defers, deferred, failed, runDefers, spotDefers.
 */
import { call0 } from "./call.js";
import { kindOf } from "./errors.js";
import { frame, type Body } from "./frames.js";
import { replaced } from "./report.js";
import { spotFrame } from "./spot.js";
import { S } from "./state.js";

/** @internal */
export interface Defers {
  list: (() => unknown)[] | null;
  error: { v: unknown } | null;
}

/** Throws TypeError if fn is no function. @internal */
export function checkDeferred(fn: unknown): void {
  if (typeof fn !== "function") throw new TypeError(`defer needs a function, and got ${kindOf(fn)}`);
}

/** A list of deferred calls. ABI. */
export function defers(): Defers { return { list: null, error: null }; }

/** Add fn. ABI. Throws TypeError if it is no function. */
export function deferred(d: Defers, fn: () => unknown): void {
  checkDeferred(fn);
  if (d.list === null) d.list = [fn];
  else d.list.push(fn);
}

/** The body threw e. ABI. */
export function failed(d: Defers, e: unknown): void { d.error = { v: e }; }

/** Run them all, then throw the error that won. An entry: test the flag. ABI. */
export function runDefers(d: Defers): unknown {
  if (d.list !== null) return frame(run(d));
  if (d.error !== null) throw d.error.v;
  return undefined;
}

function* run(d: Defers): Body {
  const list = d.list!;
  try {
    for (let fn = list.pop(); fn !== undefined; fn = list.pop()) {
      try {
        call0("deferred function", fn, undefined);
        if (S.f !== 0) yield -1;
      } catch (e) {
        if (d.error !== null) chain(e, d.error.v);
        d.error = { v: e };
      }
    }
    if (d.error !== null) throw d.error.v;
  } finally {
    if (list.length > 0) { // goexit
      runDefers(d);
      if (S.f !== 0) yield -1;
    }
  }
  return undefined;
}

/** The same in async functions: on the spot. ABI. */
export function spotDefers(d: Defers): unknown {
  return d.list !== null ? spotFrame(run(d)) : runDefers(d);
}

/** Keep the former error as the cause of the later one, where that can be done. */
function chain(later: unknown, former: unknown): void {
  if (later === former) return;
  if (typeof later === "object" && later !== null) {
    if ("cause" in later || !Object.isExtensible(later)) return;
    Object.defineProperty(later, "cause", { value: former, writable: true, configurable: true });
  }
  replaced(later, former);
}
