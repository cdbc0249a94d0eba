// Generators that may suspend, as plain code meets them: stepped natively on the spot, an error that names the generator where it would have to wait; driven by goroutines otherwise.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { $ss, S, main, type Body } from "./shape";
import { chan, RuntimeError } from "sansync";

const at = $ss.sites("generators.ts", "numbers 1:1 c.recv");
const isSY5016 = (e: Error): boolean => (e as RuntimeError).code === "SY5016" && /The generator numbers had to wait/.test(e.message);

test("plain code steps it natively, with values, errors and returns passed on", () => {
  const g = $ss.generator(function* (n: number): Body { try { const x: unknown = yield n; yield x; } catch (e) { yield ["caught", e]; } finally { yield "finally"; } return "end"; }, "g");
  const a = g(1), b = g(2), c = g(3);
  assert.equal([a.next("lost"), a.next("x"), a.next(), a.next(), a.next()], [{ value: 1, done: false }, { value: "x", done: false }, { value: "finally", done: false }, { value: "end", done: true }, { value: undefined, done: true }]);
  assert.equal([b.next(), b.throw("e"), b.next()], [{ value: 2, done: false }, { value: ["caught", "e"], done: false }, { value: "finally", done: false }]);
  assert.equal([c.next(), c.return("r"), c.next()], [{ value: 3, done: false }, { value: "finally", done: false }, { value: "r", done: true }]);
  assert.equal([...g(4)], [4, undefined, "finally"]);
});

test("it looks like a native one", () => {
  const native = function* () { yield 1; };
  const g = $ss.generator(function* (): Body { yield 1; }, "g");
  assert.is(Object.getPrototypeOf(g), Object.getPrototypeOf(native));
  assert.is(Object.getPrototypeOf(g.prototype), Object.getPrototypeOf(native.prototype));
  assert.is(Object.prototype.toString.call(g()), "[object Generator]");
  assert.ok(g() instanceof g);
  assert.equal(Reflect.ownKeys(g()), []);
  assert.throws(() => new (g as never as new () => unknown)(), /is not a constructor/);
});

test("plain code that would have to wait gets an error that names it, each time", () => {
  const c = chan<number>();
  const g = $ss.generator(function* (): Body { let $1; yield ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield at : $1; }, "numbers");
  const it = g();
  assert.throws(() => it.next(), isSY5016);
  assert.equal(it.next(), { value: undefined, done: true }, "the native object has ended with that error");
  assert.throws(() => new Set(g()), isSY5016);
  c.close(); // nobody is left parked
});

test("a generator made by plain code and stepped by a goroutine waits", async () => {
  const c = chan<number>();
  const it = $ss.generator(function* (): Body { let $1; yield ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield at : $1; }, "numbers")();
  const got = await main(function* (): Body {
    $ss.spawn(-1, (function* (): Body { ($ss.call1("c.send", c.send, c, 41), S.f) ? yield 0 : 0; })());
    let $1;
    return ($1 = $ss.call0("it.next", it.next, it), S.f) ? yield -1 : $1;
  });
  assert.equal(got, { value: 41, done: false });
  assert.equal(it.next(), { value: undefined, done: true }, "and plain code goes on where the goroutine stopped");
});

test("while it waits, another step is an error", async () => {
  const c = chan<number>();
  const it = $ss.generator(function* (): Body { let $1; yield ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield at : $1; }, "numbers")();
  const said = await main(function* (): Body {
    $ss.spawn(-1, (function* (): Body { ($ss.call0("it.next", it.next, it), S.f) ? yield 0 : 0; })());
    let $1;
    ($1 = $ss.call0("gosched", (require("sansync") as { gosched: () => void }).gosched, undefined), S.f) ? yield -1 : $1;
    try { ($1 = $ss.call0("it.next", it.next, it), S.f) ? yield -1 : $1; } catch (e) { return String(e); } finally { c.trySend(1); }
    return "nothing";
  });
  assert.is(said, "TypeError: Generator is already running");
});

test("generators in generators go deeper than the native stack", async () => {
  const g = $ss.generator(function* (n: number): Body { if (n === 0) yield "bottom"; else { let $1; yield* $ss.delegate(($1 = $ss.call1("g", g, undefined, n - 1), S.f) ? yield -1 : $1); } }, "g");
  const got = await main(function* (): Body { const it = g(20_000) as { next(): unknown }; let $1; return ($1 = $ss.call0("it.next", it.next, it), S.f) ? yield -1 : $1; });
  assert.equal(got, { value: "bottom", done: false });
});

test.run();
