// Functions that the language calls by itself: what is known of the call when it has parked. Loud, naming the function; a plain call by another name gives a promise as ever.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { $ss, S, main, type Body } from "./shape";
import { chan, RuntimeError } from "sansync";

const ch = chan<unknown>();
const $at = $ss.sites("src/main.ts", "worker 3:1 ch.recv");
function* waits(): Body { let $1; return ($1 = $ss.call0("ch.recv", ch.recv, ch), S.f) ? yield $at : $1; }
function* worker$frame(): Body { return yield* waits(); }
/** As a declaration is emitted. */
function worker(this: unknown): unknown { return $ss.plain(worker$frame(), undefined, this); }
$ss.entry(worker, worker$frame);

const holder = $ss.methods({ *method(): Body { return yield* waits(); } }, "method");
const kinds: Record<string, any> = { declaration: worker, arrow: $ss.closure(waits, "worker"), "arrow without a name": $ss.closure(waits), expression: $ss.fn(waits, "worker"), method: holder.method }; // eslint-disable-line @typescript-eslint/no-explicit-any

const described = (get: any, set?: any): any => Object.defineProperty({}, "x", { get, set }); // eslint-disable-line @typescript-eslint/no-explicit-any
const implicit: Record<string, (f: any) => unknown> = { // eslint-disable-line @typescript-eslint/no-explicit-any
  valueOf: (f) => +({ valueOf: f } as never), toString: (f) => `${{ toString: f }}`, toPrimitive: (f) => `${{ [Symbol.toPrimitive]: f }}`, "as a key": (f) => ({} as never)[{ toString: f } as never],
  toJSON: (f) => JSON.stringify({ toJSON: f }), hasInstance: (f) => ({}) instanceof ({ [Symbol.hasInstance]: f } as never), iterator: (f) => [...({ [Symbol.iterator]: f } as never as [])], inherited: (f) => +Object.create({ valueOf: f }),
  getter: (f) => described(f).x, setter: (f) => { described(undefined, f).x = 1; }, "getter of a prototype": (f) => Object.create(described(f)).x, "getter in a spread": (f) => ({ ...Object.defineProperty({}, "x", { get: f, enumerable: true }) }),
  "valueOf of a proxied object": (f) => +(new Proxy({ valueOf: f }, {}) as never), ...Object.fromEntries(Object.entries({
    get: (p: any) => p.x, set: (p: any) => { p.x = 1; }, has: (p: any) => "x" in p, deleteProperty: (p: any) => Reflect.deleteProperty(p, "x"), ownKeys: Reflect.ownKeys, // eslint-disable-line @typescript-eslint/no-explicit-any
    getOwnPropertyDescriptor: (p: object) => Object.getOwnPropertyDescriptor(p, "x"), defineProperty: (p: object) => Reflect.defineProperty(p, "x", {}), getPrototypeOf: Object.getPrototypeOf,
    setPrototypeOf: (p: object) => Reflect.setPrototypeOf(p, null), isExtensible: Object.isExtensible, preventExtensions: Reflect.preventExtensions,
  }).map(([name, use]) => [`trap ${name}`, (f: never) => (use as (p: object) => unknown)(new Proxy({}, { [name]: f }))])),
  "trap construct": (f) => new (new Proxy(class {}, { construct: f }))(),
};

for (const [kind, f] of Object.entries(kinds))
  test(`loud where the language calls it: ${kind}`, () => {
    for (const [name, use] of Object.entries(implicit))
      assert.throws(() => use(f), (e: RuntimeError) => e.code === "SY5017" && /worker|setter|getter/.test(e.message), name);
    assert.is(S.f, 0);
    assert.is(S.nest, 0);
  });

test("a promise where the program calls it, by whatever name", () => {
  for (const f of Object.values(kinds)) {
    for (const o of [{ run: f }, { get: f }, { has: f }, { apply: f }, { then: f }, { run: f, valueOf: () => 1 }]) {
      const [m] = Object.values(o) as ((...args: unknown[]) => unknown)[];
      // A declaration does not hand its arguments on: under the name of a trap it is taken for one.
      if (f === worker && !("run" in o || "then" in o || "apply" in o)) continue;
      assert.ok($ss.pending(m!.call(o, 1)));
    }
    assert.ok($ss.pending(f()));
    assert.ok($ss.pending(f.call([1, 2, 3])));
  }
});

test("a thenable whose `then` throws after it has waited rejects, unless it was resolved", async () => {
  const slow = chan<number>();
  const then = (settle: boolean) => $ss.closure(function* (ok: (v: unknown) => void): Body {
    if (settle) ok("resolved");
    ($ss.call0("slow.recv", slow.recv, slow), S.f) ? yield -1 : 0;
    throw new Error("late");
  }, "worker");
  const all = Promise.allSettled([Promise.resolve({ then: then(false) }), Promise.resolve({ then: then(true) })]);
  await new Promise(setImmediate);
  slow.close();
  assert.equal((await all).map((r) => (r.status === "fulfilled" ? r.value : (r.reason as Error).message)), ["late", "resolved"]);
});

test("a Proxy of a function that blocks, and what hands its promise on, are waited for in goroutines", async () => {
  const slow = chan<number>(3);
  const f = $ss.closure(function* (): Body { let $1; return ($1 = $ss.call0("slow.recv", slow.recv, slow), S.f) ? yield -1 : $1; }, "f");
  const bad = $ss.closure(function* (): Body { ($ss.call0("slow.recv", slow.recv, slow), S.f) ? yield -1 : 0; throw new Error("bad"); }, "bad");
  const promise = Promise.resolve(7), gives = $ss.closure(function* (): Body { ($ss.call0("slow.recv", slow.recv, slow), S.f) ? yield -1 : 0; return promise; }, "gives");
  const values = await main<unknown[]>(function* (): Body {
    $ss.spawn(-1, (function* (): Body { for (const v of [1, 2, 3, 4, 5]) ($ss.call1("slow.send", slow.send, slow, v), S.f) ? yield -1 : 0; })());
    const out: unknown[] = [];
    for (const callee of [new Proxy(f, {}), new Proxy(f, { apply: (t) => t() }), Function.prototype.bind.call(f, null)] as (() => unknown)[]) {
      let $1: unknown = $ss.call0("callee", callee, undefined);
      if (S.f as number) $1 = yield -1;
      out.push($1);
    }
    try {
      $ss.call0("bad", new Proxy(bad, {}), undefined);
      if (S.f as number) yield -1;
    } catch (e) { out.push((e as Error).message); }
    let $1: unknown = $ss.call0("gives", new Proxy(gives, {}), undefined);
    if (S.f as number) $1 = yield -1;
    out.push($1 === promise);
    return out;
  });
  assert.equal(values, [1, 2, 3, "bad", true]);
});
// The goroutines that were left waiting end.
test.after(() => { ch.close(); });
test.run();
