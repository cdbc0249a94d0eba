/**
 * Cond: wait until somebody says that something shared has changed.
 *
 * Waiters stand in the queue with a ticket from before they unlock, so a signal that comes while `unlock` runs (a lock of the user's own may park there) is not lost. There are no
 * wake-ups nobody asked for; the condition must be tested in a loop all the same, since others may run between the signal and the waiter's turn with the lock.
 */
import { WaitQueue, nodeOf, type WaitNode } from "../chan/wait-queue.js";
import { call0 } from "../core/call.js";
import { blocking, runtimeEntry } from "../core/entry.js";
import { typeError } from "../core/errors.js";
import { frame, type Body } from "../core/frames.js";
import type { G } from "../core/goroutine.js";
import { named } from "../core/named.js";
import { park, ready } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S } from "../core/state.js";

export interface Cond {
  /**
   * Unlocks, parks the calling goroutine until it is signalled, and locks again before it returns. The lock must be held. Test the condition in a loop:
   * `while (!ready) cond.wait();`
   * @throws what unlocking throws: RuntimeError SY5030 if the mutex is not locked. Then it has not waited and does not lock.
   * @see Go, sync.Cond.Wait
   * @suspends
   */
  wait(): void;
}

/** A place in the queue. */
class Ticket implements WaitNode {
  next: WaitNode | null = null;
  prev: WaitNode | null = null;
  readonly sel = null;
  v = undefined;
  mode = 0;
  signalled = false;
  /** Who waits, once it is parked. */
  g: G | null = null;
}

/**
 * A meeting point for goroutines that wait for a change of what a lock protects, Go's `sync.Cond`.
 */
export class Cond {
  private readonly waiters = new WaitQueue();
  /** The lock it was made with. */
  readonly l: { lock(): void; unlock(): void };

  /**
   * @param l the lock that is held when the condition is tested or changed: a Mutex, an RWMutex, or something of your own; its functions may park
   * @throws TypeError if `l` has no `lock` and `unlock` (SY5035)
   */
  constructor(l: { lock(): void; unlock(): void }) {
    if (typeof l?.lock !== "function" || typeof l.unlock !== "function") throw typeError("SY5035", "new Cond needs something with lock and unlock, for example a Mutex");
    this.l = l;
  }

  /** Wakes the goroutine that has waited longest, if there is one. The lock need not be held. */
  signal(): void {
    if (this.waiters.first === null) return;
    const t = this.waiters.shift() as Ticket;
    t.signalled = true;
    if (t.g !== null) ready(t.g, undefined);
  }

  /** Wakes all goroutines that wait. The lock need not be held. */
  broadcast(): void {
    while (this.waiters.first !== null) this.signal();
  }

  /** @internal */
  enter(): Ticket {
    const t = new Ticket();
    this.waiters.push(t);
    return t;
  }

  /** @internal */
  leave(t: Ticket): void {
    if (!t.signalled) this.waiters.remove(t);
  }

  /** Parks, with the ticket in hand. @internal */
  await(t: Ticket | null): void {
    const g = park(reasons.condWait, this);
    if (t === null) return;
    nodeOf(g, 0, t);
    t.g = g;
  }

  /** A goroutine that waits here is given up. @internal */
  forget(g: G): void {
    this.waiters.remove(g.v as Ticket);
  }

  /** For reports. @internal */
  describe(): string {
    return "a Cond";
  }
}

function* waiting(cond: Cond): Body {
  const { l } = cond, t = cond.enter();
  try {
    call0("unlock", l.unlock, l);
    if (S.f !== 0) yield -1;
    if (!t.signalled) {
      cond.await(t);
      yield -1;
    }
  } finally {
    cond.leave(t);
  }
  call0("lock", l.lock, l);
  if (S.f !== 0) yield -1;
  return undefined;
}

/** In plain code there is nobody who could wait: throws SY5009, and the lock is as it was. */
const refused = blocking("Cond.wait", function (this: Cond): void { this.await(null); });

Object.defineProperty(Cond.prototype, "wait", {
  value: runtimeEntry(named("wait", 0, (self) => refused.call(self as Cond)), function (this: Cond): unknown { return frame(waiting(this)); }),
  writable: true,
  configurable: true,
});
