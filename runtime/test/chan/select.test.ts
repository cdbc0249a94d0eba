/** select against Go's rules (facts A2) and the bugs of others (facts C). */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Channel } from "../../dist/cjs/chan/channel.js";
import { nilChan } from "../../dist/cjs/chan/nil-chan.js";
import { chan } from "../../dist/cjs/chan/make.js";
import { select, send as sendCase, trySelect } from "../../dist/cjs/chan/select.js";
import { settled } from "../../dist/cjs/chan/settled.js";
import { settlementOf } from "../../dist/cjs/chan/settlement.js";
import { wait } from "../../dist/cjs/chan/wait.js";
import { handDriven, op, recv, run, send, setChoices, settle, start, waits, type Op } from "../hand-driven";

const sel = (cases?: unknown): Op => op(select, undefined, ...(cases === undefined ? [] : [cases]));
const queued = (ch: unknown): boolean => (ch as Channel<unknown>).receivers.first !== null || (ch as Channel<unknown>).senders.first !== null;
const microtasks = (): Promise<void> => new Promise((done) => setImmediate(done));

handDriven("takes what is ready; performs exactly one", () => {
  const a = chan<number>(1), b = chan<string>(1);
  a.trySend(1);
  assert.equal(run(() => sel({ a, b })), { case: "a", value: 1, ok: true });
  assert.equal([a.length, b.length], [0, 0]);
  assert.equal(run(() => sel({ a, out: sendCase(b, "x") })), { case: "out", value: undefined, ok: true });
  assert.equal(b.tryRecv(), ["x", true]);
});

handDriven("uniform among ready cases, whatever their number and order", () => {
  for (const n of [2, 3, 5]) {
    const chans = Array.from({ length: n }, () => chan<number>(1));
    const wins = new Array<number>(n).fill(0);
    const rounds = 2000 * n;
    run(function* () {
      for (let i = 0; i < rounds; i++) {
        for (const ch of chans) ch.trySend(i);
        const { case: won } = (yield* sel(chans)) as { case: number };
        wins[won]++;
      }
    });
    const sigma = Math.sqrt(rounds * (1 / n) * (1 - 1 / n));
    for (const w of wins) assert.ok(Math.abs(w - rounds / n) < 10 * sigma, `${n} cases: ${wins}`);
  }
});

handDriven("the choice is the chooser's: replayed answers pick the case", () => {
  const chans = [0, 1, 2, 3].map((v) => { const ch = chan<number>(1); if (v !== 1) ch.trySend(v); return ch; });
  for (const [answer, index] of [[0, 0], [1, 2], [2, 3]] as const) {
    setChoices({ trace: `select:3:${answer}` });
    const got = trySelect(chans as never) as { case: number };
    assert.is(got.case, index);
    chans[index]!.trySend(index);
  }
});

handDriven("parks on all; the server claims it once; losers leave nothing behind", () => {
  const a = chan<number>(), b = chan<number>(), c = chan<number>();
  const s = start(() => sel({ a, b, out: sendCase(c, 9) }));
  settle();
  assert.is(waits(s), "select");
  assert.ok(queued(a) && queued(b) && queued(c));
  run(() => send(b, 2));
  settle();
  assert.equal(s.value, { case: "b", value: 2, ok: true });
  assert.not(queued(a) || queued(b) || queued(c));
  const t = start(() => sel({ a, out: sendCase(c, 9) }));
  settle();
  assert.is(run(() => recv(c)), 9);
  settle();
  assert.equal(t.value, { case: "out", value: undefined, ok: true });
  assert.not(queued(a) || queued(c));
});

handDriven("10,000 rounds of losing leave the queues of a quiet channel empty", () => {
  const quiet = chan<number>(), busy = chan<number>();
  start(function* () { for (let i = 0; i < 10_000; i++) yield* send(busy, i); busy.close(); });
  const last = run(function* () {
    for (let n = 0; ; n++) {
      const r = yield* sel({ quiet, busy });
      if (!r.ok) return n;
    }
  });
  assert.is(last, 10_000);
  assert.not(queued(quiet));
});

handDriven("a closed channel is ready to receive, drained or not", () => {
  const ch = chan<number>(1);
  ch.trySend(1);
  ch.close();
  assert.equal(run(() => sel({ ch })), { case: "ch", value: 1, ok: true });
  assert.equal(run(() => sel({ ch })), { case: "ch", value: undefined, ok: false });
});

handDriven("close wakes a select that waits to receive", () => {
  const a = chan<number>(), b = chan<number>();
  const s = start(() => sel({ a, b }));
  settle();
  a.close();
  settle();
  assert.equal(s.value, { case: "a", value: undefined, ok: false });
  assert.not(queued(b));
});

handDriven("a send case on a closed channel is ready, and throws if chosen, also with a default", () => {
  const ch = chan<number>(1);
  ch.close();
  for (let i = 0; i < 100; i++) assert.throws(() => trySelect({ out: sendCase(ch, 1) }), /^send on closed channel/);
  assert.throws(() => run(() => sel({ out: sendCase(ch, 1), never: null })), /send on closed channel/);
});

handDriven("closing while a select waits to send: the selecting goroutine throws, not the closer", () => {
  const out = chan<number>(), quiet = chan<number>();
  const s = start(() => sel({ out: sendCase(out, 1), quiet }));
  settle();
  const closer = start(function* () { out.close(); return "fine"; });
  settle();
  assert.is(closer.value, "fine");
  assert.is(s.error.message, "send on closed channel");
  assert.not(queued(quiet));
});

handDriven("null, undefined and nilChan are never ready; all null parks for ever", () => {
  assert.is(trySelect({ a: null, b: undefined, c: nilChan, d: sendCase(null, 1), e: sendCase(nilChan as never, 1 as never) }), undefined);
  const s = start(() => sel({ a: null, b: nilChan }));
  const none = start(() => sel()), empty = start(() => sel({})), list = start(() => sel([]));
  settle();
  assert.equal([s, none, empty, list].map(waits), ["select", "select (no cases)", "select (no cases)", "select (no cases)"]);
});

handDriven("trySelect never parks and takes no default while something is ready", () => {
  const a = chan<number>(), b = chan<number>(1);
  assert.is(trySelect({ a, b, out: sendCase(a, 1) }), undefined);
  assert.not(queued(a) || queued(b));
  b.trySend(3);
  for (let i = 0; i < 100; i++) {
    assert.equal(trySelect({ a, b }), { case: "b", value: 3, ok: true });
    b.trySend(3);
  }
  assert.is(trySelect({}), undefined);
});

handDriven("send and receive of one unbuffered channel in a select do not meet; two selects do", () => {
  const ch = chan<number>();
  const s = start(() => sel({ out: sendCase(ch, 1), got: ch }));
  settle();
  assert.is(waits(s), "select");
  const t = start(() => sel({ out: sendCase(ch, 2), got: ch }));
  settle();
  const names = [s, t].map((x) => (x.value as any).case).sort();
  assert.equal(names, ["got", "out"]);
  assert.not(queued(ch));
});

handDriven("the same channel in several cases, and buffered in both directions", () => {
  const ch = chan<number>(1);
  assert.is((run(() => sel({ out: sendCase(ch, 1), got: ch })) as any).case, "out");
  assert.equal(run(() => sel({ out: sendCase(ch, 2), got: ch })), { case: "got", value: 1, ok: true });
  const one = chan<number>();
  const s = start(() => sel({ x: one, y: one }));
  settle();
  run(() => send(one, 5));
  settle();
  assert.is((s.value as any).value, 5);
  assert.not(queued(one));
});

handDriven("operands are evaluated once, in order, also of cases that lose", () => {
  const ch = chan<number>(1), seen: string[] = [];
  const cases = {
    get a() { seen.push("a"); return null; },
    get b() { seen.push("b"); return ch; },
    get c() { seen.push("c"); return sendCase(ch, (seen.push("v"), 1)); },
  };
  assert.is((run(() => sel(cases)) as any).case, "c");
  assert.equal(seen, ["a", "b", "c", "v"]);
});

handDriven("the array form: any number of channels, the case is the index", () => {
  const chans = Array.from({ length: 64 }, () => chan<number>());
  const s = start(() => sel(chans));
  settle();
  run(() => send(chans[41], 7));
  settle();
  assert.equal(s.value, { case: 41, value: 7, ok: true });
  assert.not(chans.some(queued));
});

handDriven("a value of the wrong kind names its case", () => {
  assert.throws(() => trySelect({ job: 5 as never }), (e: any) => e.code === "SY5015" && /`job`/.test(e.message));
  assert.throws(() => sendCase({} as never, 1 as never), TypeError);
});

handDriven("undefined through a select is a value", () => {
  const ch = chan<undefined>(1);
  ch.trySend(undefined);
  assert.equal(run(() => sel({ ch })), { case: "ch", value: undefined, ok: true });
});

// ───────────────────────────────────────── promises

handDriven("wait: value, rejection, thenables, a plain value", async () => {
  const values = start(() => op(wait, undefined, Promise.resolve(1)));
  const broken = start(() => op(wait, undefined, Promise.reject(new Error("no"))));
  const then = start(() => op(wait, undefined, { then: (ok: (v: number) => void) => ok(3) }));
  const twice = start(() => op(wait, undefined, { then: (ok: (v: number) => void, no: (e: unknown) => void) => { ok(4); ok(5); no(6); } }));
  const sour = start(() => op(wait, undefined, { then() { throw new Error("sour"); } }));
  const plain = start(() => op(wait, undefined, 5));
  settle();
  assert.is(waits(values), "promise");
  assert.is(plain.value, 5);
  await microtasks();
  settle();
  assert.equal([values.value, broken.error.message, then.value, twice.value, sour.error.message], [1, "no", 3, 4, "sour"]);
});

handDriven("a promise in a select: ready when settled; a rejection is thrown; the same promise again and again", async () => {
  let resolve!: (v: number) => void;
  const p = new Promise<number>((r) => (resolve = r)), ch = chan<number>();
  const s = start(() => sel({ p, ch }));
  settle();
  resolve(8);
  await microtasks();
  settle();
  assert.equal(s.value, { case: "p", value: 8, ok: true });
  assert.not(queued(ch));
  assert.equal(trySelect({ p, ch }), { case: "p", value: 8, ok: true }, "stays ready");
  const bad = start(() => sel({ bad: Promise.reject(new Error("no")), ch }));
  settle();
  await microtasks();
  settle();
  assert.is(bad.error.message, "no");
  assert.not(queued(ch));
});

handDriven("a promise that never settles keeps no losers", () => {
  const never = new Promise<number>(() => {}), ch = chan<number>(1);
  const losers: unknown[] = [];
  for (let i = 0; i < 100; i++) {
    const s = start(() => sel({ never, ch }));
    settle();
    ch.trySend(i);
    settle();
    assert.equal(s.value, { case: "ch", value: i, ok: true });
    losers.push(settlementOf(never).waiters.first);
  }
  assert.ok(losers.every((x) => x === null));
});

handDriven("settled: the settlement once, then closed", async () => {
  const good = settled(Promise.resolve(1)), bad = settled(Promise.reject("why"));
  await microtasks();
  assert.equal(good.tryRecv(), [{ status: "fulfilled", value: 1 }, true]);
  assert.equal(good.tryRecv(), [undefined, false]);
  assert.equal(bad.tryRecv(), [{ status: "rejected", reason: "why" }, true]);
});

test.run();
