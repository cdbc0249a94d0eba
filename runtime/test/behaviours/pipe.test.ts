/** sansync/pipe: what its functions promise, under every schedule. */
import { test } from "uvu";
import { background } from "../../dist/cjs/context/background.js";
import { withCancel } from "../../dist/cjs/context/cancel.js";
import { batch } from "../../dist/cjs/pipe/batch.js";
import { broadcast } from "../../dist/cjs/pipe/broadcast.js";
import { from } from "../../dist/cjs/pipe/from.js";
import { filter, map } from "../../dist/cjs/pipe/map.js";
import { merge } from "../../dist/cjs/pipe/merge.js";
import { all, assert, behaviour, chan, fn, nap, others, pause, recv, recvOk, send, spawn, upTo, waits, type Op } from "./behaviour";

function* drain(ch: any): Op<any[]> {
  const got: unknown[] = [];
  for (;;) { const [v, ok] = yield* recvOk(ch); if (!ok) return got; got.push(v); }
}
/** A channel of the numbers from `a` to below `b`, sent by a goroutine. */
function numbers(a: number, b: number): any {
  const c = chan();
  spawn(function* () { for (let i = a; i < b; i++) yield* send(c, i); c.close(); });
  return c;
}

behaviour("merge: everything, each input in its order, closed when all are", function* () {
  const got: number[] = yield* drain(merge([numbers(0, 6), numbers(10, 16), numbers(20, 20)]));
  assert.equal([got.filter((n) => n < 10), got.filter((n) => n >= 10)], [upTo(6), upTo(6).map((n) => n + 10)]);
  yield* others();
});
behaviour("map with one worker keeps the order; with several nothing is lost", function* () {
  const double = fn(function* (n: number) { yield* pause(); return 2 * n; });
  assert.equal(yield* drain(map(numbers(0, 6), double)), upTo(6).map((n) => 2 * n));
  const got = yield* drain(map(numbers(0, 8), double, { workers: 3, capacity: 2 }));
  assert.equal(got.sort((a, b) => a - b), upTo(8).map((n) => 2 * n));
  yield* others();
});
behaviour("filter: the values of which the test is true, in order", function* () {
  assert.equal(yield* drain(filter(numbers(0, 8), fn(function* (n: number) { yield* pause(); return n % 3 === 0; }))), [0, 3, 6]);
  yield* others();
});
behaviour("batch: full lists, and the rest at the end", function* () {
  assert.equal(yield* drain(batch(numbers(0, 7), 3)), [[0, 1, 2], [3, 4, 5], [6]]);
  yield* others();
});
behaviour("batch within: no value waits longer than asked for, none is lost, none comes twice", function* () {
  const c = chan(), out = batch(c, 3, { within: 10 });
  const s = spawn(function* () { for (const [i, ms] of [0, 4, 30, 1, 1, 50].entries()) { yield* nap(ms); yield* send(c, i); } c.close(); });
  assert.equal(yield* drain(out), [[0, 1], [2, 3, 4], [5]]);
  yield* all(s);
});
behaviour("batch within: a receiver that comes late gets what was there in time", function* () {
  const c = chan(10), out = batch(c, 2, { within: 5 });
  yield* send(c, 1);
  yield* nap(20);
  yield* send(c, 2);
  yield* others();
  assert.equal(yield* recv(out), [1]);
  c.close();
  assert.equal(yield* drain(out), [[2]]);
});
behaviour("broadcast: every output gets everything, in order", function* () {
  const outs = broadcast(numbers(0, 5), 3), got = yield* all(...outs.map((o) => spawn(() => drain(o))));
  assert.equal(got, [upTo(5), upTo(5), upTo(5)]);
});
behaviour("cancelled at any moment, every stage ends and closes its output", function* () {
  const [ctx, cancel] = withCancel(background()), input = chan(), o = { ctx };
  const feeder = spawn(function* () { for (let i = 0; i < 20; i++) { yield* pause(); if (ctx.err() !== undefined || !input.trySend(i)) yield* pause(); } });
  const outs = [merge([map(input, fn(function* (n) { yield* pause(); return n; }), { ...o, workers: 2 }), filter(input, () => true, o)], o), batch(input, 2, { ...o, within: 5 }), ...broadcast(input, 2, o), from(upTo(50), o)];
  const reader = spawn(function* () { for (let i = 0; i < 5; i++) yield* pause(); cancel(); });
  yield* all(reader, feeder);
  for (const out of outs) yield* drain(out);
  yield* others();
});
behaviour("without a context a stage waits for its receiver", function* () {
  const out = map(numbers(0, 3), (n) => n);
  yield* others();
  assert.is(yield* recv(out), 0);
  yield* others();
  assert.equal([yield* drain(out)], [[1, 2]]);
  assert.is(waits(spawn(() => nap(0))), "");
  yield* others();
});

test.run();
