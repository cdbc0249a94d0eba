/** time (facts A8; Go's package documentation, channels of timers as since Go 1.23), goroutines (facts A3). */
import { test } from "uvu";
import { select, trySelect } from "../../dist/cjs/chan/select.js";
import { goexit, gosched } from "../../dist/cjs/core/give-way.js";
import { goroutines, numGoroutine, stack } from "../../dist/cjs/program/goroutine-api.js";
import { sleep } from "../../dist/cjs/time/sleep.js";
import { Ticker } from "../../dist/cjs/time/ticker.js";
import { after, afterFunc, Timer } from "../../dist/cjs/time/timer.js";
import { EPOCH, alarmSet, now } from "../hand-driven";
import { all, assert, behaviour, chan, failing, fatals, fn, nap, op, others, pause, recv, send, spawn, upTo, waits } from "./behaviour";

const at = (d: any): number => d.getTime() - EPOCH;

behaviour("sleep: at least so long", function* () {
  const t0 = now();
  yield* nap(30);
  assert.ok(now() - t0 >= 30);
});
behaviour("sleep: sleepers wake in the order of their times", function* () {
  const order: number[] = [];
  yield* all(...[30, 10, 20, 0.5].map((ms) => spawn(function* () { const t = now(); yield* op(sleep, undefined, ms - (now() - t)); order.push(ms); })));
  assert.equal(order, [0.5, 10, 20, 30]);
});
behaviour("sleep(0) and less: returns without letting others run", function* () {
  let ran = false;
  const s = spawn(function* () { ran = true; });
  const { value } = { value: sleep as unknown as (ms: number) => void };
  value(0); value(-5); value(-Infinity);
  assert.not(ran);
  yield* all(s);
});
behaviour("sleep(Infinity): for ever, without a timer", function* () {
  const s = spawn(() => op(sleep, undefined, Infinity));
  yield* others();
  assert.is(waits(s), "sleep");
  assert.not(alarmSet());
}, 1);
behaviour("sleep longer than 2^31 ms does not end at once", function* () {
  const t0 = now();
  yield* op(sleep, undefined, 2 ** 31 + 5);
  assert.ok(now() - t0 >= 2 ** 31 + 5);
});
behaviour("Timer: fires once, at its time; the value is that time", function* () {
  const t0 = now(), t = new Timer(20), d = yield* recv(t.c);
  assert.ok(now() - t0 >= 20);
  assert.ok(Math.abs(at(d) - (t0 + 20)) <= 1);
  yield* nap(100);
  assert.is(t.c.tryRecv(), undefined);
});
behaviour("Timer: read late, the value is still the time of firing", function* () {
  const t0 = now(), t = new Timer(10);
  yield* nap(500);
  assert.ok(Math.abs(at(yield* recv(t.c)) - (t0 + 10)) <= 1);
});
behaviour("Timer: the channel has length and capacity 0, also when it has fired", function* () {
  const t = new Timer(1);
  yield* nap(5);
  assert.equal([t.c.length, t.c.capacity], [0, 0]);
});
behaviour("Timer: stop while pending is true, and nothing comes", function* () {
  const t = new Timer(10);
  yield* pause();
  assert.ok(t.stop());
  yield* nap(50);
  assert.is(t.c.tryRecv(), undefined);
});
behaviour("Timer: stop after it fired and before it was received is true; no stale value", function* () {
  const t = new Timer(1);
  yield* nap(10);
  assert.ok(t.stop());
  assert.is(t.c.tryRecv(), undefined);
});
behaviour("Timer: stop after its value was received is false; stop twice is false", function* () {
  const t = new Timer(1), u = new Timer(5);
  yield* recv(t.c);
  assert.not(t.stop());
  assert.equal([u.stop(), u.stop()], [true, false]);
});
behaviour("Timer: reset while pending moves it, and is true", function* () {
  const t0 = now(), t = new Timer(10);
  assert.ok(t.reset(100));
  yield* recv(t.c);
  assert.ok(now() - t0 >= 100);
});
behaviour("Timer: reset after it fired leaves no stale value", function* () {
  const t = new Timer(1);
  yield* nap(10);
  const t0 = now();
  assert.ok(t.reset(50));
  assert.is(t.c.tryRecv(), undefined);
  yield* recv(t.c);
  assert.ok(now() - t0 >= 50);
});
behaviour("Timer: reset of a stopped or received one is false, and it fires again", function* () {
  const t = new Timer(10);
  t.stop();
  assert.not(t.reset(5));
  yield* recv(t.c);
  assert.not(t.reset(5));
  yield* recv(t.c);
});
behaviour("Timer: stop while somebody waits: it goes on waiting; reset serves it", function* () {
  const t = new Timer(10), r = spawn(() => recv(t.c));
  yield* others();
  assert.ok(t.stop());
  yield* nap(50);
  assert.is(waits(r), "chan receive");
  t.reset(5);
  yield* all(r);
});
behaviour("Timer: two receivers, one value: the first gets it", function* () {
  const t = new Timer(5), a = spawn(() => recv(t.c));
  yield* others();
  const b = spawn(() => recv(t.c));
  yield* nap(20);
  assert.equal([a.done, b.done], [true, false]);
  t.reset(1);
  yield* all(b);
});
behaviour("Timer: negative and 0 fire at once", function* () {
  for (const ms of [0, -1, -Infinity]) yield* recv(new Timer(ms).c);
  assert.ok(after(0).tryRecv() !== undefined);
});
behaviour("Timer: its channel can be neither sent on nor closed", function* () {
  const c = new Timer(1).c as any;
  yield* pause();
  for (const f of [() => c.close(), () => c.trySend(1)]) assert.throws(f, (e: any) => e.code === "SY5014");
  assert.is((yield* failing(send(c, 1))).code, "SY5014");
});
behaviour("after in a select loop: unread ones leave nothing behind", function* () {
  const c = chan(1);
  for (let i = 0; i < 10; i++) { yield* send(c, i); assert.is((yield* op(select, undefined, { c, late: after(1000) })).case, "c"); }
  assert.not(alarmSet());
});
behaviour("after: which of two comes first is decided by time", function* () {
  assert.is((yield* op(select, undefined, { slow: after(20), fast: after(10) })).case, "fast");
});
behaviour("afterFunc: in a goroutine of its own, at its time, and it may wait", function* () {
  const t0 = now(), c = chan();
  afterFunc(10, fn(function* () { yield* nap(5); yield* send(c, now() - t0); }));
  assert.ok((yield* recv(c)) >= 15);
});
behaviour("afterFunc: stop is true if it prevented the call, false once it was started", function* () {
  let n = 0;
  const t = afterFunc(10, () => { n++; }), u = afterFunc(1, () => { n += 10; });
  assert.ok(t.stop());
  yield* nap(50);
  assert.equal([n, u.stop(), t.stop()], [10, false, false]);
});
behaviour("afterFunc: reset runs it again", function* () {
  let n = 0;
  const t = afterFunc(1, () => { n++; });
  yield* nap(5);
  assert.not(t.reset(1));
  yield* nap(5);
  assert.is(n, 2);
});
behaviour("afterFunc: its channel is never ready; an error in it ends the program", function* () {
  const t = afterFunc(1, () => { throw new Error("in afterFunc"); });
  yield* nap(5);
  assert.is(t.c.tryRecv(), undefined);
  assert.match(fatals().join(), /^panic: in afterFunc/);
});
behaviour("Ticker: ticks in its grid", function* () {
  const t0 = now(), t = new Ticker(10);
  for (let i = 1; i <= 3; i++) assert.ok(Math.abs(at(yield* recv(t.c)) - (t0 + 10 * i)) <= 1);
  t.stop();
});
behaviour("Ticker: one tick is kept, further ones are dropped", function* () {
  const t = new Ticker(10);
  yield* nap(55);
  assert.ok(t.c.tryRecv() !== undefined);
  assert.is(t.c.tryRecv(), undefined);
  t.stop();
});
behaviour("Ticker: after stop nothing comes, not even a tick that was due; the channel stays open", function* () {
  const t = new Ticker(10);
  yield* nap(15);
  t.stop();
  yield* nap(50);
  assert.is(t.c.tryRecv(), undefined);
});
behaviour("Ticker: reset changes the period, from now on", function* () {
  const t = new Ticker(1000), t0 = now();
  t.reset(5);
  yield* recv(t.c);
  yield* recv(t.c);
  assert.ok(now() - t0 < 50);
  t.stop();
});
behaviour("Ticker: an interval that is none is an error in Go's words", function* () {
  const t = new Ticker(10);
  yield* pause();
  for (const ms of [0, -1, NaN, undefined] as never[]) {
    assert.throws(() => new Ticker(ms), (e: any) => e.message === "non-positive interval for NewTicker" && e.code === "SY5020");
    assert.throws(() => t.reset(ms), (e: any) => e.message === "non-positive interval for Ticker.Reset");
  }
  t.stop();
});
behaviour("timers and tickers that nobody reads keep no host timer", function* () {
  new Timer(10);
  new Ticker(10);
  after(10);
  assert.not(alarmSet());
  yield* pause();
});
behaviour("timers of many goroutines: each wakes its own", function* () {
  const got = yield* all(...upTo(6).map((i) => spawn(function* () { const t = new Timer(1 + (i * 7) % 5); yield* recv(t.c); return i; })));
  assert.equal(got, upTo(6));
});
behaviour("a timer that is due is ready for trySelect, whoever else waits for nothing", function* () {
  const t = new Timer(1);
  yield* nap(2);
  assert.is(trySelect({ t: t.c } as any)?.case, "t");
});

// ───────────────────────────────────────── goroutines
behaviour("go: numGoroutine counts the caller; an ended goroutine counts no more", function* () {
  assert.is(numGoroutine(), 1);
  const gate = chan(), w = upTo(3).map(() => spawn(() => recv(gate)));
  assert.is(numGoroutine(), 4);
  gate.close();
  yield* all(...w);
  assert.is(numGoroutine(), 1);
});
behaviour("goroutines: state and wait reason of each", function* () {
  const c = chan(), w = spawn(() => recv(c));
  yield* others();
  const list = goroutines();
  assert.equal(list.map((g) => [g.state, g.waitReason]), [["running", undefined], ["waiting", "chan receive"]]);
  c.close();
  yield* all(w);
});
behaviour("stack: the header names number and state; with all, of everybody", function* () {
  const c = chan(), w = spawn(() => recv(c));
  yield* others();
  assert.match(stack(), /^goroutine \d+ \[running\]/);
  assert.match(stack(true), /goroutine \d+ \[chan receive\]/);
  c.close();
  yield* all(w);
});
behaviour("goexit: finally runs, catch does not, nobody else is touched", function* () {
  const log: string[] = [];
  const g = spawn(function* () { try { try { yield* op(goexit); } catch { log.push("catch"); } finally { yield* pause(); log.push("finally"); } log.push("after"); } finally { log.push("outer"); } });
  yield* all(g);
  assert.equal(log, ["finally", "outer"]);
});
behaviour("goexit in a finally during an error cancels the error", function* () {
  const g = spawn(function* () { try { throw new Error("lost"); } finally { yield* op(goexit); } });
  yield* all(g);
});
behaviour("gosched: others get their turn", function* () {
  let n = 0;
  const g = spawn(function* () { n++; });
  for (let i = 0; i < 200 && n === 0; i++) yield* op(gosched);
  assert.is(n, 1);
  yield* all(g);
});
behaviour("an uncaught error in any goroutine ends the program, with its text", function* () {
  const g = spawn(function* () { yield* pause(); });
  yield* all(g);
  const c = chan();
  afterFunc(0, fn(function* () { yield* pause(); c.close(); throw new Error("boom"); }));
  yield* recv(c);
  yield* others();
  assert.match(fatals().join(), /^panic: boom/);
});

test.run();
