/** Loops: range over channels, and iterators that suspend, closed exactly as ECMA-262 has it. */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { DONE } from "../../dist/cjs/core/done.js";
import { close, fail, iterate, next, range, rangeOf } from "../../dist/cjs/chan/range.js";
import { chan } from "../../dist/cjs/chan/make.js";
import { closure, fn } from "../../dist/cjs/core/closures.js";
import { abi, handDriven, op, recv, run, send, settle, start, waits, type Op } from "../hand-driven";

/** `for (const v of xs) body(v)` as the compiler emits it. */
function* forOf(xs: unknown, body: (v: any) => Op | "break" | void): Op {
  const cursor = yield* abi(iterate, xs);
  try {
    for (let v; (v = yield* abi(next, cursor)) !== DONE;) {
      const r = body(v);
      if (r === "break") break;
      if (typeof r === "object") yield* r;
    }
  } catch (error) {
    fail(cursor);
    throw error;
  } finally {
    yield* abi(close, cursor);
  }
}

handDriven("range: drains, ends at close, parks between", () => {
  const ch = chan<number>(2);
  const got: number[] = [];
  const r = start(function* () { for (let v; (v = yield* abi(range, rangeOf(ch))) !== DONE;) got.push(v); });
  settle();
  assert.is(waits(r), "chan receive");
  run(function* () { for (const v of [1, 2, 3]) yield* send(ch, v); });
  settle();
  ch.close();
  settle();
  assert.equal(got, [1, 2, 3]);
  assert.ok(r.done);
  assert.throws(() => rangeOf([1]), TypeError);
});

handDriven("range sees undefined as an element", () => {
  const ch = chan<unknown>(3);
  ch.trySend(undefined);
  ch.trySend(null);
  ch.close();
  const got: unknown[] = [];
  run(() => forOf(ch, (v) => void got.push(v)));
  assert.equal(got, [undefined, null]);
});

handDriven("undefined handed to a range that waits is an element, not the end", () => {
  const ch = chan<unknown>(), got: unknown[] = [];
  const r = start(() => forOf(ch, (v) => void got.push(v)));
  settle();
  run(function* () { yield* send(ch, undefined); yield* send(ch, 1); });
  settle();
  assert.equal(got, [undefined, 1]);
  ch.close();
  settle();
  assert.ok(r.done);
});

handDriven("leaving a range early leaves the channel as it is", () => {
  const ch = chan<number>(3);
  for (const v of [1, 2, 3]) ch.trySend(v);
  run(() => forOf(ch, () => "break"));
  assert.equal([ch.length, ch.tryRecv()], [2, [2, true]]);
});

handDriven("ordinary iterables: arrays (live, holes), strings, maps, sets, generators, arguments", () => {
  const all = (xs: unknown): unknown[] => { const got: unknown[] = []; run(() => forOf(xs, (v) => void got.push(v))); return got; };
  assert.equal(all([1, , 3]), [1, undefined, 3]);
  assert.equal(all("a😀"), ["a", "😀"]);
  assert.equal(all(new Map([[1, 2]])), [[1, 2]]);
  assert.equal(all(new Set([1, 2])), [1, 2]);
  assert.equal(all((function* () { yield 1; yield 2; return 3; })()), [1, 2]);
  assert.equal(all((function () { return arguments; } as any)(7, 8)), [7, 8]);
  const live = [1, 2];
  const got: number[] = [];
  run(() => forOf(live, (v) => { got.push(v); if (live.length < 4) live.push(v * 10); }));
  assert.equal(got, [1, 2, 10, 20]);
  const own = [1, 2, 3];
  (own as any)[Symbol.iterator] = function* () { yield "own"; };
  assert.equal(all(own), ["own"]);
  for (const bad of [5, null, undefined, {}, { [Symbol.iterator]: 1 }]) assert.throws(() => all(bad), /is not iterable/);
});

handDriven("an array iterator that ended stays ended", () => {
  const xs = [1], cursor: any = iterate(xs);
  assert.equal([next(cursor), next(cursor)], [1, DONE]);
  xs.push(2);
  assert.is(next(cursor), DONE);
});

/** An iterable that records what is called on it; each part may park on `gate`, return, or throw. */
function traced(log: string[], parts: { iterator?: () => Op; next?: () => Op; return?: (() => Op) | null | "missing" }, values = 3): object {
  const it: any = { n: 0 };
  it.next = fn(function* (this: any) { log.push("next"); if (parts.next) { const r = yield* parts.next(); if (r !== undefined) return r; } return it.n < values ? { value: it.n++, done: false } : { value: "end", done: true }; });
  if (parts.return === null) it.return = null;
  else if (parts.return !== "missing") it.return = fn(function* () { log.push("return"); const r = parts.return ? yield* (parts.return as () => Op)() : {}; return r; });
  return { [Symbol.iterator]: fn(function* () { log.push("iterator"); if (parts.iterator) { const r = yield* parts.iterator(); if (r !== undefined) return r; } return it; }) };
}
const gate = (): { ch: any; park: () => Op } => { const ch = chan<number>(); return { ch, park: function* () { yield* recv(ch); } }; };
/** Runs body as a goroutine, opening the gate whenever it waits there. */
function through(ch: any, body: () => Op): { value: any; error: any } {
  const out = start(body);
  for (let i = 0; i < 50; i++) { settle(); if (out.done) break; ch.trySend(0); }
  assert.ok(out.done, "did not end");
  return out;
}

for (const parking of [false, true]) {
  const name = parking ? "every part of the iterator parks" : "nothing parks";
  const parts = (park: () => Op) => (parking ? { iterator: park, next: park, return: function* () { yield* park(); return {}; } } : {});

  handDriven(`${name}: to the end: return is not called`, () => {
    const { ch, park } = gate(), log: string[] = [], got: number[] = [];
    const out = through(ch, () => forOf(traced(log, parts(park)), (v) => void got.push(v)));
    assert.is(out.error, undefined);
    assert.equal(got, [0, 1, 2]);
    assert.equal(log, ["iterator", "next", "next", "next", "next"]);
  });

  handDriven(`${name}: break closes once`, () => {
    const { ch, park } = gate(), log: string[] = [];
    through(ch, () => forOf(traced(log, parts(park)), () => "break"));
    assert.equal(log, ["iterator", "next", "return"]);
  });

  handDriven(`${name}: an error of the body closes, and wins over an error of return and over a result that is no object`, () => {
    const thrower = (): Op => (function* () { throw new Error("body"); })();
    for (const ret of [undefined, "throws", "number"]) {
      const { ch, park } = gate(), log: string[] = [];
      const p: any = parts(park);
      if (ret !== undefined) p.return = function* () { if (parking) yield* park(); if (ret === "throws") throw new Error("return"); return 5; };
      const out = through(ch, () => forOf(traced(log, p), thrower));
      assert.is(out.error.message, "body");
      assert.equal(log, ["iterator", "next", "return"]);
    }
  });

  handDriven(`${name}: after break an error of return is thrown, and a result that is no object is a TypeError`, () => {
    const { ch, park } = gate();
    const a = through(ch, () => forOf(traced([], { return: function* () { if (parking) yield* park(); throw new Error("return"); } }), () => "break"));
    assert.is(a.error.message, "return");
    const b = through(ch, () => forOf(traced([], { return: function* () { if (parking) yield* park(); return 5; } }), () => "break"));
    assert.instance(b.error, TypeError);
  });

  handDriven(`${name}: an iterator that throws or gives no object is not closed`, () => {
    const { ch, park } = gate();
    for (const how of ["throws", "number", "done getter", "value getter"]) {
      const log: string[] = [];
      const out = through(ch, () => forOf(traced(log, { next: function* () {
        if (parking) yield* park();
        if (how === "throws") throw new TypeError("next");
        if (how === "number") return 5;
        return { get done() { if (how === "done getter") throw new TypeError("done"); return false; }, get value() { throw new TypeError("value"); } };
      } }), () => {}));
      assert.instance(out.error, TypeError, how);
      assert.equal(log, ["iterator", "next"], how);
    }
  });

  handDriven(`${name}: return null or missing is fine; the iterator must be an object`, () => {
    const { ch, park } = gate();
    for (const ret of [null, "missing"] as const) assert.is(through(ch, () => forOf(traced([], { return: ret }), () => "break")).error, undefined);
    const out = through(ch, () => forOf(traced([], { iterator: function* () { if (parking) yield* park(); return 5; } }), () => {}));
    assert.instance(out.error, TypeError);
  });
}

handDriven("a body that parks and throws afterwards still closes", () => {
  const { ch, park } = gate(), log: string[] = [];
  const out = through(ch, () => forOf(traced(log, {}), function* () { yield* park(); throw new Error("late"); }));
  assert.is(out.error.message, "late");
  assert.equal(log, ["iterator", "next", "return"]);
});

handDriven("ch[Symbol.iterator]() works as an iterator of its own", () => {
  const ch = chan<number>(2);
  ch.trySend(1);
  ch.trySend(2);
  const it = ch[Symbol.iterator]();
  assert.is(it[Symbol.iterator](), it);
  assert.equal(run(() => op(it.next, it)), { value: 1, done: false });
  const got: number[] = [];
  run(() => forOf(it, (v) => { got.push(v); return "break"; }));
  assert.equal(got, [2]);
  assert.equal(run(() => op(it.next, it)), { value: undefined, done: true }, "closed by the loop");
  assert.type(closure, "function");
});

test.run();
