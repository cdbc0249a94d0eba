/**
 * Once: a function that runs once.
 *
 * As in Go it is a mutex and a flag: whoever comes while the function runs waits for the mutex, hence the wait reason, and a function that calls `do` of its own Once waits for ever.
 * Cost: when it is done, a call is one test.
 */
import { call0 } from "../core/call.js";
import { typeError } from "../core/errors.js";
import { frame, type Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { callsBack } from "./calls-back.js";
import { LOCK, Mutex } from "./mutex.js";
import { settle } from "./outcome.js";

export interface Once {
  /**
   * Calls `fn` if this is the first call for this Once; otherwise does nothing. Parks the calling goroutine while the function of another call runs, and while `fn` parks. When it
   * returns, that function has ended; so has the promise, if it returned one (an `async` function).
   *
   * An error of `fn` goes to the one who called it, and counts as done: later calls do nothing. The same with goexit.
   * @throws TypeError if `fn` is no function (SY5035); what `fn` throws
   * @see Go, sync.Once.Do
   * @suspends
   */
  do(fn: () => void): void;
}

/**
 * Does something once, whoever comes first, Go's `sync.Once`.
 */
export class Once {
  /** @internal */
  done = false;
  /** @internal */
  readonly turn: Mutex = new Turn();
}

class Turn extends Mutex {
  override describe(): string {
    return this.holder > 0 ? `a Once whose function runs in goroutine ${this.holder}` : "a Once whose function runs";
  }
}

/** Takes the turn, and calls `fn` if that is still to be done. @internal */
export function* first(once: Once, fn: unknown): Body {
  if (!once.turn.tryLock()) {
    once.turn.wait(LOCK);
    yield -1;
  }
  try {
    if (!once.done) {
      let returned = call0("fn", fn, undefined);
      if (S.f !== 0) returned = yield -1;
      settle(returned);
      if (S.f !== 0) yield -1;
    }
  } finally {
    once.done = true;
    once.turn.unlock();
  }
  return undefined;
}

/** Parks if another call is under way. @internal */
export function underWay(once: Once): void {
  if (once.done) return;
  if (once.turn.tryLock()) once.turn.unlock();
  else once.turn.wait(LOCK);
}

function checked(fn: unknown): unknown {
  if (typeof fn !== "function") throw typeError("SY5035", "Once.do needs a function");
  return fn;
}

function doOnce(this: Once, fn: unknown): unknown {
  checked(fn);
  return this.done ? undefined : frame(first(this, fn));
}

Object.defineProperty(Once.prototype, "do", {
  value: callsBack("Once.do", doOnce, function (this: Once, fn: unknown) { return first(this, fn); }, function (this: Once, fn: unknown) { checked(fn); underWay(this); }),
  writable: true,
  configurable: true,
});
