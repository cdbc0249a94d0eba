/** sync, errgroup, semaphore, singleflight (facts A6; Go's package documentation). */
import { test } from "uvu";
import { chan as make } from "../../dist/cjs/chan/make.js";
import { background } from "../../dist/cjs/context/background.js";
import { cause, withCancel, withCancelCause } from "../../dist/cjs/context/cancel.js";
import { withTimeout } from "../../dist/cjs/context/deadline.js";
import { Canceled, DeadlineExceeded } from "../../dist/cjs/context/errors.js";
import { closure } from "../../dist/cjs/core/closures.js";
import { goexit } from "../../dist/cjs/core/give-way.js";
import { Cond } from "../../dist/cjs/sync/cond.js";
import { Group } from "../../dist/cjs/sync/group.js";
import { Mutex } from "../../dist/cjs/sync/mutex.js";
import { Once } from "../../dist/cjs/sync/once.js";
import { onceFunc } from "../../dist/cjs/sync/once-func.js";
import { onceValue } from "../../dist/cjs/sync/once-value.js";
import { Pool } from "../../dist/cjs/sync/pool.js";
import { RWMutex } from "../../dist/cjs/sync/rw-mutex.js";
import { Semaphore } from "../../dist/cjs/sync/semaphore.js";
import { SingleFlight } from "../../dist/cjs/sync/single-flight.js";
import { WaitGroup } from "../../dist/cjs/sync/wait-group.js";
import { all, assert, behaviour, failing, fatals, fn, op, others, pause, recv, send, spawn, waits, type Op } from "./behaviour";

const chan = (n?: number): any => make<any>(n);
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const lock = (m: Mutex): Op => op(m.lock, m), rLock = (m: RWMutex): Op => op(m.rLock, m);
const wait = (x: { wait(): void }): Op => op(x.wait, x);
const acquire = (s: Semaphore, n?: number, ctx: unknown = background()): Op => op(s.acquire, s, ctx, n);
const exit = (): Op<never> => op(goexit);
const is = (message: string, code: string) => (e: any): boolean => e.message === message && e.code === code;

// ───────────────────────────────────────── Mutex
behaviour("Mutex: one holder at a time", function* () {
  const m = new Mutex();
  let inside = 0, n = 0;
  yield* all(...upTo(4).map(() => spawn(function* () { for (let i = 0; i < 4; i++) { yield* lock(m); assert.is(++inside, 1); yield* pause(); const v = n; yield* pause(); n = v + 1; inside--; m.unlock(); } })));
  assert.is(n, 16);
});
behaviour("Mutex: not reentrant", function* () {
  const m = new Mutex(), s = spawn(function* () { yield* lock(m); yield* lock(m); });
  yield* others();
  assert.is(waits(s), "sync.Mutex.Lock");
}, 1);
behaviour("Mutex: any goroutine may unlock it", function* () {
  const m = new Mutex();
  yield* lock(m);
  yield* all(spawn(function* () { yield* pause(); m.unlock(); }));
  yield* lock(m);
});
behaviour("Mutex: waiters get it in the order they came", function* () {
  const m = new Mutex(), order: number[] = [], w = [];
  yield* lock(m);
  for (const i of upTo(4)) { w.push(spawn(function* () { yield* lock(m); order.push(i); m.unlock(); })); yield* others(); }
  m.unlock();
  yield* all(...w);
  assert.equal(order, upTo(4));
});
behaviour("Mutex: who locks in a tight loop lets others in", function* () {
  const m = new Mutex();
  let stop = false, rounds = 0;
  const greedy = spawn(function* () { while (!stop) { yield* lock(m); rounds++; m.unlock(); yield* pause(); assert.ok(rounds < 10_000); } });
  yield* all(...upTo(3).map(() => spawn(function* () { for (let i = 0; i < 3; i++) { yield* lock(m); yield* pause(); m.unlock(); } })));
  stop = true;
  yield* all(greedy);
});
behaviour("Mutex: tryLock never waits, and says whether it got it", function* () {
  const m = new Mutex();
  assert.ok(m.tryLock());
  assert.not(m.tryLock());
  const w = spawn(() => lock(m));
  yield* others();
  m.unlock();
  assert.not(m.tryLock(), "it was handed over");
  yield* all(w);
  m.unlock();
  assert.ok(m.tryLock());
});
behaviour("Mutex: unlock of an unlocked one throws, and it is as it was", function* () {
  const m = new Mutex();
  assert.throws(() => m.unlock(), is("sync: unlock of unlocked mutex", "SY5030"));
  yield* lock(m);
  m.unlock();
  assert.throws(() => m.unlock(), is("sync: unlock of unlocked mutex", "SY5030"));
});
behaviour("Mutex.hold: disposing unlocks, once; not somebody else's lock", function* () {
  const m = new Mutex(), guard = (yield* op(m.hold, m)) as Disposable;
  const next = spawn(() => op(m.hold, m));
  yield* others();
  guard[Symbol.dispose]();
  guard[Symbol.dispose]();
  const [other] = yield* all(next);
  guard[Symbol.dispose]();
  assert.not(m.tryLock());
  other[Symbol.dispose]();
  assert.ok(m.tryLock());
});

// ───────────────────────────────────────── RWMutex
behaviour("RWMutex: readers hold it together", function* () {
  const m = new RWMutex(), gate = chan();
  const r = upTo(3).map(() => spawn(function* () { yield* rLock(m); yield* recv(gate); m.rUnlock(); }));
  yield* others();
  assert.equal(r.map(waits), upTo(3).map(() => "chan receive"));
  gate.close();
  yield* all(...r);
});
behaviour("RWMutex: a writer holds it alone", function* () {
  const m = new RWMutex();
  let readers = 0, writers = 0;
  const r = upTo(3).map(() => spawn(function* () { for (let i = 0; i < 4; i++) { yield* rLock(m); readers++; assert.is(writers, 0); yield* pause(); readers--; m.rUnlock(); } }));
  const w = upTo(2).map(() => spawn(function* () { for (let i = 0; i < 4; i++) { yield* lock(m); writers++; assert.equal([readers, writers], [0, 1]); yield* pause(); writers--; m.unlock(); } }));
  yield* all(...r, ...w);
});
behaviour("RWMutex: a waiting writer keeps new readers out", function* () {
  const m = new RWMutex();
  yield* rLock(m);
  const w = spawn(function* () { yield* lock(m); m.unlock(); });
  yield* others();
  assert.is(waits(w), "sync.RWMutex.Lock");
  assert.not(m.tryRLock());
  const r = spawn(function* () { yield* rLock(m); m.rUnlock(); });
  yield* others();
  assert.is(waits(r), "sync.RWMutex.RLock");
  m.rUnlock();
  yield* all(w, r);
});
behaviour("RWMutex: so a reader that locks again while a writer waits, waits for ever", function* () {
  const m = new RWMutex(), gate = chan();
  const r = spawn(function* () { yield* rLock(m); yield* recv(gate); yield* rLock(m); });
  yield* others();
  const w = spawn(() => lock(m));
  yield* others();
  gate.close();
  yield* others();
  assert.equal([waits(r), waits(w)], ["sync.RWMutex.RLock", "sync.RWMutex.Lock"]);
}, 2);
behaviour("RWMutex: a writer that unlocks lets in all readers that wait, before the next writer", function* () {
  const m = new RWMutex(), order: string[] = [];
  yield* lock(m);
  const w = spawn(function* () { yield* lock(m); order.push("w"); m.unlock(); });
  yield* others();
  const r = upTo(3).map(() => spawn(function* () { yield* rLock(m); order.push("r"); yield* pause(); m.rUnlock(); }));
  yield* others();
  m.unlock();
  yield* all(w, ...r);
  assert.equal(order, ["r", "r", "r", "w"]);
});
behaviour("RWMutex: the last reader lets the writer in", function* () {
  const m = new RWMutex();
  yield* rLock(m);
  yield* rLock(m);
  const w = spawn(() => lock(m));
  yield* others();
  m.rUnlock();
  yield* others();
  assert.is(waits(w), "sync.RWMutex.Lock");
  m.rUnlock();
  yield* all(w);
});
behaviour("RWMutex: writers wait in line", function* () {
  const m = new RWMutex(), order: number[] = [], w = [];
  yield* lock(m);
  for (const i of upTo(3)) { w.push(spawn(function* () { yield* lock(m); order.push(i); m.unlock(); })); yield* others(); }
  m.unlock();
  yield* all(...w);
  assert.equal(order, upTo(3));
});
behaviour("RWMutex: tryLock and tryRLock", function* () {
  const m = new RWMutex();
  assert.ok(m.tryRLock() && m.tryRLock());
  assert.not(m.tryLock());
  m.rUnlock();
  m.rUnlock();
  assert.ok(m.tryLock());
  assert.not(m.tryRLock() || m.tryLock());
  yield* pause();
});
behaviour("RWMutex: the wrong unlock throws in Go's words, and changes nothing", function* () {
  const m = new RWMutex();
  assert.throws(() => m.unlock(), is("sync: Unlock of unlocked RWMutex", "SY5034"));
  assert.throws(() => m.rUnlock(), is("sync: RUnlock of unlocked RWMutex", "SY5034"));
  yield* rLock(m);
  assert.throws(() => m.unlock(), "sync: Unlock of unlocked RWMutex");
  m.rUnlock();
  yield* lock(m);
  assert.throws(() => m.rUnlock(), "sync: RUnlock of unlocked RWMutex");
});
behaviour("RWMutex: rLocker is the reading side as a lock", function* () {
  const m = new RWMutex(), l = m.rLocker();
  yield* op(l.lock, l);
  assert.ok(m.tryRLock());
  m.rUnlock();
  const w = spawn(() => lock(m));
  yield* others();
  assert.is(waits(w), "sync.RWMutex.Lock");
  const again = spawn(() => op(l.lock, l));
  yield* others();
  assert.is(waits(again), "sync.RWMutex.RLock");
  l.unlock();
  yield* all(w);
  m.unlock();
  yield* all(again);
  l.unlock();
  assert.throws(() => l.unlock(), "sync: RUnlock of unlocked RWMutex");
});
behaviour("RWMutex: hold and rHold unlock their own side", function* () {
  const m = new RWMutex(), r = [yield* op(m.rHold, m), yield* op(m.rHold, m)], w = spawn(() => op(m.hold, m));
  yield* others();
  r[0][Symbol.dispose]();
  r[0][Symbol.dispose]();
  yield* others();
  assert.not(w.done);
  r[1][Symbol.dispose]();
  const [guard] = yield* all(w), late = spawn(() => op(m.rHold, m));
  yield* others();
  guard[Symbol.dispose]();
  (yield* all(late))[0][Symbol.dispose]();
  assert.ok(m.tryLock());
});

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

// ───────────────────────────────────────── SingleFlight
behaviour("SingleFlight: calls that overlap share one call", function* () {
  const sf = new SingleFlight<string, number>(), gate = chan();
  let calls = 0;
  const w = upTo(4).map(() => spawn(() => op(sf.do, sf, "k", fn(function* () { calls++; yield* recv(gate); return 42; }))));
  yield* others();
  gate.close();
  assert.equal(yield* all(...w), upTo(4).map(() => [42, true]));
  assert.is(calls, 1);
});
behaviour("SingleFlight: a caller alone does not share, and the next call is a new one", function* () {
  const sf = new SingleFlight<string, number>();
  let n = 0;
  const f = fn(function* () { yield* pause(); return ++n; });
  assert.equal([yield* op(sf.do, sf, "k", f), yield* op(sf.do, sf, "k", f)], [[1, false], [2, false]]);
});
behaviour("SingleFlight: other keys are other calls; keys are compared as in a Map", function* () {
  const sf = new SingleFlight<unknown, unknown>(), gate = chan(), o = {};
  let calls = 0;
  const keys = [NaN, NaN, o, o, {}, "1", 1, 0, -0], w = keys.map((k) => spawn(() => op(sf.do, sf, k, fn(function* () { calls++; yield* recv(gate); return k; }))));
  yield* others();
  gate.close();
  yield* all(...w);
  assert.is(calls, 6);
});
behaviour("SingleFlight: an error reaches every caller", function* () {
  const sf = new SingleFlight<string, number>(), gate = chan(), boom = new Error("boom");
  const w = upTo(3).map(() => spawn(() => failing(op(sf.do, sf, "k", fn(function* () { yield* recv(gate); throw boom; })))));
  yield* others();
  gate.close();
  assert.equal(yield* all(...w), [boom, boom, boom]);
});
behaviour("SingleFlight: goexit ends every caller", function* () {
  const sf = new SingleFlight<string, number>(), gate = chan();
  let after = 0;
  const w = upTo(3).map(() => spawn(function* () { yield* op(sf.do, sf, "k", fn(function* () { yield* recv(gate); yield* exit(); })); after++; }));
  yield* others();
  gate.close();
  yield* all(...w);
  assert.is(after, 0);
  assert.is((yield* op(sf.do, sf, "k", () => 1))[0], 1, "the key is free");
});
behaviour("SingleFlight: forget lets the next caller call anew; the first call goes on", function* () {
  const sf = new SingleFlight<string, number>(), gate = chan();
  const old = spawn(() => op(sf.do, sf, "k", fn(function* () { yield* recv(gate); return 1; })));
  yield* others();
  sf.forget("k");
  assert.equal(yield* op(sf.do, sf, "k", () => 2), [2, false]);
  gate.close();
  assert.equal(yield* all(old), [[1, false]]);
});
behaviour("SingleFlight: a forgotten call does not free the key of its successor", function* () {
  const sf = new SingleFlight<string, number>(), gates = [chan(), chan()], call = (i: number) => spawn(() => op(sf.do, sf, "k", fn(function* () { yield* recv(gates[i]); return i; })));
  const first = call(0);
  yield* others();
  sf.forget("k");
  const second = call(1);
  yield* others();
  gates[0].close();
  yield* all(first);
  const third = call(0);
  yield* others();
  gates[1].close();
  assert.equal(yield* all(second, third), [[1, true], [1, true]]);
});
behaviour("SingleFlight.doChan: the result comes by a channel, shared with those who wait", function* () {
  const sf = new SingleFlight<string, number>(), gate = chan();
  const a: any = sf.doChan("k", fn(function* () { yield* recv(gate); return 7; }) as never), b: any = sf.doChan("k", () => assert.unreachable() as never);
  const w = spawn(() => op(sf.do, sf, "k", () => assert.unreachable()));
  yield* others();
  gate.close();
  assert.equal([yield* recv(a), yield* recv(b), (yield* all(w))[0]], [{ status: "fulfilled", value: 7, shared: true }, { status: "fulfilled", value: 7, shared: true }, [7, true]]);
  assert.is(yield* recv(a), undefined, "closed");
});
behaviour("SingleFlight.doChan: an error is a result, and ends nobody; goexit gives none", function* () {
  const sf = new SingleFlight<string, number>(), boom = new Error("boom");
  assert.equal(yield* recv(sf.doChan("k", () => { throw boom; })), { status: "rejected", reason: boom, shared: false });
  assert.equal(yield* op((sf.doChan("k", fn(exit)) as any).recvOk, sf.doChan("k", fn(exit))), [undefined, false]);
  assert.throws(() => sf.doChan("k", undefined as never), (e: any) => e.code === "SY5035");
});

// ───────────────────────────────────────── Pool
behaviour("Pool: what was put is got again, else one is made", function* () {
  let made = 0;
  const pool = new Pool(() => ({ n: ++made })), a = pool.get();
  yield* pause();
  pool.put(a);
  assert.is(pool.get(), a);
  assert.is(pool.get().n, 2);
});
behaviour("Pool: nobody gets what another one holds", function* () {
  const pool = new Pool(() => ({ busy: false }));
  yield* all(...upTo(5).map(() => spawn(function* () { for (let i = 0; i < 4; i++) { const x = pool.get(); assert.not(x.busy); x.busy = true; yield* pause(); x.busy = false; pool.put(x); } })));
});
behaviour("Pool: needs a function that makes a thing without waiting", function* () {
  assert.throws(() => new Pool(undefined as never), (e: any) => e.code === "SY5035");
  const pool = new Pool(closure(function* () { yield* recv(chan()); }));
  yield* pause();
  assert.throws(() => pool.get(), (e: any) => e.code === "SY5039");
}, 1);

test.run();
