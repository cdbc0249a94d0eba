/**
 * Semaphore: a number of units that goroutines take and give back, after golang.org/x/sync/semaphore (Weighted).
 *
 * First in, first out: a small request does not pass a large one that waits, so large ones are not starved. Who waits depends on its context; cancelling the context takes it out of the
 * queue in that step.
 *
 * Invariants
 *  1. Behind every step the first waiter's request is larger than what is free.
 *  2. Units are taken for a waiter by whoever frees them. If its context ends between that and its turn, it gives them back (in `resume`) and fails.
 *  3. A request larger than the semaphore stands in no queue: it only waits for its context, and holds nobody up.
 */
import { WaitQueue, nodeOf, type WaitNode } from "../chan/wait-queue.js";
import { dependOn, type Child } from "../context/cancel.js";
import type { Context } from "../context/context.js";
import { blockingMethods } from "../core/entry.js";
import { runtimeError, typeError } from "../core/errors.js";
import { push, take, type Frame } from "../core/frames.js";
import type { G } from "../core/goroutine.js";
import { park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S } from "../core/state.js";

export interface Semaphore {
  /**
   * Takes `n` units. Parks the calling goroutine until they are free and all who came before have theirs, or until `ctx` is done. A request larger than the semaphore waits for `ctx`.
   * @param n units; default 1
   * @throws what `ctx.err()` gives if `ctx` is done, before or while it waits; then nothing was taken, even if units are free. TypeError for other arguments (SY5035)
   * @see golang.org/x/sync/semaphore, Weighted.Acquire
   * @suspends
   */
  acquire(ctx: Context, n?: number): void;
}

/**
 * Limits how many goroutines do something at a time, or how much they use together.
 */
export class Semaphore {
  private used = 0;
  private readonly waiters = new WaitQueue();

  /**
   * @param size units there are
   * @throws TypeError if that is no integer of at least 0 (SY5035)
   */
  constructor(private readonly size: number) {
    units("new Semaphore", size);
  }

  /**
   * Takes `n` units if that is possible at once, that is, if they are free and nobody waits; never parks.
   * @param n units; default 1
   * @throws TypeError if `n` is no integer of at least 0 (SY5035)
   */
  tryAcquire(n: number = 1): boolean {
    units("Semaphore.tryAcquire", n);
    if (this.size - this.used < n || this.waiters.first !== null) return false;
    this.used += n;
    return true;
  }

  /**
   * Gives `n` units back. Any goroutine may.
   * @param n units; default 1
   * @throws RuntimeError "semaphore: released more than held" (SY5036), and nothing is given back; TypeError if `n` is no integer of at least 0 (SY5035)
   */
  release(n: number = 1): void {
    units("Semaphore.release", n);
    if (n > this.used) throw runtimeError("SY5036", "semaphore: released more than held");
    this.used -= n;
    this.grant();
  }

  /** Lets in waiters for whom there is room. */
  private grant(): void {
    for (let node = this.waiters.first; node !== null; node = this.waiters.first) {
      const a = node.v as Acquiring;
      if (a.n > this.size - this.used) return;
      this.waiters.shift();
      this.used += a.n;
      a.granted = true;
      ready(node as G, undefined);
    }
  }

  /** @internal */
  enter(ctx: Context, n: number): void {
    const a = new Acquiring(this, n);
    a.leave = dependOn(ctx, a);
    if (a.error !== null) throw a.error.v;
    try {
      a.g = nodeOf(park(reasons.semaphoreAcquire, this), 0, a) as G;
    } catch (e) {
      a.leave();
      throw e;
    }
    if (n <= this.size) this.waiters.push(a.g as WaitNode);
    push(a);
  }

  /** Out of the queue. @internal */
  drop(g: G, n: number): void {
    if (n > this.size) return;
    this.waiters.remove(g as WaitNode);
    this.grant();
  }

  /** A goroutine that waits here is given up. @internal */
  forget(g: G): void {
    const a = g.v as Acquiring;
    a.leave();
    this.drop(g, a.n);
  }

  /** For reports. @internal */
  describe(): string {
    return `a Semaphore of ${this.size} with ${this.size - this.used} free`;
  }
}

/** A request that waits: depends on its context, and does what is to be done after waking. */
class Acquiring implements Frame, Child {
  up: Frame | null = null;
  site = -1;
  g: G | null = null;
  granted = false;
  error: { v: unknown } | null = null;
  leave: () => void = () => {};
  constructor(readonly sem: Semaphore, readonly n: number) {}

  parentDone(error: Error): void {
    this.error = { v: error };
    const { g } = this;
    if (g === null || this.granted) return;
    this.sem.drop(g, this.n);
    readyError(g, error);
  }
  resume(): unknown {
    this.leave();
    if (this.granted && this.error !== null && S.err === null) {
      this.sem.release(this.n);
      throw this.error.v;
    }
    return take();
  }
  unwind(): void {
    this.leave();
  }
}

function units(what: string, n: unknown): void {
  if (!Number.isSafeInteger(n) || (n as number) < 0) throw typeError("SY5035", `${what} needs an integer of at least 0, and got ${String(n)}`);
}

function acquire(this: Semaphore, ctx: Context, n: number = 1): void {
  if (typeof ctx?.err !== "function") throw typeError("SY5035", "Semaphore.acquire needs a context: acquire(background()) if nothing shall cancel it");
  units("Semaphore.acquire", n);
  const error = ctx.err();
  if (error !== undefined) throw error;
  if (!this.tryAcquire(n)) this.enter(ctx, n);
}

blockingMethods(Semaphore.prototype, "Semaphore", { acquire });
