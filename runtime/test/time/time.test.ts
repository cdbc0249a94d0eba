/** sleep, Timer, Ticker, after, afterFunc (facts A8), on a clock driven by hand. */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { select } from "../../dist/cjs/chan/select.js";
import { closure } from "../../dist/cjs/core/closures.js";
import { pendingTimers } from "../../dist/cjs/core/timers.js";
import { Hour, Millisecond, Minute, Second } from "../../dist/cjs/time/durations.js";
import { sleep } from "../../dist/cjs/time/sleep.js";
import { Ticker } from "../../dist/cjs/time/ticker.js";
import { Timer, after, afterFunc } from "../../dist/cjs/time/timer.js";
import { advance, alarmSet, handDriven, now, op, recv, run, setChoices, settle, start, waits } from "../hand-driven";

const nap = (ms: number) => op(sleep, undefined, ms);

handDriven("durations are milliseconds", () => assert.equal([Millisecond, Second, Minute, Hour], [1, 1000, 60_000, 3_600_000]));

handDriven("sleep: in order of time, whatever the order of starting", () => {
  const woke: string[] = [], t0 = now();
  for (const ms of [30, 10, 20]) start(function* () { yield* nap(ms); woke.push(`${ms}@${now() - t0}`); });
  const s = start(() => nap(5));
  settle();
  assert.is(waits(s), "sleep");
  advance(100);
  assert.equal(woke, ["10@10", "20@20", "30@30"]);
});

handDriven("what is no number is no duration", () => {
  const wrong = (f: () => unknown): void => assert.throws(f, (e: any) => e instanceof TypeError && (e as any).code === "SY5022" && /number of milliseconds, and got (NaN|undefined|string)/.test(e.message));
  for (const ms of [NaN, undefined, "5"] as never[]) {
    wrong(() => run(() => nap(ms)));
    wrong(() => new Timer(ms));
    wrong(() => after(ms));
    wrong(() => afterFunc(ms, () => undefined));
    const t = new Timer(10);
    wrong(() => t.reset(ms));
    assert.ok(t.stop(), "as it was");
    assert.throws(() => new Ticker(ms), "non-positive interval for NewTicker");
  }
  assert.throws(() => afterFunc(1, undefined as never), (e: any) => e.code === "SY5006");
});

handDriven("sleep(<= 0) returns at once, without letting others run", () => {
  const order: string[] = [];
  start(function* () { for (const ms of [0, -1, -0.5, -Infinity]) yield* nap(ms); order.push("main"); });
  start(function* () { order.push("other"); });
  settle();
  assert.equal(order, ["main", "other"]);
});

handDriven("sleep(Infinity) sleeps for ever and needs no timer; more than 2^31 ms do not fire at once", () => {
  const forever = start(() => nap(Infinity)), long = start(() => nap(2 ** 31 + 5000));
  advance(2 ** 31);
  assert.not(long.done);
  advance(5000);
  assert.ok(long.done);
  assert.is(waits(forever), "sleep");
  assert.not(alarmSet());
});

handDriven("ties wake in the order of starting; under seeds in every order", () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    setChoices(seed === 0 ? null : { seed });
    const order: number[] = [], t = now() + 10;
    for (const i of [0, 1, 2]) start(function* () { while (now() < t) yield* nap(t - now()); order.push(i); });
    advance(20);
    if (seed === 0) assert.equal(order, [0, 1, 2]);
    seen.add(order.join(""));
  }
  assert.is(seen.size, 6);
});

handDriven("100,000 sleepers wake, and leave no timer", () => {
  let woke = 0;
  for (let i = 0; i < 100_000; i++) start(function* () { yield* nap(1 + (i % 100)); woke++; });
  settle();
  assert.is(pendingTimers(), 100_000);
  advance(200);
  assert.equal([woke, pendingTimers()], [100_000, 0]);
});

handDriven("timer: synchronous channel; delivers the time of firing once, however late it is read", () => {
  const t = new Timer(50), at = Date.now() + 50;
  assert.equal([t.c.length, t.c.capacity], [0, 0]);
  assert.is(t.c.tryRecv(), undefined);
  advance(1050);
  assert.is(t.c.length, 0, "also when it has fired");
  const v = run(() => recv(t.c)) as Date;
  assert.instance(v, Date);
  assert.is(v.getTime(), at);
  assert.is(t.c.tryRecv(), undefined);
});

handDriven("timer: wakes who waits, at its time; no host timer while nobody waits", () => {
  const t = new Timer(20), t0 = now();
  assert.not(alarmSet());
  const r = start(function* () { yield* recv(t.c); return now() - t0; });
  settle();
  assert.ok(alarmSet());
  assert.is(waits(r), "chan receive");
  advance(19);
  assert.not(r.done);
  advance(1);
  assert.is(r.value, 20);
  assert.not(alarmSet());
});

handDriven("timer: stop and reset tell whether something was pending; never a stale value", () => {
  const t = new Timer(10);
  assert.is(t.stop(), true, "pending");
  assert.is(t.stop(), false, "stopped");
  advance(50);
  assert.is(t.c.tryRecv(), undefined);
  assert.is(t.reset(10), false, "was stopped");
  advance(20);
  assert.is(t.stop(), true, "fired, not received");
  assert.is(t.c.tryRecv(), undefined, "no stale value after stop");
  t.reset(10);
  advance(20);
  assert.is(t.reset(30), true, "fired, not received");
  assert.is(t.c.tryRecv(), undefined, "no stale value after reset");
  advance(30);
  assert.ok(t.c.tryRecv());
  assert.is(t.stop(), false, "received");
});

handDriven("timer: stop and reset while somebody waits", () => {
  const t = new Timer(10), r = start(() => recv(t.c));
  settle();
  t.stop();
  assert.not(alarmSet());
  advance(20);
  assert.not(r.done);
  t.reset(5);
  advance(4);
  assert.not(r.done);
  t.reset(50);
  advance(49);
  assert.not(r.done);
  advance(1);
  assert.ok(r.done);
});

handDriven("timer: of two waiters one gets the value", () => {
  const t = new Timer(10), a = start(() => recv(t.c)), b = start(() => recv(t.c));
  advance(20);
  assert.ok(a.done);
  assert.not(b.done);
  t.reset(10);
  advance(10);
  assert.ok(b.done);
});

handDriven("time-out in a select; the loser's host timer stops", () => {
  const s = start(() => op(select, undefined, { late: after(100), soon: after(10) }));
  settle();
  advance(10);
  assert.is((s.value as any).case, "soon");
  assert.not(alarmSet());
  const done = run(() => op(select, undefined, { now: after(0), later: after(5) })) as any;
  assert.is(done.case, "now");
});

handDriven("a due timer serves who waits before who asks now", () => {
  const t = new Timer(10), waiter = start(() => recv(t.c));
  settle();
  advance(9);
  const early = t.c.tryRecv();
  assert.is(early, undefined);
  advance(1);
  assert.ok(waiter.done);
});

handDriven("ticker: one tick kept, further ones dropped; on the grid; reset; stop", () => {
  const t = new Ticker(10), t0 = now(), base = Date.now();
  const take = (): number | undefined => { const r = t.c.tryRecv(); return r === undefined ? undefined : r[0]!.getTime() - base; };
  advance(35);
  assert.is(take(), 10, "the first that was not read");
  assert.is(take(), undefined, "20 and 30 were dropped");
  advance(5);
  assert.is(take(), 40);
  const ticks: number[] = [];
  start(function* () { for (let i = 0; i < 3; i++) { yield* recv(t.c); ticks.push(now() - t0); } });
  advance(100);
  assert.equal(ticks, [50, 60, 70]);
  t.stop();
  assert.is(take(), undefined, "nothing after stop, not even the tick that was due");
  t.reset(5);
  advance(4);
  assert.is(take(), undefined);
  advance(1);
  assert.ok(t.c.tryRecv());
  t[Symbol.dispose]();
  advance(50);
  assert.is(t.c.tryRecv(), undefined);
  assert.equal([t.c.length, t.c.capacity], [0, 0]);
});

handDriven("ticker: a slow reader loses ticks and keeps the grid", () => {
  const t = new Ticker(10), t0 = now(), seen: number[] = [];
  start(function* () { for (let i = 0; i < 4; i++) { yield* recv(t.c); seen.push(now() - t0); yield* nap(25); } });
  advance(200);
  assert.equal(seen, [10, 35, 60, 85]);
});

handDriven("ticker: the interval must be positive", () => {
  for (const ms of [0, -1, NaN]) {
    assert.throws(() => new Ticker(ms), (e: any) => e.message === "non-positive interval for NewTicker" && e.code === "SY5020");
    assert.throws(() => new Ticker(1).reset(ms), /^non-positive interval for Ticker.Reset/);
  }
});

handDriven("timer channels belong to the runtime", () => {
  const c = new Timer(10).c as any;
  assert.throws(() => c.close(), /receive-only/);
  assert.throws(() => c.trySend(1), /receive-only/);
  assert.throws(() => run(() => op(c.send, c, 1)), /receive-only/);
});

handDriven("afterFunc: in a goroutine of its own, which may park; stop and reset", () => {
  const log: string[] = [];
  const t = afterFunc(10, closure(function* () { log.push("began"); yield* nap(5); log.push("ended"); }));
  advance(10);
  assert.equal(log, ["began"]);
  assert.is(t.stop(), false, "already started");
  advance(5);
  assert.equal(log, ["began", "ended"]);
  assert.is(t.reset(10), false);
  advance(20);
  assert.is(log.length, 4);
  const never = afterFunc(10, () => log.push("never"));
  assert.is(never.stop(), true);
  assert.is(never.stop(), false);
  advance(50);
  assert.is(log.length, 4);
  assert.is(never.c.tryRecv(), undefined);
  assert.is(afterFunc(Infinity, () => {}).stop(), true);
});

test.run();
