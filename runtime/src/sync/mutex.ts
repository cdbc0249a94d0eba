/**
 * Mutex: mutual exclusion between goroutines.
 *
 * On one thread a mutex matters where a goroutine may park, or be preempted, between reading and writing something shared. The lock is handed over: unlock gives it to
 * the goroutine that has waited longest, so the lock is never free while somebody waits, and a goroutine that locks again and again cannot starve others (Go's starvation
 * mode, always on: without other threads there is nothing to win by barging).
 *
 * Cost: lock and unlock without contention are a test and a store.
 */
import { WaitQueue, nodeOf, wake, type WaitNode } from "../chan/wait-queue.js";
import "../core/dispose.js";
import { blockingMethods } from "../core/entry.js";
import { fatalError } from "../core/errors.js";
import type { G } from "../core/goroutine.js";
import { park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { keepShape } from "../core/shapes.js";
import { S as registers } from "../core/state.js";

/** A constant of this module: V8 folds it into the code. */
const S = registers;

/** What a waiter gets with the lock: nothing, or a guard. @internal */
export const LOCK = 0, HOLD = 1;

export interface Mutex {
  /**
   * Locks. Parks the calling goroutine while another one holds the lock; waiting goroutines get it in the order they came. Not reentrant: a second `lock` by its holder
   * waits for ever.
   * @see Go, sync.Mutex.Lock
   * @suspends
   */
  lock(): void;
  /**
   * Locks until the block is left: `using _ = mutex.hold()`. Parks as {@link Mutex.lock} does.
   * @returns what unlocks when it is disposed of, once
   * @suspends
   */
  hold(): { [Symbol.dispose](): void };
}

/**
 * A lock that one goroutine holds at a time, Go's `sync.Mutex`.
 */
export class Mutex {
  /** Number of the goroutine it was given to, 0 for plain code; -1: free. */
  protected holder = -1;
  /** @internal */
  protected readonly waiters = new WaitQueue();

  /** Locks if that is possible at once; never parks. */
  tryLock(): boolean {
    if (this.holder !== -1) return false;
    this.holder = S.g === null ? 0 : S.g.id;
    return true;
  }

  /**
   * Unlocks, and gives the lock to the goroutine that has waited longest. Any goroutine may unlock.
   * @throws RuntimeError SY5030 "sync: unlock of unlocked mutex" if nobody holds it. In Go this ends the program; here it can be caught, and says `fatal error:` if it is not.
   */
  unlock(): void {
    if (this.holder === -1) throw fatalError("SY5030", "sync: unlock of unlocked mutex");
    if (this.waiters.first === null) {
      this.holder = -1;
      return;
    }
    this.handOver();
  }

  /** The first waiter holds it from now on; there must be one. @internal */
  protected handOver(): void {
    const next = this.waiters.shift();
    this.holder = (next as G).id;
    wake(next, next.mode === HOLD ? new Guard(this) : undefined);
  }

  /** @internal */
  wait(mode: number): undefined {
    this.waiters.push(nodeOf(park(reasons.mutexLock, this), mode, undefined));
  }

  /** A goroutine that waits here is given up. @internal */
  forget(g: G): void {
    this.waiters.remove(g as WaitNode);
  }

  /** For reports. @internal */
  describe(): string {
    return this.holder > 0 ? `a Mutex held by goroutine ${this.holder}` : "a Mutex";
  }
}

/** Unlocks once. @internal */
export class Guard<M extends Mutex = Mutex> {
  private held = true;
  constructor(protected readonly mutex: M) {}
  [Symbol.dispose](): void {
    if (!this.held) return;
    this.held = false;
    this.release();
  }
  protected release(): void {
    this.mutex.unlock();
  }
}

keepShape(new Mutex(), new Guard(new Mutex()));

/** @internal */
export function lock(this: Mutex): void {
  if (!this.tryLock()) this.wait(LOCK);
}

/** @internal */
export function hold(this: Mutex): { [Symbol.dispose](): void } | undefined {
  return this.tryLock() ? new Guard(this) : this.wait(HOLD);
}

blockingMethods(Mutex.prototype, "Mutex", { lock, hold });
