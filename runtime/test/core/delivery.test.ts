// Values and errors reach exactly the frames above: random call trees (calls, loops, try/catch/finally, channel operations that park) give the same value, error and order of effects
// whether they run as plain functions or as goroutines that are suspended at random checks and calls.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { $ss, S, SEEDS, check, decided, random, type Body } from "./shape";

type Tree =
  | { kind: "value"; n: number }
  | { kind: "throw"; n: number }
  | { kind: "call"; body: Tree }
  | { kind: "dynamic"; body: Tree }
  | { kind: "sum"; of: Tree[] }
  | { kind: "loop"; times: number; body: Tree }
  | { kind: "wait"; n: number }
  | { kind: "try"; body: Tree; handler: Tree | null; finalizer: Tree | null }
  | { kind: "return"; body: Tree; finalizer: Tree };

function grow(rnd: (n: number) => number, depth: number): Tree {
  const n = rnd(1000);
  if (depth === 0) return rnd(6) === 0 ? { kind: "throw", n } : rnd(2) === 0 ? { kind: "wait", n } : { kind: "value", n };
  const sub = (): Tree => grow(rnd, depth - 1);
  switch (rnd(8)) {
    case 0: return { kind: "call", body: sub() };
    case 1: return { kind: "dynamic", body: sub() };
    case 2: case 3: return { kind: "sum", of: Array.from({ length: 1 + rnd(3) }, sub) };
    case 4: return { kind: "loop", times: 1 + rnd(3), body: sub() };
    case 5: return { kind: "return", body: sub(), finalizer: sub() };
    default: {
      const withHandler = rnd(3) > 0;
      return { kind: "try", body: sub(), handler: withHandler ? sub() : null, finalizer: !withHandler || rnd(2) === 0 ? sub() : null };
    }
  }
}

function plainly(t: Tree, log: string[]): number {
  switch (t.kind) {
    case "value": log.push(`v${t.n}`); return t.n;
    case "wait": log.push(`w${t.n}`); return t.n;
    case "throw": log.push(`t${t.n}`); throw new Error(String(t.n));
    case "call": case "dynamic": return plainly(t.body, log) + 1;
    case "sum": { let s = 0; for (const x of t.of) s = s * 3 + plainly(x, log); return s; }
    case "loop": { let s = 0; for (let i = 0; i < t.times; i++) s += plainly(t.body, log); return s; }
    case "return": try { return plainly(t.body, log); } finally { plainly(t.finalizer, log); }
    case "try": {
      let s = 0;
      try { s = plainly(t.body, log); log.push("ok"); }
      catch (e) { log.push(`c${(e as Error).message}`); if (t.handler === null) throw e; s = plainly(t.handler, log); }
      finally { log.push("f"); if (t.finalizer !== null) s += plainly(t.finalizer, log); }
      return s;
    }
  }
}

function* wait(n: number): Body {
  let $1;
  const c = $ss.chan<number>(-1, 0);
  $ss.spawn(-1, sender(c, n));
  return ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1;
}
function* sender(c: any, n: number): Body {
  ($ss.call1("c.send", c.send, c, n), S.f) ? yield 0 : 0;
}

const dynamic = $ss.fn(function* (t: Tree, log: string[]): Body {
  let $1;
  return ($1 = $ss.frame(suspending(t, log)), S.f) ? yield 0 : $1;
}, "dynamic");

function* suspending(t: Tree, log: string[]): Body {
  let $1: any;
  switch (t.kind) {
    case "value": log.push(`v${t.n}`); return t.n;
    case "wait": log.push(`w${t.n}`); return ($1 = $ss.frame(wait(t.n)), S.f) ? yield 0 : $1;
    case "throw": log.push(`t${t.n}`); throw new Error(String(t.n));
    case "call": return ((($1 = $ss.frame(suspending(t.body, log)), S.f) ? yield 0 : $1) as number) + 1;
    case "dynamic": return ((($1 = $ss.call2("dynamic", dynamic, undefined, t.body, log), S.f) ? yield 0 : $1) as number) + 1;
    case "sum": {
      let s = 0;
      for (const x of t.of) { s = s * 3 + ((($1 = $ss.frame(suspending(x, log)), S.f) ? yield 0 : $1) as number); check() && (yield 0); }
      return s;
    }
    case "loop": {
      let s = 0;
      for (let i = 0; i < t.times; i++) { s += (($1 = $ss.frame(suspending(t.body, log)), S.f) ? yield 0 : $1) as number; check() && (yield 0); }
      return s;
    }
    case "return":
      try { return ($1 = $ss.frame(suspending(t.body, log)), S.f) ? yield 0 : $1; }
      finally { ($1 = $ss.frame(suspending(t.finalizer, log)), S.f) ? yield 0 : $1; }
    case "try": {
      let s = 0;
      try { s = (($1 = $ss.frame(suspending(t.body, log)), S.f) ? yield 0 : $1) as number; log.push("ok"); }
      catch (e) {
        log.push(`c${(e as Error).message}`);
        if (t.handler === null) throw e;
        s = (($1 = $ss.frame(suspending(t.handler, log)), S.f) ? yield 0 : $1) as number;
      } finally {
        log.push("f");
        if (t.finalizer !== null) s += (($1 = $ss.frame(suspending(t.finalizer, log)), S.f) ? yield 0 : $1) as number;
      }
      return s;
    }
  }
}

test("random call trees: goroutines give the value, error and order of effects of plain functions", async () => {
  let threw = 0, waited = 0;
  for (let seed = 0; seed < SEEDS; seed++) {
    const tree = grow(random(seed), 2 + (seed % 5));
    const expected: string[] = [], log: string[] = [];
    let want: unknown, got: unknown;
    try { want = plainly(tree, expected); } catch (e) { want = `error ${(e as Error).message}`; threw++; }
    if (expected.some((x) => x.startsWith("w"))) waited++;
    try { got = await decided({ seed }, function* (): Body { let $1; return ($1 = $ss.frame(suspending(tree, log)), S.f) ? yield 0 : $1; }); }
    catch (e) { got = `error ${(e as Error).message}`; }
    assert.equal([got, log], [want, expected], `seed ${seed}`);
  }
  assert.ok(threw > SEEDS / 20 && waited > SEEDS / 4, `the trees must throw (${threw}) and wait (${waited}) often enough to prove something`);
});

test("recursion 100,000 deep, suspended at the bottom, and an error through all of it", async () => {
  function* deep(n: number, c: any, fail: boolean): Body {
    let $1: any;
    if (n === 0) {
      $1 = ($1 = $ss.call0("c.recv", c.recv, c), S.f) ? yield 0 : $1;
      if (fail) throw new Error(`from ${$1}`);
      return $1;
    }
    return ((($1 = $ss.frame(deep(n - 1, c, fail)), S.f) ? yield 0 : $1) as number) + 1;
  }
  const run = (fail: boolean) => main100k(deep, fail);
  assert.is(await run(false), 100_007);
  try { await run(true); assert.unreachable("must throw"); } catch (e) { assert.is((e as Error).message, "from 7"); }
});

async function main100k(deep: (n: number, c: any, fail: boolean) => Body, fail: boolean): Promise<number> {
  return $ss.run(-1, $ss.closure(function* (): Body {
    let $1;
    const c = $ss.chan<number>(-1, 0);
    $ss.spawn(-1, sender(c, 7));
    return ($1 = $ss.frame(deep(100_000, c, fail)), S.f) ? yield 0 : $1;
  }, "main") as () => number);
}

test("a body that ends although something suspended below it is an error, not a wrong value", async () => {
  const c = $ss.chan<number>(-1, 0);
  try {
    await $ss.run(-1, $ss.closure(function* (): Body {
      let $1;
      return ($1 = $ss.frame((function* (): Body {
        $ss.call0("c.recv", c.recv, c); // the flag is not tested
        return 1;
      })()), S.f) ? yield 0 : $1;
    }, "main") as () => number);
    assert.unreachable("must throw");
  } catch (e) { assert.is((e as { code?: string }).code, "SY9002"); }
});

test("calling what is no function: the native words, after the arguments", async () => {
  const seen: string[] = [];
  for (const bad of [undefined, null, 3, {}]) {
    try {
      await $ss.run(-1, $ss.closure(function* (): Body {
        let $1;
        return ($1 = $ss.call1("o.m", bad, undefined, seen.push("argument")), S.f) ? yield 0 : $1;
      }, "main") as () => number);
      assert.unreachable("must throw");
    } catch (e) {
      assert.instance(e, TypeError);
      assert.is((e as Error).message, "o.m is not a function");
    }
  }
  assert.is(seen.length, 4);
});

test.run();
