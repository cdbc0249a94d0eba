/**
 * gosched and goexit: suspensions that are no park. The scheduler finds the reason in `S.pre`.
 */
import { RuntimeError } from "./errors.js";
import { blocking } from "./entry.js";
import { outside } from "./park.js";
import { S } from "./state.js";

/**
 * Lets other goroutines run: the calling one goes to the tail of the run queue (Go: runtime.Gosched). Timers and I/O get their turn when the time slice is over.
 * @suspends
 * @throws RuntimeError SY5007 outside of a goroutine.
 */
export const gosched: () => void = blocking("gosched", (): void => {
  inGoroutine();
  S.f = 1;
  S.pre = 1;
});

/**
 * Ends the calling goroutine (Go: runtime.Goexit): its `finally` blocks, `using` and deferred calls run, `catch` does not, and nobody else is touched. It never returns.
 * If the main goroutine of runMain() or run() calls it, the others go on; when none of them is left, the program ends with "no goroutines (main called runtime.Goexit) - deadlock!".
 * @suspends
 * @throws RuntimeError SY5007 outside of a goroutine.
 */
export const goexit: () => never = blocking("goexit", (): never => {
  const g = inGoroutine();
  if (g.root !== null && g.root.main === g) g.root.mainExited = true;
  S.f = 1;
  S.pre = 3;
  return undefined as never;
});

function inGoroutine() {
  if (S.g === null) {
    throw new RuntimeError("SY5007", `${outside.name}() was called outside of a goroutine, or by code that was not compiled by sansync: there is no goroutine it could act on.\n`
      + "  Call it in compiled code, in a function started by go(), run() or runMain().");
  }
  return S.g;
}
