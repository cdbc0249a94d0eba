/** context (facts A7; Go's package documentation). */
import { test } from "uvu";
import { nilChan } from "../../dist/cjs/chan/nil-chan.js";
import { select } from "../../dist/cjs/chan/select.js";
import { afterDone } from "../../dist/cjs/context/after-done.js";
import { background, withoutCancel } from "../../dist/cjs/context/background.js";
import { cause, withCancel, withCancelCause } from "../../dist/cjs/context/cancel.js";
import { withDeadline, withTimeout } from "../../dist/cjs/context/deadline.js";
import { Canceled, DeadlineExceeded } from "../../dist/cjs/context/errors.js";
import { fromSignal } from "../../dist/cjs/context/signal.js";
import { ContextKey, withValue } from "../../dist/cjs/context/value.js";
import { now } from "../hand-driven";
import { all, assert, behaviour, chan, fatals, fn, nap, op, others, pause, recv, send, spawn, upTo, waits, type Op } from "./behaviour";

const done = (ctx: any): Op => op(ctx.done().recvOk, ctx.done());
const isDone = (ctx: any): boolean => ctx.err() !== undefined;

behaviour("background: never done, no deadline, no values", function* () {
  const b = background();
  yield* pause();
  assert.equal([b.done(), b.err(), b.deadline(), b.value(new ContextKey("k")), cause(b)], [null, undefined, undefined, undefined, undefined]);
});
behaviour("its done() is a case that is never ready", function* () {
  const s = spawn(() => op(select, undefined, { stop: background().done(), never: nilChan }));
  yield* others();
  assert.is(waits(s), "select");
}, 1);
behaviour("cancel closes done and sets err before it returns", function* () {
  const [ctx, cancel] = withCancel(background());
  assert.is(ctx.err(), undefined);
  cancel();
  assert.is(ctx.err(), Canceled);
  assert.equal(ctx.done()!.tryRecv(), [undefined, false]);
  yield* pause();
});
behaviour("cancel wakes everybody who waits for done", function* () {
  const [ctx, cancel] = withCancel(background()), w = upTo(4).map(() => spawn(() => done(ctx)));
  yield* others();
  cancel();
  assert.equal(yield* all(...w), upTo(4).map(() => [undefined, false]));
});
behaviour("cancel is idempotent; the first cause stays", function* () {
  const [ctx, cancel] = withCancelCause(background()), first = new Error("first");
  yield* all(spawn(function* () { yield* pause(); cancel(first); cancel(new Error("second")); cancel(); }));
  assert.equal([ctx.err(), cause(ctx)], [Canceled, first]);
});
behaviour("two who cancel: one of them is the cause, and it stays", function* () {
  const [ctx, cancel] = withCancelCause(background()), causes = [new Error("a"), new Error("b")];
  yield* all(...causes.map((c) => spawn(function* () { yield* pause(); cancel(c); assert.ok(isDone(ctx)); })));
  const why = cause(ctx)!;
  assert.ok(causes.includes(why));
  cancel(new Error("late"));
  assert.is(cause(ctx), why);
});
behaviour("the same done channel at every call", function* () {
  const [ctx, cancel] = withCancel(background()), d = ctx.done();
  yield* pause();
  cancel();
  assert.is(ctx.done(), d);
});
behaviour("nobody but the context closes done, or sends on it", function* () {
  const [ctx, cancel] = withCancel(background()), d = ctx.done() as any;
  assert.throws(() => d.close(), (e: any) => e.code === "SY5014");
  assert.throws(() => d.trySend(1), (e: any) => e.code === "SY5014");
  yield* pause();
  cancel();
});
behaviour("cancelling a parent reaches all descendants before it returns", function* () {
  const [a, cancel] = withCancel(background()), [b] = withCancel(a), [c] = withTimeout(withValue(b, new ContextKey<number>("k"), 1), 1000), [d] = withCancel(c);
  const w = [a, b, c, d].map((ctx) => spawn(() => done(ctx)));
  yield* others();
  cancel();
  assert.ok([a, b, c, d].every((x) => x.err() === Canceled));
  yield* all(...w);
});
behaviour("cancelling a child does not touch its parent or its siblings", function* () {
  const [a, cancelA] = withCancel(background()), [b, cancel] = withCancel(a), [c] = withCancel(a);
  cancel();
  yield* pause();
  assert.equal([isDone(a), isDone(b), isDone(c)], [false, true, false]);
  cancelA();
  assert.ok(isDone(c));
});
behaviour("a child of a cancelled parent is born cancelled, with its cause", function* () {
  const [a, cancel] = withCancelCause(background()), why = new Error("why");
  cancel(why);
  yield* pause();
  for (const [b] of [withCancel(a), withTimeout(a, 1000), withCancelCause(a)]) assert.equal([b.err(), cause(b)], [Canceled, why]);
});
behaviour("cause: a child cancelled first keeps its own; else it is the parent's", function* () {
  const [a, cancelA] = withCancelCause(background()), [b, cancelB] = withCancelCause(a), [c] = withCancelCause(a);
  const own = new Error("own"), parents = new Error("parents");
  cancelB(own);
  yield* pause();
  cancelA(parents);
  assert.equal([cause(a), cause(b), cause(c)], [parents, own, parents]);
});
behaviour("cancel without a cause means Canceled", function* () {
  const [ctx, cancel] = withCancelCause(background());
  yield* pause();
  cancel();
  assert.is(cause(ctx), Canceled);
});
behaviour("cause of a value or plain child is the nearest context's", function* () {
  const [a, cancel] = withCancelCause(background()), why = new Error("why"), v = withValue(a, new ContextKey<string>("k"), "x");
  cancel(why);
  assert.equal([cause(v), v.err()], [why, Canceled]);
  yield* pause();
});
behaviour("a timeout ends the context with DeadlineExceeded, at its time", function* () {
  const t0 = now(), [ctx] = withTimeout(background(), 50);
  yield* done(ctx);
  assert.ok(now() - t0 >= 50);
  assert.equal([ctx.err(), cause(ctx)], [DeadlineExceeded, DeadlineExceeded]);
});
behaviour("a timeout's own cause counts when the timeout fired, not when it was cancelled", function* () {
  const why = new Error("too slow"), [a] = withTimeout(background(), 5, why), [b, cancel] = withTimeout(background(), 5, why);
  cancel();
  yield* done(a);
  assert.equal([a.err(), cause(a), b.err(), cause(b)], [DeadlineExceeded, why, Canceled, Canceled]);
});
behaviour("a timeout of 0 or less: done from the beginning", function* () {
  for (const ms of [0, -1, -Infinity]) assert.is(withTimeout(background(), ms)[0].err(), DeadlineExceeded);
  assert.is(withDeadline(background(), Date.now() - 1)[0].err(), DeadlineExceeded);
  yield* pause();
});
behaviour("a deadline later than the parent's is the parent's", function* () {
  const [a] = withTimeout(background(), 10), [b] = withTimeout(a, 1000);
  assert.equal(b.deadline(), a.deadline());
  yield* done(b);
  assert.is(b.err(), DeadlineExceeded);
});
behaviour("a deadline earlier than the parent's ends the child alone", function* () {
  const [a, cancel] = withTimeout(background(), 1000), [b] = withTimeout(a, 10);
  assert.ok(b.deadline()!.getTime() < a.deadline()!.getTime());
  yield* done(b);
  assert.equal([b.err(), a.err()], [DeadlineExceeded, undefined]);
  cancel();
});
behaviour("cancel before the deadline: Canceled, and it stays so", function* () {
  const [ctx, cancel] = withTimeout(background(), 10);
  yield* nap(5);
  cancel();
  yield* nap(20);
  assert.is(ctx.err(), Canceled);
});
behaviour("cancel after the deadline changes nothing", function* () {
  const [ctx, cancel] = withTimeout(background(), 10);
  yield* nap(20);
  cancel();
  assert.is(ctx.err(), DeadlineExceeded);
});
behaviour("the errors have the names of the web", function* () {
  yield* pause();
  assert.equal([Canceled.name, Canceled.message, DeadlineExceeded.name, DeadlineExceeded.message], ["AbortError", "context canceled", "TimeoutError", "context deadline exceeded"]);
});
behaviour("what is no time is an error", function* () {
  yield* pause();
  for (const x of [NaN, undefined, "5"] as never[]) assert.throws(() => withTimeout(background(), x), (e: any) => e.code === "SY5042");
  assert.throws(() => withDeadline(background(), NaN), (e: any) => e.code === "SY5042");
  assert.throws(() => withDeadline(background(), new Date("never")), (e: any) => e.code === "SY5042");
});
behaviour("values: the nearest wins, by identity of the key", function* () {
  const k = new ContextKey<string>("k"), same = new ContextKey<string>("k"), a = withValue(background(), k, "outer"), b = withValue(a, k, "inner");
  yield* pause();
  assert.equal([a.value(k), b.value(k), b.value(same)], ["outer", "inner", undefined]);
});
behaviour("values pass through cancelled and cancellable contexts", function* () {
  const k = new ContextKey<number>("k"), [ctx, cancel] = withCancel(withValue(background(), k, 7));
  cancel();
  yield* pause();
  assert.is(ctx.value(k), 7);
});
behaviour("withoutCancel: values, and nothing else, come through", function* () {
  const k = new ContextKey<number>("k"), [a, cancel] = withTimeout(withValue(background(), k, 7), 10), free = withoutCancel(a), [child, cancelChild] = withCancel(free);
  cancel();
  yield* nap(20);
  assert.equal([free.value(k), free.done(), free.err(), free.deadline(), cause(free), child.err()], [7, null, undefined, undefined, undefined, undefined]);
  cancelChild();
  assert.is(child.err(), Canceled);
});
behaviour("no context from a nil parent, no value without a key", function* () {
  yield* pause();
  for (const f of [() => withCancel(undefined as never), () => withTimeout(null as never, 1), () => withValue(undefined as never, new ContextKey("k"), 1 as never), () => withoutCancel(null as never), () => withCancelCause(undefined as never)]) {
    assert.throws(f, (e: any) => e.message === "cannot create context from nil parent" && e.code === "SY5041");
  }
  assert.throws(() => withValue(background(), undefined as never, 1 as never), (e: any) => e.message === "nil key" && e.code === "SY5040");
});
behaviour("afterDone calls its function in a goroutine of its own, once", function* () {
  const [ctx, cancel] = withCancel(background()), c = chan();
  let n = 0;
  afterDone(ctx, fn(function* () { n++; yield* pause(); yield* send(c, ctx.err()); }));
  yield* others();
  assert.is(n, 0);
  cancel();
  assert.is(n, 0, "not on the caller's stack");
  cancel();
  assert.is(yield* recv(c), Canceled);
  assert.is(n, 1);
  yield* others();
});
behaviour("afterDone of a context that is done: at once, in a goroutine", function* () {
  const [ctx, cancel] = withCancel(background()), c = chan();
  cancel();
  afterDone(ctx, fn(() => send(c, 1)));
  assert.is(yield* recv(c), 1);
  yield* others();
});
behaviour("afterDone: stop is true if it prevented the call, and only then", function* () {
  const [ctx, cancel] = withCancel(background());
  let ran = false;
  const stop = afterDone(ctx, () => { ran = true; });
  yield* pause();
  assert.equal([stop(), stop()], [true, false]);
  cancel();
  yield* others();
  assert.not(ran);
  const late = afterDone(ctx, () => undefined);
  assert.not(late());
  yield* others();
});
behaviour("afterDone: an error of its function ends the program", function* () {
  const [ctx, cancel] = withCancel(background());
  afterDone(ctx, () => { throw new Error("in afterDone"); });
  cancel();
  yield* others();
  assert.match(fatals().join(), /^panic: in afterDone/);
});
behaviour("signal aborts with the context, its reason is the cause", function* () {
  const [ctx, cancel] = withCancelCause(background()), why = new Error("why"), { signal } = ctx, events: unknown[] = [];
  signal.addEventListener("abort", () => events.push(signal.reason));
  yield* pause();
  assert.not(signal.aborted);
  cancel(why);
  assert.equal([signal.aborted, signal.reason, events, ctx.signal === signal], [true, why, [why], true]);
});
behaviour("signal asked for after the end is aborted", function* () {
  const [ctx, cancel] = withCancel(background());
  cancel();
  yield* pause();
  assert.equal([ctx.signal.aborted, ctx.signal.reason], [true, Canceled]);
});
behaviour("fromSignal: done when the signal aborts, with its reason as cause", function* () {
  const controller = new AbortController(), ctx = fromSignal(controller.signal), [child] = withCancel(ctx), why = new Error("why"), w = spawn(() => done(child));
  yield* others();
  controller.abort(why);
  yield* all(w);
  assert.equal([ctx.err(), cause(ctx), child.err(), ctx.signal === controller.signal, fromSignal(controller.signal) === ctx], [Canceled, why, Canceled, true, true]);
});
behaviour("fromSignal: a TimeoutError is a deadline", function* () {
  const controller = new AbortController(), ctx = fromSignal(controller.signal);
  yield* pause();
  controller.abort(new DOMException("late", "TimeoutError"));
  assert.is(ctx.err(), DeadlineExceeded);
});
behaviour("fromSignal needs a signal", function* () {
  yield* pause();
  for (const x of [undefined, null, {}, "abort"] as never[]) assert.throws(() => fromSignal(x), (e: any) => e instanceof TypeError && (e as any).code === "SY5044");
});
behaviour("leaving a context's block by its dispose cancels it", function* () {
  const c = withCancel(background()) as any;
  yield* pause();
  c[Symbol.dispose]();
  assert.is(c[0].err(), Canceled);
});
behaviour("a cancelled child leaves its parent: nothing piles up", function* () {
  const [a, cancel] = withCancel(background());
  for (let i = 0; i < 20; i++) { const [, stop] = withCancel(a); yield* pause(); stop(); }
  for (let i = 0; i < 5; i++) afterDone(a, () => undefined)();
  assert.is((a as any).children?.size ?? 0, 0);
  cancel();
});
behaviour("texts say how a context was made", function* () {
  const [ctx] = withCancel(background()), k = new ContextKey<string>("k");
  yield* pause();
  assert.equal([String(background()), String(ctx), String(withValue(background(), k, "y"))], ["context.Background", "context.Background.WithCancel", "context.Background.WithValue(k, y)"]);
});

test.run();
