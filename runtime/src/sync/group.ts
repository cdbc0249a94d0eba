/**
 * Group: goroutines that work on one task together, after golang.org/x/sync/errgroup.
 *
 * The first error cancels the group's context and is what `wait` throws. Here, and nowhere else, an error that leaves a goroutine does not end the program: Go returns errors, we throw them.
 *
 * Invariants
 *  1. Whoever waits in `go` gets its place from the one that leaves: `active` counts it from that moment, and `wait` waits for it.
 *  2. Goroutines wait in `go` only while the limit is reached.
 */
import { WaitQueue, nodeOf, wake, type WaitNode } from "../chan/wait-queue.js";
import { background } from "../context/background.js";
import { withCancelCause } from "../context/cancel.js";
import type { CancelCauseFunc, Context } from "../context/context.js";
import { call1 } from "../core/call.js";
import { blockingMethods } from "../core/entry.js";
import { runtimeError, typeError } from "../core/errors.js";
import { push, take, type Body, type Frame } from "../core/frames.js";
import { spawn, startOf } from "../core/go.js";
import type { G } from "../core/goroutine.js";
import { park } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S } from "../core/state.js";
import { settle } from "./outcome.js";
import { WaitGroup } from "./wait-group.js";

export interface Group {
  /**
   * Calls `fn` in a new goroutine of the group, with the group's context. Parks the calling goroutine while the limit is reached. The first error that leaves such a function cancels
   * the context, with the error as cause, and is thrown by `wait`; later ones are dropped. If `fn` returns a promise, as `async` functions do, its end is that of the promise.
   * @throws TypeError if `fn` is no function (SY5035)
   * @see golang.org/x/sync/errgroup, Group.Go
   * @suspends
   * @intrinsic startedAt
   */
  go(fn: (ctx: Context) => unknown): void;
  /**
   * Parks the calling goroutine until all functions have returned. Then the context is cancelled, if it was not before.
   * @throws the first error that left a function; every call throws it
   * @see golang.org/x/sync/errgroup, Group.Wait
   * @suspends
   */
  wait(): void;
}

/**
 * Goroutines for the parts of one task: the first error cancels the others and comes out of `wait`.
 */
export class Group {
  /** Cancelled at the first error, or when `wait` returns, or with the context the group was made with. */
  readonly ctx: Context;
  private readonly cancel: CancelCauseFunc;
  private error: { v: unknown } | null = null;
  private active = 0;
  private limit = -1;
  private readonly waiters = new WaitQueue();
  /** @internal */
  readonly members: WaitGroup = new Members();

  /** @param ctx what the group's context is derived from; default: {@link background} */
  constructor(ctx: Context = background()) {
    [this.ctx, this.cancel] = withCancelCause(ctx);
  }

  /**
   * As {@link Group.go}, if the limit is not reached; never parks.
   * @returns was the goroutine started?
   * @throws TypeError if `fn` is no function (SY5035)
   * @intrinsic startedAt
   */
  tryGo(fn: (ctx: Context) => unknown): boolean {
    if (typeof fn !== "function") throw typeError("SY5035", "a Group needs a function to call");
    if (!this.admit()) return false;
    this.begin(fn, startOf(fn));
    return true;
  }

  /**
   * At most `n` goroutines of the group run at a time. 0 lets nobody in; a negative number means no limit, as at the beginning.
   * @throws RuntimeError "errgroup: modify limit while 1 goroutines in the group are still active" (SY5037); TypeError if `n` is no integer (SY5035)
   */
  setLimit(n: number): void {
    if (!Number.isSafeInteger(n)) throw typeError("SY5035", `Group.setLimit needs an integer, and got ${String(n)}`);
    if (this.active > 0) throw runtimeError("SY5037", `errgroup: modify limit while ${this.active} goroutines in the group are still active`);
    this.limit = n;
    this.admitWaiters();
  }

  /** Takes a place, if there is one. */
  private admit(): boolean {
    if (this.limit >= 0 && this.active >= this.limit) return false;
    this.active++;
    this.members.add(1);
    return true;
  }

  private admitWaiters(): void {
    while (this.waiters.first !== null && this.admit()) wake(this.waiters.shift(), undefined);
  }

  /** Starts a goroutine in a place that was taken. @internal */
  begin(fn: unknown, site: number): void {
    spawn(site, member(this, fn));
  }

  /** @internal */
  failed(e: unknown): void {
    if (this.error !== null) return;
    this.error = { v: e };
    this.cancel(e as Error);
  }

  /** @internal */
  left(): void {
    this.active--;
    this.admitWaiters();
    this.members.done();
  }

  /** Waits for a place. @internal */
  enter(fn: unknown): void {
    this.waiters.push(nodeOf(park(reasons.groupGo, this), 0, undefined));
    push(new Admitted(this, fn, startOf(fn)));
  }

  /** All have returned. @internal */
  end(): void {
    this.cancel();
    if (this.error !== null) throw this.error.v;
  }

  /** A goroutine that waits here is given up. @internal */
  forget(g: G): void {
    this.waiters.remove(g as WaitNode);
  }

  /** For reports. @internal */
  describe(): string {
    return `a Group with ${this.active} of ${this.limit} goroutines`;
  }
}

class Members extends WaitGroup {
  override describe(): string {
    return `a Group with ${this.pending} to go`;
  }
}

function* member(group: Group, fn: unknown): Body {
  try {
    let returned = call1("fn", fn, undefined, group.ctx);
    if (S.f !== 0) returned = yield -1;
    settle(returned);
    if (S.f !== 0) yield -1;
  } catch (e) {
    group.failed(e);
  } finally {
    group.left();
  }
  return undefined;
}

/** A call of `go` that waited for a place, and has it. */
class Admitted implements Frame {
  up: Frame | null = null;
  site = -1;
  constructor(readonly group: Group, readonly fn: unknown, readonly started: number) {}
  resume(): unknown {
    take();
    return this.group.begin(this.fn, this.started);
  }
  unwind(): void {}
}

/** A call of `wait` that waited. */
class Ended implements Frame {
  up: Frame | null = null;
  site = -1;
  constructor(readonly group: Group) {}
  resume(): unknown {
    take();
    return this.group.end();
  }
  unwind(): void {}
}

function go(this: Group, fn: (ctx: Context) => unknown): void {
  if (!this.tryGo(fn)) this.enter(fn);
}

function wait(this: Group): void {
  if (this.members.pending === 0) return this.end();
  this.members.enter();
  push(new Ended(this));
}

blockingMethods(Group.prototype, "Group", { go, wait });
