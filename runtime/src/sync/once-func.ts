/**
 * onceFunc: a function that runs once, as a function.
 */
import { keeping } from "./once-value.js";

/**
 * Makes a function that calls `fn` at its first call only. Who calls it while `fn` runs waits for it; if `fn` threw, every call throws the same error.
 * If `fn` ended by goexit, later calls throw RuntimeError SY5038. If `fn` is `async`, the promise is waited for.
 * @throws TypeError if `fn` is no function (SY5035)
 * @waits
 * @see Go, sync.OnceFunc
 */
export function onceFunc(fn: () => void): () => void {
  return keeping("onceFunc", fn, true);
}
