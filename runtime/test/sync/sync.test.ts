/** Mutex and WaitGroup (facts A6). */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { chan } from "../../dist/cjs/chan/make.js";
import { goexit, gosched } from "../../dist/cjs/core/give-way.js";
import { Mutex } from "../../dist/cjs/sync/mutex.js";
import { WaitGroup } from "../../dist/cjs/sync/wait-group.js";
import { closure } from "../../dist/cjs/core/closures.js";
import { fatals, handDriven, op, recv, run, send, setChoices, settle, spawn, start, waits } from "../hand-driven";

const lock = (m: any) => op(m.lock, m);

handDriven("mutex: waiters get it in their order; it is handed over, nobody barges", () => {
  const m = new Mutex(), order: number[] = [];
  run(() => lock(m));
  const w = [0, 1, 2].map((i) => start(function* () { yield* lock(m); order.push(i); yield* op(gosched); m.unlock(); }));
  settle();
  assert.equal(w.map(waits), Array(3).fill("sync.Mutex.Lock"));
  m.unlock();
  assert.not(m.tryLock(), "given to the first waiter, not free");
  settle();
  assert.equal(order, [0, 1, 2]);
  assert.ok(m.tryLock());
});

handDriven("mutex: tryLock, unlock by another goroutine, not reentrant", () => {
  const m = new Mutex();
  assert.ok(m.tryLock());
  assert.not(m.tryLock());
  run(function* () { m.unlock(); });
  run(() => lock(m));
  const again = start(() => lock(m));
  settle();
  assert.is(waits(again), "sync.Mutex.Lock");
  m.unlock();
  settle();
  assert.ok(again.done);
});

handDriven("mutex: hold unlocks when disposed of, once; also when it had to wait", () => {
  const m = new Mutex();
  const guard = run(() => op(m.hold, m)) as Disposable;
  const w = start(() => op(m.hold, m));
  settle();
  assert.is(waits(w), "sync.Mutex.Lock");
  guard[Symbol.dispose]();
  guard[Symbol.dispose]();
  settle();
  assert.not(m.tryLock());
  (w.value as Disposable)[Symbol.dispose]();
  assert.ok(m.tryLock());
});

handDriven("mutex: unlocking what is not locked throws, and ends the program in Go's words if nobody catches it", () => {
  const m = new Mutex();
  assert.throws(() => m.unlock(), (e: any) => e.message === "sync: unlock of unlocked mutex" && e.code === "SY5030");
  assert.ok(m.tryLock(), "it is as it was");
  m.unlock();
  spawn(-1, (function* () { m.unlock(); })());
  settle();
  assert.match(fatals().join(), /^fatal error: sync: unlock of unlocked mutex/);
});

handDriven("mutex keeps a counter right across suspensions, over 200 seeds", () => {
  for (let seed = 1; seed <= 200; seed++) {
    setChoices({ seed });
    const m = new Mutex();
    let n = 0;
    for (let i = 0; i < 5; i++) start(function* () {
      for (let k = 0; k < 10; k++) { yield* lock(m); const v = n; yield* op(gosched); n = v + 1; m.unlock(); }
    });
    settle();
    assert.is(n, 50, `seed ${seed}`);
  }
});

handDriven("wait group: waits for all, releases everybody in order, may be used again", () => {
  const wg = new WaitGroup(), gate = chan<number>(), order: string[] = [];
  for (let round = 0; round < 2; round++) {
    wg.add(2);
    for (let i = 0; i < 2; i++) start(function* () { yield* recv(gate); wg.done(); });
    const w = [0, 1].map((i) => start(function* () { yield* op(wg.wait, wg); order.push(`w${i}`); }));
    settle();
    assert.equal(w.map(waits), Array(2).fill("sync.WaitGroup.Wait"));
    run(() => send(gate, 1));
    settle();
    assert.not(w[0]!.done);
    run(() => send(gate, 1));
    settle();
  }
  assert.equal(order, ["w0", "w1", "w0", "w1"]);
  run(() => op(wg.wait, wg));
});

handDriven("wait group: below zero", () => {
  const wg = new WaitGroup();
  assert.throws(() => wg.done(), (e: any) => e.message === "sync: negative WaitGroup counter" && e.code === "SY5031");
  wg.add(1);
  assert.throws(() => wg.add(-2), /negative WaitGroup counter/);
  assert.throws(() => wg.add(0.5), TypeError);
  wg.done();
});

handDriven("wait group: reuse before the former waiters have gone on is an error of the waiter", () => {
  const wg = new WaitGroup();
  wg.add(1);
  const w = start(() => op(wg.wait, wg));
  settle();
  wg.done();
  wg.add(1);
  settle();
  assert.is(w.error.message, "sync: WaitGroup is reused before previous Wait has returned");
});

handDriven("wait group: go counts until the function has returned, also if it parks or exits", () => {
  const wg = new WaitGroup(), ch = chan<number>(), got: unknown[] = [];
  wg.go(closure(function* () { got.push(yield* recv(ch)); }));
  wg.go(() => got.push("plain"));
  wg.go(closure(function* () { yield* op(goexit); got.push("never"); }));
  const w = start(() => op(wg.wait, wg));
  settle();
  assert.equal(got, ["plain"]);
  assert.not(w.done);
  run(() => send(ch, 4));
  settle();
  assert.ok(w.done);
  assert.equal(got, ["plain", 4]);
  assert.throws(() => wg.go(5 as never), TypeError);
});

handDriven("wait group: an error in go's function ends the program, and wait does not return first", () => {
  const wg = new WaitGroup();
  const w = start(() => op(wg.wait, wg));
  settle();
  assert.ok(w.done, "counter zero");
  const w2 = (wg.go(() => { throw new Error("in wg"); }), start(() => op(wg.wait, wg)));
  settle();
  assert.match(fatals().join(), /panic: in wg/);
  assert.not(w2.done);
});

test.run();
