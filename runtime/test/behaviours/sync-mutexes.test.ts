/** Mutex and RWMutex (facts A6; Go's package sync). */
import { test } from "uvu";
import { Mutex } from "../../dist/cjs/sync/mutex.js";
import { RWMutex } from "../../dist/cjs/sync/rw-mutex.js";
import { all, assert, behaviour, chan, is, lock, op, others, pause, recv, rLock, spawn, upTo, waits } from "./behaviour";

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

test.run();
