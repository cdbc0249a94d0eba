/**
 * WaitGroup: wait until a number of goroutines have finished.
 *
 * Invariant: goroutines wait only while the counter is above zero; when it gets to zero all of them are released in that step. So Go's "misuse: Add called concurrently with
 * Wait" cannot happen on one thread. Reuse before the former waiters have gone on can, and is reported as Go does, by the waiter.
 */
import { WaitQueue, nodeOf, wake, type WaitNode } from "../chan/wait-queue.js";
import { call0 } from "../core/call.js";
import { blockingMethods } from "../core/entry.js";
import { runtimeError, typeError } from "../core/errors.js";
import { push, take, type Frame } from "../core/frames.js";
import { spawn, startOf } from "../core/go.js";
import type { G } from "../core/goroutine.js";
import { park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { keepShape } from "../core/shapes.js";
import { S } from "../core/state.js";
import { settle } from "./outcome.js";

export interface WaitGroup {
  /**
   * Parks the calling goroutine until the counter is zero; returns at once if it is.
   * @throws RuntimeError "sync: WaitGroup is reused before previous Wait has returned" (SY5032)
   * @see Go, sync.WaitGroup.Wait
   * @suspends
   */
  wait(): void;
}

/**
 * Waits for a collection of goroutines to finish, Go's `sync.WaitGroup`: `wg.go(f)` for each, then `wg.wait()`.
 */
export class WaitGroup {
  private counter = 0;
  private readonly waiters = new WaitQueue();

  /**
   * Adds `n`, which may be negative, to the counter. When it gets to zero, everybody who waits is released.
   * @param n an integer
   * @throws RuntimeError "sync: negative WaitGroup counter" (SY5031); the counter stays as it is
   */
  add(n: number): void {
    if (!Number.isSafeInteger(n)) throw typeError("SY5033", `WaitGroup.add needs an integer, and got ${String(n)}`);
    if (this.counter + n < 0) throw runtimeError("SY5031", "sync: negative WaitGroup counter");
    this.counter += n;
    if (this.counter === 0) while (this.waiters.first !== null) wake(this.waiters.shift(), undefined);
  }

  /**
   * One less: `add(-1)`.
   * @throws RuntimeError "sync: negative WaitGroup counter" (SY5031)
   */
  done(): void {
    this.add(-1);
  }

  /**
   * Calls `fn` in a new goroutine and counts it until it has returned (or ended by goexit); if it returns a promise, as `async` functions do, until that is settled. An error that leaves `fn` ends the program; `wait` does not return before.
   * @see Go, sync.WaitGroup.Go
   * @intrinsic startedAt
   */
  go(fn: () => unknown): void {
    if (typeof fn !== "function") throw typeError("SY5033", "WaitGroup.go needs a function");
    this.add(1);
    spawn(startOf(fn), counted(this, fn));
  }

  /** @internal */
  get pending(): number {
    return this.counter;
  }

  /** @internal */
  enter(): void {
    this.waiters.push(nodeOf(park(reasons.waitGroupWait, this), 0, undefined));
    push(new Waiting(this));
  }

  /** A goroutine that waits here is given up. @internal */
  forget(g: G): void {
    this.waiters.remove(g as WaitNode);
  }

  /** For reports. @internal */
  describe(): string {
    return `a WaitGroup with ${this.counter} to go`;
  }
}

function* counted(wg: WaitGroup, fn: () => unknown): Generator<number, void, unknown> {
  let failed = false;
  try {
    let returned = call0("fn", fn, undefined);
    if (S.f !== 0) returned = yield -1;
    settle(returned);
    if (S.f !== 0) yield -1;
  } catch (error) {
    failed = true;
    throw error;
  } finally {
    if (!failed) wg.done();
  }
}

/** A wait that was released: the counter must still be zero when its goroutine goes on. */
class Waiting implements Frame {
  up: Frame | null = null;
  site = -1;
  constructor(readonly wg: WaitGroup) {}
  resume(): unknown {
    if (this.wg.pending !== 0 && S.err === null) throw runtimeError("SY5032", "sync: WaitGroup is reused before previous Wait has returned");
    return take();
  }
  unwind(): void {}
}

keepShape(new Waiting(new WaitGroup()));

blockingMethods(WaitGroup.prototype, "WaitGroup", {
  wait(this: WaitGroup): void {
    if (this.pending > 0) this.enter();
  },
});
