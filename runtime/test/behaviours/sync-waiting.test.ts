/** WaitGroup, Once and its kin, Cond (facts A6; Go's package sync). */
import { test } from "uvu";
import { Cond } from "../../dist/cjs/sync/cond.js";
import { Mutex } from "../../dist/cjs/sync/mutex.js";
import { Once } from "../../dist/cjs/sync/once.js";
import { onceFunc } from "../../dist/cjs/sync/once-func.js";
import { onceValue } from "../../dist/cjs/sync/once-value.js";
import { RWMutex } from "../../dist/cjs/sync/rw-mutex.js";
import { WaitGroup } from "../../dist/cjs/sync/wait-group.js";
import { all, assert, behaviour, chan, exit, failing, fatals, fn, is, lock, op, others, pause, recv, rLock, send, spawn, upTo, wait, waits } from "./behaviour";

// ───────────────────────────────────────── WaitGroup
behaviour("WaitGroup: wait returns when all are done, not before", function* () {
  const wg = new WaitGroup();
  let done = 0;
  wg.add(4);
  for (let i = 0; i < 4; i++) spawn(function* () { yield* pause(); done++; wg.done(); });
  yield* wait(wg);
  assert.is(done, 4);
  yield* others();
});
behaviour("WaitGroup: with nothing to wait for wait returns at once", function* () { yield* wait(new WaitGroup()); });
behaviour("WaitGroup: all who wait are released", function* () {
  const wg = new WaitGroup();
  wg.add(1);
  const w = upTo(3).map(() => spawn(() => wait(wg)));
  yield* others();
  assert.equal(w.map(waits), upTo(3).map(() => "sync.WaitGroup.Wait"));
  wg.done();
  yield* all(...w);
});
behaviour("WaitGroup: below zero is an error", function* () {
  const wg = new WaitGroup();
  yield* pause();
  assert.throws(() => wg.done(), is("sync: negative WaitGroup counter", "SY5031"));
  wg.add(2);
  assert.throws(() => wg.add(-3), is("sync: negative WaitGroup counter", "SY5031"));
  wg.add(-2);
  yield* wait(wg);
});
behaviour("WaitGroup: may be used again after wait has returned", function* () {
  const wg = new WaitGroup();
  for (let round = 0; round < 3; round++) { let n = 0; for (let i = 0; i < 3; i++) wg.go(fn(function* () { yield* pause(); n++; })); yield* wait(wg); assert.is(n, 3); }
  yield* others();
});
behaviour("WaitGroup: go counts a function that ends by goexit", function* () {
  const wg = new WaitGroup();
  wg.go(fn(function* () { yield* pause(); yield* exit(); }));
  yield* wait(wg);
  yield* others();
});
behaviour("WaitGroup: an error in go's function ends the program, and wait does not return first", function* () {
  const wg = new WaitGroup();
  wg.go(fn(function* () { yield* pause(); throw new Error("in wg"); }));
  const w = spawn(() => wait(wg));
  yield* others();
  assert.match(fatals().join(), /^panic: in wg/);
  assert.not(w.done);
}, 1);

// ───────────────────────────────────────── Once
behaviour("Once: the function runs once, whoever calls", function* () {
  const once = new Once();
  let n = 0;
  yield* all(...upTo(5).map(() => spawn(() => op(once.do, once, fn(function* () { yield* pause(); n++; })))));
  assert.is(n, 1);
});
behaviour("Once: who calls meanwhile waits until it has ended", function* () {
  const once = new Once(), gate = chan();
  const first = spawn(() => op(once.do, once, fn(() => recv(gate))));
  yield* others();
  const second = spawn(() => op(once.do, once, () => assert.unreachable()));
  yield* others();
  assert.is(waits(second), "sync.Mutex.Lock");
  yield* send(gate, 1);
  yield* all(first, second);
});
behaviour("Once: a second function is never called", function* () {
  const once = new Once(), ran: string[] = [];
  for (const name of ["a", "b"]) yield* op(once.do, once, () => void ran.push(name));
  assert.equal(ran, ["a"]);
});
behaviour("Once: a function that throws counts as done; only its caller sees the error", function* () {
  const once = new Once(), boom = new Error("boom");
  const w = upTo(3).map(() => spawn(function* () { try { yield* op(once.do, once, fn(function* () { yield* pause(); throw boom; })); return "ok"; } catch (e) { return e; } }));
  const got = yield* all(...w);
  assert.is(got.filter((x) => x === boom).length, 1);
  assert.is(got.filter((x) => x === "ok").length, 2);
});
behaviour("Once: goexit in the function counts as done too", function* () {
  const once = new Once();
  yield* all(spawn(() => op(once.do, once, fn(exit))));
  yield* op(once.do, once, () => assert.unreachable());
});
behaviour("Once: a function that calls do of its own Once waits for ever", function* () {
  const once = new Once(), s = spawn(() => op(once.do, once, fn(() => op(once.do, once, () => undefined))));
  yield* others();
  assert.is(waits(s), "sync.Mutex.Lock");
}, 1);
behaviour("Once: needs a function, and has not been used up by what is none", function* () {
  const once = new Once();
  assert.is((yield* failing(op(once.do, once, undefined))).code, "SY5035");
  let ran = false;
  yield* op(once.do, once, () => { ran = true; });
  assert.ok(ran);
});
behaviour("onceValue: one computation, the same value for all", function* () {
  let n = 0;
  const f = onceValue(fn(function* () { yield* pause(); return { n: ++n }; }));
  const got = yield* all(...upTo(4).map(() => spawn(() => op(f))));
  assert.ok(got.every((v) => v === got[0] && v.n === 1));
});
behaviour("onceValue: if it throws, every call throws the same error", function* () {
  const boom = new Error("boom"), f = onceValue(fn(function* () { yield* pause(); throw boom; }));
  for (const e of yield* all(...upTo(3).map(() => spawn(() => failing(op(f)))))) assert.is(e, boom);
  assert.is(yield* failing(op(f)), boom);
});
behaviour("onceValue: if it threw undefined, every call throws undefined", function* () {
  const f = onceValue(() => { throw undefined; });
  for (let i = 0; i < 2; i++) { let threw = false; try { yield* op(f); } catch (e) { threw = e === undefined; } assert.ok(threw); }
});
behaviour("onceFunc: once, and its error again and again", function* () {
  let n = 0;
  const f = onceFunc(() => { n++; throw new Error("again"); });
  for (let i = 0; i < 3; i++) assert.is((yield* failing(op(f))).message, "again");
  assert.is(n, 1);
});
behaviour("onceValue: after goexit there is no value, and later calls say so", function* () {
  const f = onceValue(fn(exit));
  yield* all(spawn(() => op(f)));
  assert.is((yield* failing(op(f))).code, "SY5038");
});

// ───────────────────────────────────────── Cond
behaviour("Cond: wait unlocks while it waits, and has the lock when it returns", function* () {
  const m = new Mutex(), c = new Cond(m);
  const s = spawn(function* () { yield* lock(m); yield* wait(c); assert.not(m.tryLock()); m.unlock(); });
  yield* others();
  assert.is(waits(s), "sync.Cond.Wait");
  yield* lock(m);
  c.signal();
  yield* others();
  assert.is(waits(s), "sync.Mutex.Lock");
  m.unlock();
  yield* all(s);
});
behaviour("Cond: signal wakes one, the one that has waited longest", function* () {
  const m = new Mutex(), c = new Cond(m), order: number[] = [], w = [];
  for (const i of upTo(3)) { w.push(spawn(function* () { yield* lock(m); yield* wait(c); order.push(i); m.unlock(); })); yield* others(); }
  for (let i = 1; i <= 3; i++) { c.signal(); yield* others(); assert.is(order.length, i); }
  assert.equal(order, upTo(3));
  yield* all(...w);
});
behaviour("Cond: broadcast wakes all", function* () {
  const m = new Mutex(), c = new Cond(m);
  const w = upTo(4).map(() => spawn(function* () { yield* lock(m); yield* wait(c); yield* pause(); m.unlock(); }));
  yield* others();
  c.broadcast();
  yield* all(...w);
});
behaviour("Cond: signal without waiters is not kept", function* () {
  const m = new Mutex(), c = new Cond(m);
  c.signal();
  c.broadcast();
  const s = spawn(function* () { yield* lock(m); yield* wait(c); });
  yield* others();
  assert.is(waits(s), "sync.Cond.Wait");
}, 1);
behaviour("Cond: wait without the lock is the lock's error, and does not wait", function* () {
  const m = new Mutex(), c = new Cond(m);
  assert.is((yield* failing(wait(c))).message, "sync: unlock of unlocked mutex");
  c.broadcast();
  assert.ok(m.tryLock());
});
behaviour("Cond: a bounded queue of several producers and consumers loses nothing", function* () {
  const m = new Mutex(), full = new Cond(m), empty = new Cond(m), queue: number[] = [], got: number[] = [];
  const p = upTo(3).map((k) => spawn(function* () { for (let i = 0; i < 4; i++) { yield* lock(m); while (queue.length === 2) yield* wait(full); queue.push(k * 4 + i); empty.signal(); m.unlock(); } }));
  const c = upTo(2).map(() => spawn(function* () { for (let i = 0; i < 6; i++) { yield* lock(m); while (queue.length === 0) yield* wait(empty); got.push(queue.shift()!); full.signal(); m.unlock(); } }));
  yield* all(...p, ...c);
  assert.equal(got.sort((a, b) => a - b), upTo(12));
});
behaviour("Cond: over a lock of the user's whose functions wait, no signal is lost", function* () {
  const slot = chan(1), l = { lock: fn(() => send(slot, 0)), unlock: fn(function* () { yield* pause(); yield* recv(slot); yield* pause(); }) }, c = new Cond(l);
  let ready = false;
  const s = spawn(function* () { yield* op(l.lock); while (!ready) yield* wait(c); yield* op(l.unlock); });
  yield* pause();
  yield* op(l.lock);
  ready = true;
  yield* op(l.unlock);
  c.signal();
  yield* all(s);
});
behaviour("Cond: over the reading side of an RWMutex", function* () {
  const m = new RWMutex(), c = new Cond(m.rLocker());
  let v = 0;
  const r = upTo(3).map(() => spawn(function* () { yield* rLock(m); while (v === 0) yield* wait(c); const seenValue = v; m.rUnlock(); return seenValue; }));
  yield* others();
  yield* lock(m);
  v = 5;
  m.unlock();
  c.broadcast();
  assert.equal(yield* all(...r), [5, 5, 5]);
});
behaviour("Cond: needs a lock", function* () {
  yield* pause();
  for (const l of [undefined, {}, { lock() { /* no unlock */ } }]) assert.throws(() => new Cond(l as never), (e: any) => e instanceof TypeError && (e as any).code === "SY5035");
});

test.run();
