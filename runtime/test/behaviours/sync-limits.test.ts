/** Semaphore and Group (facts A6; Go's golang.org/x/sync). */
import { test } from "uvu";
import { background } from "../../dist/cjs/context/background.js";
import { cause, withCancel, withCancelCause } from "../../dist/cjs/context/cancel.js";
import { withTimeout } from "../../dist/cjs/context/deadline.js";
import { Canceled, DeadlineExceeded } from "../../dist/cjs/context/errors.js";
import { Group } from "../../dist/cjs/sync/group.js";
import { Semaphore } from "../../dist/cjs/sync/semaphore.js";
import { acquire, all, assert, behaviour, chan, exit, failing, fn, is, op, others, pause, recv, send, spawn, upTo, wait, waits } from "./behaviour";

// ───────────────────────────────────────── Semaphore
behaviour("Semaphore: never more than its size is out", function* () {
  const s = new Semaphore(3);
  let out = 0;
  yield* all(...upTo(5).map((k) => spawn(function* () { const n = 1 + (k % 3); yield* acquire(s, n); out += n; assert.ok(out <= 3); yield* pause(); out -= n; s.release(n); })));
});
behaviour("Semaphore: first come, first served; a small request does not pass a large one", function* () {
  const s = new Semaphore(3), order: string[] = [];
  yield* acquire(s, 2);
  const large = spawn(function* () { yield* acquire(s, 3); order.push("large"); s.release(3); });
  yield* others();
  const small = spawn(function* () { yield* acquire(s, 1); order.push("small"); s.release(1); });
  yield* others();
  assert.equal([waits(large), waits(small)], ["semaphore.Weighted.Acquire", "semaphore.Weighted.Acquire"]);
  assert.not(s.tryAcquire(1), "tryAcquire does not pass either");
  s.release(2);
  yield* all(large, small);
  assert.equal(order, ["large", "small"]);
});
behaviour("Semaphore: a release serves as many as there is room for", function* () {
  const s = new Semaphore(4);
  yield* acquire(s, 4);
  const w = upTo(3).map(() => spawn(() => acquire(s, 2)));
  yield* others();
  s.release(4);
  yield* others();
  assert.is(w.filter((o) => o.done).length, 2);
  s.release(2);
  yield* all(...w);
});
behaviour("Semaphore: acquire ends with its context", function* () {
  const s = new Semaphore(1), [ctx, cancel] = withCancel(background());
  yield* acquire(s);
  const w = spawn(() => failing(acquire(s, 1, ctx)));
  yield* others();
  cancel();
  assert.is((yield* all(w))[0], Canceled);
  s.release();
  assert.ok(s.tryAcquire(), "it took nothing");
});
behaviour("Semaphore: a request that gives up lets those behind it in", function* () {
  const s = new Semaphore(3), [ctx, cancel] = withCancel(background());
  yield* acquire(s, 1);
  const large = spawn(() => failing(acquire(s, 3, ctx)));
  yield* others();
  const small = spawn(() => acquire(s, 2));
  yield* others();
  cancel();
  yield* all(large, small);
});
behaviour("Semaphore: acquire with a context that is done fails, though there is room", function* () {
  const s = new Semaphore(5), [ctx, cancel] = withCancel(background());
  cancel();
  assert.is(yield* failing(acquire(s, 1, ctx)), Canceled);
  assert.ok(s.tryAcquire(5));
});
behaviour("Semaphore: a deadline ends the wait", function* () {
  const s = new Semaphore(0), [ctx, cancel] = withTimeout(background(), 20);
  assert.is(yield* failing(acquire(s, 1, ctx)), DeadlineExceeded);
  cancel();
});
behaviour("Semaphore: more than its size waits for its context, and holds nobody up", function* () {
  const s = new Semaphore(2), [ctx, cancel] = withCancel(background());
  const w = spawn(() => failing(acquire(s, 3, ctx)));
  yield* others();
  yield* acquire(s, 2);
  s.release(2);
  cancel();
  assert.is((yield* all(w))[0], Canceled);
});
behaviour("Semaphore: granted and cancelled before it goes on: it fails, and the units are back", function* () {
  const s = new Semaphore(1), [ctx, cancel] = withCancel(background());
  yield* acquire(s);
  const w = spawn(() => failing(acquire(s, 1, ctx)));
  yield* others();
  s.release();
  cancel();
  assert.is((yield* all(w))[0], Canceled);
  assert.ok(s.tryAcquire());
});
behaviour("Semaphore: release of more than is held is an error, and releases nothing", function* () {
  const s = new Semaphore(2);
  yield* acquire(s, 1);
  assert.throws(() => s.release(2), is("semaphore: released more than held", "SY5036"));
  assert.not(s.tryAcquire(2));
  assert.ok(s.tryAcquire(1));
});
behaviour("Semaphore: wrong counts and contexts are errors", function* () {
  const s = new Semaphore(2);
  const wrong = (e: any): boolean => e instanceof TypeError && (e as any).code === "SY5035";
  for (const n of [-1, 1.5, NaN, "1"] as never[]) {
    assert.throws(() => new Semaphore(n), wrong);
    assert.throws(() => s.tryAcquire(n), wrong);
    assert.throws(() => s.release(n), wrong);
    assert.ok(wrong(yield* failing(acquire(s, n))));
  }
  assert.ok(wrong(yield* failing(op(s.acquire, s, undefined))));
  assert.ok(s.tryAcquire(2));
});

// ───────────────────────────────────────── Group
behaviour("Group: wait waits for all", function* () {
  const g = new Group();
  let n = 0;
  for (let i = 0; i < 4; i++) yield* op(g.go, g, fn(function* () { yield* pause(); n++; }));
  yield* wait(g);
  assert.is(n, 4);
  yield* others();
});
behaviour("Group: wait throws the first error; the others see the context cancelled, with it as cause", function* () {
  const g = new Group(), boom = new Error("boom");
  let told: unknown;
  yield* op(g.go, g, fn(function* (ctx: any) { yield* op(ctx.done().recv, ctx.done()); told = cause(ctx); throw ctx.err(); }));
  yield* op(g.go, g, fn(function* () { yield* pause(); throw boom; }));
  assert.is(yield* failing(wait(g)), boom);
  assert.is(told, boom);
  assert.is(g.ctx.err(), Canceled);
  yield* others();
});
behaviour("Group: every wait throws that error", function* () {
  const g = new Group(), boom = new Error("boom");
  yield* op(g.go, g, () => { throw boom; });
  const w = upTo(2).map(() => spawn(() => failing(wait(g))));
  assert.equal(yield* all(...w), [boom, boom]);
  assert.is(yield* failing(wait(g)), boom);
});
behaviour("Group: after a clean wait the context is cancelled", function* () {
  const g = new Group();
  yield* op(g.go, g, fn(() => pause()));
  yield* wait(g);
  assert.equal([g.ctx.err(), cause(g.ctx)], [Canceled, Canceled]);
  yield* others();
});
behaviour("Group: its context ends with the one it was made of", function* () {
  const [ctx, cancel] = withCancelCause(background()), g = new Group(ctx), why = new Error("why");
  yield* op(g.go, g, fn(function* (own: any) { yield* op(own.done().recv, own.done()); throw cause(own)!; }));
  yield* pause();
  cancel(why);
  assert.is(yield* failing(wait(g)), why);
  yield* others();
});
behaviour("Group: with a limit never more run, and go waits for a place", function* () {
  const g = new Group();
  let running = 0, most = 0;
  g.setLimit(2);
  for (let i = 0; i < 6; i++) yield* op(g.go, g, fn(function* () { most = Math.max(most, ++running); yield* pause(); running--; }));
  yield* wait(g);
  assert.ok(most <= 2);
  yield* others();
});
behaviour("Group: tryGo says whether there was a place", function* () {
  const g = new Group(), gate = chan();
  g.setLimit(1);
  assert.ok(g.tryGo(fn(() => recv(gate))));
  assert.not(g.tryGo(() => assert.unreachable()));
  const blocked = spawn(() => op(g.go, g, () => undefined));
  yield* others();
  assert.is(waits(blocked), "errgroup.Group.Go");
  yield* send(gate, 1);
  yield* all(blocked);
  yield* wait(g);
});
behaviour("Group: a limit of 0 admits nobody", function* () {
  const g = new Group();
  g.setLimit(0);
  assert.not(g.tryGo(() => undefined));
  const s = spawn(() => op(g.go, g, () => undefined));
  yield* others();
  assert.is(waits(s), "errgroup.Group.Go");
}, 1);
behaviour("Group: the limit cannot be changed while goroutines are active", function* () {
  const g = new Group(), gate = chan();
  yield* op(g.go, g, fn(() => recv(gate)));
  assert.throws(() => g.setLimit(3), is("errgroup: modify limit while 1 goroutines in the group are still active", "SY5037"));
  yield* send(gate, 1);
  yield* wait(g);
  g.setLimit(3);
  g.setLimit(-1);
  assert.throws(() => g.setLimit(0.5), (e: any) => e.code === "SY5035");
});
behaviour("Group: go while wait waits is waited for too", function* () {
  const g = new Group();
  let inner = false;
  yield* op(g.go, g, fn(function* () { yield* pause(); yield* op(g.go, g, fn(function* () { yield* pause(); inner = true; })); }));
  yield* wait(g);
  assert.ok(inner);
  yield* others();
});
behaviour("Group: a function that ends by goexit is done", function* () {
  const g = new Group();
  yield* op(g.go, g, fn(exit));
  yield* wait(g);
  yield* others();
});
behaviour("Group: needs functions", function* () {
  const g = new Group();
  assert.is((yield* failing(op(g.go, g, undefined))).code, "SY5035");
  assert.throws(() => g.tryGo(5 as never), (e: any) => e.code === "SY5035");
  yield* wait(g);
});

test.run();
