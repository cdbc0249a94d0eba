/**
 * onceValue: a function that computes its value once and keeps how that ended, value or error.
 */
import { call0 } from "../core/call.js";
import { closure } from "../core/closures.js";
import type { AnyFunction } from "../core/entry.js";
import { runtimeError, typeError } from "../core/errors.js";
import { frame, type Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { callsBack } from "./calls-back.js";
import { Once, first, underWay } from "./once.js";
import { settle } from "./outcome.js";

/**
 * Makes a function that calls `fn` at its first call and gives that value at every call. Who calls it while `fn` runs waits for it; if `fn` threw, every call throws the same error.
 * If `fn` ended by goexit there is no value, and later calls throw RuntimeError SY5038. The value of an `async` function is its promise.
 * @throws TypeError if `fn` is no function (SY5035)
 * @waits
 * @see Go, sync.OnceValue
 */
export function onceValue<T>(fn: () => T): () => T {
  return keeping("onceValue", fn, false) as () => T;
}

/** The same for onceFunc, which `settles`: it waits for a promise, and has no value. @internal */
export function keeping(name: string, fn: unknown, settles: boolean): AnyFunction {
  if (typeof fn !== "function") throw typeError("SY5035", `${name} needs a function`);
  const once = new Once();
  let f: unknown = fn, value: unknown, error: { v: unknown } | null = null, exited = true;

  const compute = closure(function* (): Body {
    try {
      let r = call0("fn", f, undefined);
      if (S.f !== 0) r = yield -1;
      if (settles) {
        settle(r);
        if (S.f !== 0) yield -1;
      } else value = r;
      exited = false;
    } catch (e) {
      error = { v: e };
      exited = false;
    } finally {
      f = undefined;
    }
    return undefined;
  });
  const outcome = (): unknown => {
    if (error !== null) throw error.v;
    if (exited) throw runtimeError("SY5038", `${name}: the function ended by goexit, so there is no result`);
    return value;
  };
  function* body(): Body {
    frame(first(once, compute));
    if (S.f !== 0) yield -1;
    return outcome();
  }
  return callsBack(name, () => (once.done ? outcome() : frame(body())), body, () => underWay(once));
}
