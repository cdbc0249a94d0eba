// Plain callers: value, error, or a Pending; registers as before; nothing lost; entries prove their owner.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { $ss, S, main, type Body } from "./shape";
import { notCompiled } from "../../dist/cjs/core/entry.js";
import { chan, go, gosched, run, runMain, RuntimeError } from "sansync";

const registers = () => ({ f: S.f, pre: S.pre, head: S.head, tail: S.tail, err: S.err, g: S.g, depth: S.depth, nest: S.nest });

test("a call that does not park returns its value, one that throws throws", () => {
  const before = registers();
  const add = $ss.closure(function* (a: number, b: number): Body { return a + b; }, "add");
  const bad = $ss.closure(function* (): Body { throw new Error("bad"); }, "bad");
  assert.is(add(1, 2), 3);
  assert.throws(() => bad(), "bad");
  assert.equal(registers(), before);
});

test("a call that parks gives a Pending: a promise of the value", async () => {
  const c = chan<number>();
  const recv = $ss.closure(function* (): Body { let $1; return ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1; }, "recv");
  const before = registers();
  const p = recv();
  assert.equal(registers(), before);
  assert.ok($ss.pending(p));
  assert.instance(p, Promise);
  assert.not($ss.pending(Promise.resolve()));
  assert.throws(() => p + 1, (e: Error) => /had to wait when plain code called it/.test(e.message) && (e as RuntimeError).code === "SY5002");
  // A native loop that takes it for an iterator result is stopped at once.
  assert.throws(() => [...{ [Symbol.iterator]: () => ({ next: () => p as never }) }], (e: Error) => (e as RuntimeError).code === "SY5002");
  $ss.spawn(-1, (function* (): Body { ($ss.call1("c.send", c.send, c, 41), S.f) ? yield 0 : 0; })());
  assert.is(await p, 41);
});

test("its error rejects the promise", async () => {
  const c = chan<number>();
  const f = $ss.closure(function* (): Body { ($ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : 0; throw new Error("late"); }, "f");
  const p = f();
  c.close();
  try { await p; assert.unreachable("must reject"); } catch (e) { assert.is((e as Error).message, "late"); }
});

test("goroutines on the spot inside a goroutine: values, and the goroutine beneath goes on", async () => {
  const inner = $ss.closure(function* (x: number): Body { return x * 2; }, "inner");
  const value = await main(function* (): Body {
    let $1;
    const out: number[] = [];
    for (const x of [1, 2, 3]) out.push(inner(x)); // as a native callback would
    const c = $ss.chan<number>(-1, 0);
    $ss.spawn(-1, (function* (): Body { ($ss.call1("c.send", c.send, c, inner(5)), S.f) ? yield 0 : 0; })());
    out.push(($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1 as any);
    return out;
  });
  assert.equal(value, [2, 4, 6, 10]);
});

test("deep recursion on the spot", () => {
  function* deep(n: number): Body { let $1; if (n === 0) return 0; return ((($1 = $ss.frame(deep(n - 1)), S.f) ? yield 0 : $1) as number) + 1; }
  const f = $ss.closure(function* (): Body { let $1; return ($1 = $ss.frame(deep(20_000)), S.f) ? yield 0 : $1; }, "f");
  assert.is(f(), 20_000);
});

test("plain code and goroutines nested too deep: a clear error, and everything still works", () => {
  const f: (n: number) => number = $ss.closure(function* (n: number): Body { return n === 0 ? 0 : f(n - 1) + 1; }, "f");
  assert.is(f(150), 150);
  assert.throws(() => f(100_000), (e: Error) => (e as RuntimeError).code === "SY5003");
  assert.is(f(150), 150);
});

test("public primitives called by plain code try at once, or refuse and do nothing", () => {
  const c = chan<number>(1);
  c.send(1);
  assert.throws(() => c.send(2), (e: Error) => (e as RuntimeError).code === "SY5009" && /Chan\.send\(\) would have to wait here/.test(e.message));
  assert.is(c.recv(), 1);
  assert.throws(() => c.recv(), (e: Error) => (e as RuntimeError).code === "SY5009");
  assert.is(c.length, 0);
  assert.is(S.f, 0);
});

test("go, run and runMain of code that was not compiled: SY6001 with the cure", () => {
  for (const f of [() => go(() => 1), () => run(() => 1), () => runMain(() => undefined)]) {
    assert.throws(f, (e: Error) => (e as RuntimeError).code === "SY6001" && /plugins/.test(e.message) && /sansync doctor/.test(e.message));
  }
  assert.is(notCompiled("go").code, "SY6001");
});

test("the rewritten forms take functions of any colour", async () => {
  const seen: unknown[] = [];
  await main(function* (): Body {
    let $1;
    $ss.go(-1, (x: number) => seen.push(x), 1);
    $ss.go(-1, $ss.closure(function* (x: number): Body { seen.push(x); }, "f"), 2);
    for (let i = 0; i < 3; i++) ($1 = $ss.call0("gosched", gosched, undefined), S.f) ? yield 0 : $1;
  });
  assert.equal(seen, [1, 2]);
  assert.throws(() => $ss.go(-1, undefined), /go of nil func value/);
});

test("an entry counts for its owner only: not through proxies, subclasses or copied properties", async () => {
  const log: string[] = [];
  const f = $ss.entry(function f() { log.push("plain"); }, function* (): Body { log.push("entry"); }, "f");
  const copy = Object.defineProperties(() => { log.push("copy"); }, Object.getOwnPropertyDescriptors(f));
  const proxy = new Proxy(f, { apply: () => { log.push("trap"); } });
  await main(function* (): Body {
    let $1;
    for (const x of [f, copy, proxy]) ($1 = $ss.call0("x", x, undefined), S.f) ? yield 0 : $1;
  });
  assert.equal(log, ["entry", "copy", "trap"]);
  assert.equal(Object.keys(f), []);
});

test("plain entries look like the functions they stand for", () => {
  const c = $ss.closure(function* (_a: number, _b: number, _c: number): Body { /* */ }, "three");
  assert.equal([c.name, c.length], ["three", 3]);
  assert.throws(() => new (c as any)(), TypeError); // eslint-disable-line @typescript-eslint/no-explicit-any
  const F: any = $ss.fn(function* (this: any, x: number): Body { this.x = x; }, "F"); // eslint-disable-line @typescript-eslint/no-explicit-any
  F.prototype.twice = function () { return this.x * 2; };
  const o = new F(4);
  assert.instance(o, F);
  assert.is(o.twice(), 8);
  class C {
    y = 1;
    *m(a: number): Body { return this.y + a; }
    *k$frame(): Body { return this.y; }
    k(): number { return this.y; }
    static { $ss.methods(this.prototype, "m"); $ss.method(this.prototype, "k", "k$frame"); }
  }
  const i = new C() as any; // eslint-disable-line @typescript-eslint/no-explicit-any
  assert.is(i.m(2), 3);
  assert.is(i.k(), 1);
  assert.equal(Object.getOwnPropertyNames(C.prototype), ["constructor", "m", "k"]);
  assert.not(Object.getOwnPropertyDescriptor(C.prototype, "m")!.enumerable);
  assert.throws(() => new i.m(), TypeError);
  assert.equal([i.m.name, i.m.length], ["m", 1]);
  const gen = function* (): Body { return 5; };
  assert.is($ss.privateMethod(gen), $ss.privateMethod(gen));
});

test("a constructor that would have to wait says so", () => {
  const c = chan<number>();
  const F: any = $ss.fn(function* (): Body { ($ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : 0; }, "F"); // eslint-disable-line @typescript-eslint/no-explicit-any
  assert.throws(() => new F(), (e: Error) => (e as RuntimeError).code === "SY5005");
  c.close();
});

test("spot calls: primitives wait, plain functions are called", async () => {
  const c = chan<number>();
  assert.is($ss.spot1("f", (x: number) => x + 1, undefined, 1), 2);
  const p = $ss.spot0("c.recv", c.recv, c);
  assert.ok($ss.pending(p));
  assert.not($ss.pending($ss.spot1("c.send", c.send, c, 9)));
  assert.is($ss.awaited(await p), 9);
  const inner = Promise.resolve(1), q = $ss.spot0("c.recv", c.recv, c);
  $ss.spot1("c.send", c.send, c, inner);
  assert.is($ss.awaited(await q), inner, "a promise that is the value stays one");
  assert.throws(() => $ss.spot0("nothing", undefined, undefined), "nothing is not a function");
});

test.run();
