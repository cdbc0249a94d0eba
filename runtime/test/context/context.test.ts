/** Contexts: cancellation, causes, deadlines, values, signals, afterDone. */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Channel } from "../../dist/cjs/chan/channel.js";
import { afterDone } from "../../dist/cjs/context/after-done.js";
import { background, withoutCancel } from "../../dist/cjs/context/background.js";
import { cause, withCancel, withCancelCause } from "../../dist/cjs/context/cancel.js";
import { withDeadline, withTimeout } from "../../dist/cjs/context/deadline.js";
import { Canceled, DeadlineExceeded } from "../../dist/cjs/context/errors.js";
import { fromSignal } from "../../dist/cjs/context/signal.js";
import { ContextKey, withValue } from "../../dist/cjs/context/value.js";
import { closure } from "../../dist/cjs/core/closures.js";
import { pendingTimers } from "../../dist/cjs/core/timers.js";
import { sleep } from "../../dist/cjs/time/sleep.js";
import { advance, handDriven, op, recv, recvOk, run, settle, start, waits } from "../hand-driven";

const isDone = (ctx: any): boolean => ctx.done() !== null && ctx.done().tryRecv() !== undefined;
const why = new Error("why"), other = new Error("other");

handDriven("the roots are never done", () => {
  for (const ctx of [background(), withoutCancel(withCancel(background())[0])]) {
    assert.equal([ctx.done(), ctx.err(), ctx.deadline(), cause(ctx), ctx.signal.aborted], [null, undefined, undefined, undefined, false]);
  }
});

handDriven("cancel: done is closed before it returns, for all descendants; a second one does nothing", () => {
  const [ctx, cancel] = withCancelCause(background());
  const [child] = withCancel(ctx), [grandchild] = withTimeout(child, 1000);
  const valued = withValue(grandchild, new ContextKey<number>("k"), 1);
  const w = start(() => recvOk(valued.done()));
  settle();
  assert.is(waits(w), "chan receive");
  assert.is(ctx.err(), undefined);
  cancel(why);
  for (const c of [ctx, child, grandchild, valued]) {
    assert.ok(isDone(c));
    assert.is(c.err(), Canceled);
    assert.is(cause(c), why);
  }
  settle();
  assert.equal(w.value, [undefined, false]);
  cancel(other);
  assert.is(cause(ctx), why);
  assert.is(pendingTimers(), 0, "the child's timer is gone");
});

handDriven("the first cause counts: child first keeps its own; parent first gives the parent's; nil means Canceled", () => {
  const [parent, cancelParent] = withCancelCause(background());
  const [child, cancelChild] = withCancelCause(parent);
  cancelChild(other);
  assert.is(parent.err(), undefined, "the parent is not touched");
  cancelParent(why);
  assert.equal([cause(child), cause(parent)], [other, why]);
  const [a, cancelA] = withCancelCause(background());
  cancelA();
  assert.equal([a.err(), cause(a)], [Canceled, Canceled]);
});

handDriven("a cancelled child leaves its parent's list; 1,000 children leave nothing", () => {
  const [ctx, cancel] = withCancel(background());
  for (let i = 0; i < 1000; i++) withCancel(ctx)[1]();
  assert.is((ctx as any).children.size, 0);
  const stop = afterDone(ctx, () => {});
  assert.is((ctx as any).children.size, 1);
  assert.is(stop(), true);
  assert.is((ctx as any).children.size, 0);
  cancel();
});

handDriven("a child of a cancelled parent is born cancelled, with the parent's cause", () => {
  const [ctx, cancel] = withCancelCause(background());
  cancel(why);
  const [child] = withTimeout(ctx, 50);
  assert.equal([child.err(), cause(child), isDone(child)], [Canceled, why, true]);
  assert.is(pendingTimers(), 0);
});

handDriven("deadlines", () => {
  const t0 = Date.now();
  const [ctx, cancel] = withTimeout(background(), 50, why);
  assert.equal(ctx.deadline(), new Date(t0 + 50));
  const w = start(() => recv(ctx.done()));
  advance(49);
  assert.not(w.done);
  advance(1);
  assert.ok(w.done);
  assert.equal([ctx.err(), cause(ctx)], [DeadlineExceeded, why]);
  cancel();
  assert.is(ctx.err(), DeadlineExceeded);
  const [early, cancelEarly] = withTimeout(background(), 50, why);
  cancelEarly();
  assert.equal([early.err(), cause(early)], [Canceled, Canceled], "the time-out's cause counts only if it fired");
  assert.is(pendingTimers(), 0);
});

handDriven("a deadline in the past is born done; a later one than the parent's is the parent's", () => {
  for (const [ctx] of [withTimeout(background(), 0), withTimeout(background(), -5), withDeadline(background(), Date.now() - 1), withDeadline(background(), new Date(0))]) {
    assert.equal([ctx.err(), cause(ctx)], [DeadlineExceeded, DeadlineExceeded]);
  }
  const [parent] = withTimeout(background(), 100), [child] = withTimeout(parent, 1000, why);
  assert.equal(child.deadline(), parent.deadline());
  assert.is(pendingTimers(), 1);
  advance(100);
  assert.equal([child.err(), cause(child)], [DeadlineExceeded, DeadlineExceeded]);
  const [never] = withTimeout(background(), Infinity);
  assert.is(never.err(), undefined);
  assert.throws(() => withTimeout(background(), NaN), TypeError);
  assert.throws(() => withDeadline(background(), new Date(NaN)), TypeError);
});

handDriven("withoutCancel keeps values, and nothing else", () => {
  const key = new ContextKey<string>("k");
  const [ctx, cancel] = withCancelCause(withValue(background(), key, "v"));
  const free = withoutCancel(ctx);
  cancel(why);
  assert.equal([free.value(key), free.err(), free.done(), cause(free)], ["v", undefined, null, undefined]);
  const [below] = withCancel(free);
  assert.is(below.err(), undefined);
});

handDriven("values: the nearest wins, keys by identity; 20,000 levels", () => {
  const a = new ContextKey<number>("same"), b = new ContextKey<number>("same");
  let ctx = withValue(withValue(withValue(background(), a, 1), b, 2), a, 3);
  assert.equal([ctx.value(a), ctx.value(b), ctx.value(new ContextKey("same"))], [3, 2, undefined]);
  for (let i = 0; i < 20_000; i++) ctx = withValue(ctx, a, i);
  assert.equal([ctx.value(a), ctx.value(b)], [19_999, 2]);
  assert.throws(() => withValue(background(), null as never, 1 as never), (e: any) => e.message === "nil key" && e.code === "SY5040");
  for (const make of [withCancel, withoutCancel, withCancelCause]) assert.throws(() => make(null as never), (e: any) => e.message === "cannot create context from nil parent" && e.code === "SY5041");
  assert.throws(() => withValue(undefined as never, a, 1), /nil parent/);
  assert.throws(() => withTimeout(undefined as never, 1), /nil parent/);
});

handDriven("cancelling 20,000 nested contexts does not overflow", () => {
  const [root, cancel] = withCancel(background());
  let ctx = root;
  for (let i = 0; i < 20_000; i++) ctx = withCancel(ctx)[0];
  cancel();
  assert.is(ctx.err(), Canceled);
});

handDriven("afterDone: in its own goroutine, which may park; at once if done; stop prevents", () => {
  const log: string[] = [];
  const [ctx, cancel] = withCancel(background());
  const stopA = afterDone(ctx, closure(function* () { log.push("a"); yield* op(sleep, undefined, 5); log.push("a2"); }));
  const stopB = afterDone(ctx, () => log.push("b"));
  assert.is(stopB(), true);
  assert.is(stopB(), false);
  cancel();
  assert.equal(log, [], "cancel only starts it");
  assert.is(stopA(), false);
  advance(5);
  assert.equal(log, ["a", "a2"]);
  afterDone(ctx, () => log.push("late"));
  settle();
  assert.is(log[2], "late");
  assert.is(afterDone(background(), () => {})(), true);
});

handDriven("signal: lazily, with the cause as reason, after the whole tree is marked", () => {
  const [ctx, cancel] = withCancelCause(background()), [child] = withCancel(ctx);
  const seen: unknown[] = [];
  ctx.signal.addEventListener("abort", () => seen.push(child.err(), ctx.signal.reason));
  assert.is(ctx.signal, ctx.signal);
  cancel(why);
  assert.equal(seen, [Canceled, why]);
  assert.equal([child.signal.aborted, child.signal.reason], [true, why]);
  const [plain, stop] = withCancel(background());
  stop();
  assert.is(plain.signal.reason.name, "AbortError");
  assert.is(withTimeout(background(), 0)[0].signal.reason.name, "TimeoutError");
});

handDriven("fromSignal: both ways, one context per signal", () => {
  const abort = new AbortController(), ctx = fromSignal(abort.signal), [child] = withCancel(ctx);
  assert.is(fromSignal(abort.signal), ctx);
  assert.is(ctx.signal, abort.signal);
  assert.is(ctx.err(), undefined);
  abort.abort(why);
  assert.equal([ctx.err(), cause(ctx), child.err(), cause(child)], [Canceled, why, Canceled, why]);
  assert.is(fromSignal(AbortSignal.abort()).err(), Canceled);
  assert.is((cause(fromSignal(AbortSignal.abort("text"))) as Error).message, "text");
  const late = new DOMException("late", "TimeoutError");
  assert.is(fromSignal(AbortSignal.abort(late)).err(), DeadlineExceeded);
});

handDriven("a context of somebody else: passed through, or with a done channel of its own", async () => {
  const key = new ContextKey<string>("k");
  const [inner, cancel] = withCancelCause(withValue(background(), key, "v"));
  const wrapped: any = { done: () => inner.done(), err: () => inner.err(), deadline: () => undefined, value: (k: any) => inner.value(k), signal: inner.signal };
  const [child] = withCancel(wrapped);
  assert.is(child.value(key), "v");
  cancel(why);
  assert.equal([child.err(), cause(child)], [Canceled, why], "through value(): at once");

  const ch = new Channel<never>(), state: { err?: Error } = {};
  const foreign: any = { done: () => ch, err: () => state.err, deadline: () => undefined, value: () => undefined, signal: inner.signal };
  const [kept, cancelKept] = withCancel(foreign), [left, cancelLeft] = withCancel(foreign);
  assert.is.not(ch.receivers.first, null);
  cancelLeft();
  state.err = other;
  ch.close();
  await new Promise((r) => setImmediate(r));
  settle();
  assert.equal([kept.err(), cause(kept)], [other, other]);
  assert.is(left.err(), Canceled);
  assert.is(ch.receivers.first, null);
  assert.is(withCancel(foreign)[0].err(), other);
  cancelKept();
});

handDriven("Cancelable: a pair, and a disposable that cancels", () => {
  const both = withCancel(background());
  assert.is(both.length, 2);
  assert.equal(Object.keys(both), ["0", "1"]);
  both[Symbol.dispose]();
  assert.is(both[0].err(), Canceled);
});

handDriven("the sentinels: words, names, frozen", () => {
  assert.equal([Canceled.message, Canceled.name, DeadlineExceeded.message, DeadlineExceeded.name], ["context canceled", "AbortError", "context deadline exceeded", "TimeoutError"]);
  assert.ok(Object.isFrozen(Canceled) && Canceled instanceof Error);
  assert.is(String(Canceled), "AbortError: context canceled");
});

handDriven("text forms are Go's", () => {
  const [ctx] = withCancel(background());
  assert.is(String(ctx), "context.Background.WithCancel");
  assert.is(String(withValue(background(), new ContextKey<string>("k"), "y")), "context.Background.WithValue(k, y)");
});

handDriven("the done channel cannot be closed or sent on", () => {
  const [ctx] = withCancel(background());
  assert.throws(() => (ctx.done() as any).close(), /receive-only/);
  assert.throws(() => (ctx.done() as any).trySend(1), /receive-only/);
});

test.run();
