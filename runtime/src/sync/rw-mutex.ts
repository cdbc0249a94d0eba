/**
 * RWMutex: many readers or one writer.
 *
 * A waiting writer keeps new readers out, so writers do not starve; a writer that unlocks lets in all readers that wait, then the next writer, so readers do not starve either
 * (Go's rule). Like Mutex, the lock is handed over.
 *
 * Invariants
 *  1. `holder !== -1` and `readers > 0` exclude each other.
 *  2. Writers wait only while it is held; readers wait only while a writer holds it or waits. So whoever finds it free finds nobody waiting.
 * Cost: the ways that do not park are a test and a store.
 * (In Go the second waiting writer shows as waiting for a Mutex inside of the RWMutex; here every writer shows `sync.RWMutex.Lock`.)
 */
import { WaitQueue, nodeOf, wake, type WaitNode } from "../chan/wait-queue.js";
import "../core/dispose.js";
import { blockingMethods } from "../core/entry.js";
import { fatalError } from "../core/errors.js";
import type { G } from "../core/goroutine.js";
import { park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { Guard, Mutex, hold, lock } from "./mutex.js";

/** What can be locked and unlocked, Go's `sync.Locker`. */
export interface Locker {
  /**
   * Locks. Parks the calling goroutine while that is not possible.
   * @suspends
   */
  lock(): void;
  unlock(): void;
}

/** What a waiting reader gets with the lock. Not equal to the modes of writers (mutex.ts). */
const READ = 2, READ_HOLD = 3;

export interface RWMutex {
  /**
   * Locks for writing. Parks the calling goroutine while anybody holds it, for reading or writing; from then on no new reader gets it before this writer. Not reentrant.
   * @see Go, sync.RWMutex.Lock
   * @suspends
   */
  lock(): void;
  /**
   * Locks for writing until the block is left: `using _ = mutex.hold()`. Parks as {@link RWMutex.lock} does.
   * @returns what unlocks when it is disposed of, once
   * @suspends
   */
  hold(): { [Symbol.dispose](): void };
  /**
   * Locks for reading, together with other readers. Parks the calling goroutine while a writer holds it or waits for it: a goroutine that locks for reading twice waits for ever
   * if a writer came between.
   * @see Go, sync.RWMutex.RLock
   * @suspends
   */
  rLock(): void;
  /**
   * Locks for reading until the block is left: `using _ = mutex.rHold()`. Parks as {@link RWMutex.rLock} does.
   * @returns what unlocks when it is disposed of, once
   * @suspends
   */
  rHold(): { [Symbol.dispose](): void };
}

/**
 * A lock that many readers or one writer hold, Go's `sync.RWMutex`.
 */
export class RWMutex extends Mutex {
  private readers = 0;
  private readonly reading = new WaitQueue();

  /** Locks for writing if that is possible at once; never parks. */
  override tryLock(): boolean {
    return this.readers === 0 && super.tryLock();
  }

  /**
   * Ends writing: all readers that wait get the lock, or else the writer that has waited longest. Any goroutine may unlock.
   * @throws RuntimeError SY5034 "sync: Unlock of unlocked RWMutex" if nobody holds it for writing. In Go this ends the program; here it can be caught, and says `fatal error:` if it is not.
   */
  override unlock(): void {
    if (this.holder === -1) throw fatalError("SY5034", "sync: Unlock of unlocked RWMutex");
    this.holder = -1;
    this.admitReaders();
    if (this.readers === 0 && this.waiters.first !== null) this.handOver();
  }

  /** Locks for reading if that is possible at once, that is, if no writer holds it or waits for it; never parks. */
  tryRLock(): boolean {
    if (this.holder !== -1 || this.waiters.first !== null) return false;
    this.readers++;
    return true;
  }

  /**
   * Ends one reading. The last one gives the lock to the writer that has waited longest. Any goroutine may unlock.
   * @throws RuntimeError SY5034 "sync: RUnlock of unlocked RWMutex" if nobody holds it for reading. In Go this ends the program; here it can be caught, and says `fatal error:` if it is not.
   */
  rUnlock(): void {
    if (this.readers === 0) throw fatalError("SY5034", "sync: RUnlock of unlocked RWMutex");
    if (--this.readers === 0 && this.waiters.first !== null) this.handOver();
  }

  /** @internal */
  override wait(mode: number): undefined {
    this.waiters.push(nodeOf(park(reasons.rwMutexLock, this), mode, undefined));
  }

  /** @internal */
  waitToRead(mode: number): undefined {
    this.reading.push(nodeOf(park(reasons.rwMutexRLock, this), mode, undefined));
  }

  /**
   * The reading side as a lock of its own, for a {@link Cond} whose waiters only read: `lock` is {@link RWMutex.rLock}, `unlock` is {@link RWMutex.rUnlock}.
   * @see Go, sync.RWMutex.RLocker
   */
  rLocker(): Locker {
    return new ReadLocker(this) as unknown as Locker;
  }

  private admitReaders(): void {
    while (this.reading.first !== null) {
      const next = this.reading.shift();
      this.readers++;
      wake(next, next.mode === READ_HOLD ? new ReadGuard(this) : undefined);
    }
  }

  /** A goroutine that waits here is given up. Was it the last writer that kept readers out, they get in. @internal */
  override forget(g: G): void {
    if (g.mode === READ || g.mode === READ_HOLD) {
      this.reading.remove(g as WaitNode);
      return;
    }
    super.forget(g);
    if (this.holder === -1 && this.waiters.first === null) this.admitReaders();
  }

  /** For reports. @internal */
  override describe(): string {
    if (this.readers > 0) return `an RWMutex held by ${this.readers} reader${this.readers === 1 ? "" : "s"}${this.waiters.first === null ? "" : ", and a writer waits for it"}`;
    return this.holder > 0 ? `an RWMutex held by goroutine ${this.holder}` : "an RWMutex";
  }
}

class ReadGuard extends Guard<RWMutex> {
  protected override release(): void {
    this.mutex.rUnlock();
  }
}

class ReadLocker {
  constructor(readonly mutex: RWMutex) {}
  unlock(): void {
    this.mutex.rUnlock();
  }
}

function rLock(this: RWMutex): void {
  if (!this.tryRLock()) this.waitToRead(READ);
}

function rHold(this: RWMutex): ReadGuard | undefined {
  return this.tryRLock() ? new ReadGuard(this) : this.waitToRead(READ_HOLD);
}

blockingMethods(RWMutex.prototype, "RWMutex", { lock, hold, rLock, rHold });
blockingMethods(ReadLocker.prototype, "Locker", { lock(this: ReadLocker): void { rLock.call(this.mutex); } });
