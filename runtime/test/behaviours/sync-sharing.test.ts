/** SingleFlight and Pool (facts A6; Go's golang.org/x/sync and package sync). */
import { test } from "uvu";
import { closure } from "../../dist/cjs/core/closures.js";
import { Pool } from "../../dist/cjs/sync/pool.js";
import { SingleFlight } from "../../dist/cjs/sync/single-flight.js";
import { all, assert, behaviour, chan, exit, failing, fn, op, others, pause, recv, spawn, upTo } from "./behaviour";

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
