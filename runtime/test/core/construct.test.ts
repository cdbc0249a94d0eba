// Constructors as frames (core/construct.ts): both hidden phases, plain callers, functions as constructors, stamping, what `new` throws.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { chan, gosched } from "sansync";
import { $ss, decided, main, S, SEEDS, type Body } from "./shape";

type Any = any; // eslint-disable-line @typescript-eslint/no-explicit-any
const wait = (): unknown => $ss.call0("gosched", gosched, undefined);

/** A class in the shape the compiler emits: fields first, then the body. */
function classes(log: unknown[]) {
  class Base {
    static { $ss.constructs(this, 4, "body"); }
    field = log.push("field");
    x: Any;
    constructor(_x?: number) { return $ss.made(Base, arguments as never, new.target, this) as Base; }
    *body(_C: unknown, target: Any, x: number): Body {
      log.push(["base", target.name]);
      wait(); if (S.f) yield -1;
      (this as Any).x = x;
      return this;
    }
  }
  class Derived extends Base {
    static { $ss.constructs(this, 5, "body"); }
    #own = log.push("own");
    // @ts-ignore the engine allows it
    constructor(_a?: number) {
      if ((arguments as Any)[0] !== $ss.STAMP) return $ss.made(Derived, arguments as never, new.target) as Derived;
      super(...([(arguments as Any)[1], (arguments as Any)[2]] as Any));
    }
    // @ts-ignore another signature than the parent's, which is gone by then
    *body(C: Any, target: Any, self: Any, a: number): Body {
      let $1: Any;
      self = $ss.bound(($1 = $ss.superCall(C, target, a * 2), S.f) ? yield -1 : $1, self);
      $ss.stamp(C, self as object);
      wait(); if (S.f) yield -1;
      return self;
    }
    own(): number { return this.#own; }
  }
  class Passes extends Derived { static { $ss.constructs(this, 1); } }
  return { Base, Derived, Passes };
}

test("under any schedule: object, fields, body; the parent before own fields", async () => {
  for (let seed = 0; seed < Math.min(SEEDS, 100); seed++) {
    const log: unknown[] = [];
    const { Base, Derived, Passes } = classes(log);
    const made = await decided<Any[]>({ seed }, function* () {
      let $1: Any;
      const a = ($1 = $ss.newCall("Base", Base, 1), S.f) ? yield -1 : $1;
      const b = ($1 = $ss.newCall("Passes", Passes, 2), S.f) ? yield -1 : $1;
      return [a, b];
    });
    assert.equal(log, ["field", ["base", "Base"], "field", ["base", "Passes"], "own"], `seed ${seed}`);
    assert.is(made[0].x, 1);
    assert.is(made[1].x, 4);
    assert.ok(made[0] instanceof Base && !(made[0] instanceof Derived) && made[1] instanceof Passes);
    assert.is(made[1].own(), 5);
    assert.equal(Object.getOwnPropertyNames(Base.prototype), ["constructor"]);
    assert.equal(Reflect.ownKeys(Passes), ["length", "name", "prototype"]);
  }
});

test("plain callers: the body on the spot, SY5005 if it parks", () => {
  const ch = chan<number>();
  class Waits {
    static { $ss.constructs(this, 0, "body"); }
    constructor() { return $ss.made(Waits, arguments as never, new.target, this) as Waits; }
    *body(): Body { $ss.recv("ch.recv", ch.recv, ch); if (S.f) yield -1; return this; }
  }
  class Runs {
    static { $ss.constructs(this, 0, "body"); }
    v = 1;
    constructor() { return $ss.made(Runs, arguments as never, new.target, this) as Runs; }
    *body(): Body { (this as Any).v++; return this; }
  }
  assert.throws(() => new Waits(), (e: Any) => e.code === "SY5005");
  ch.close();
  assert.is(new Runs().v, 2);
  assert.ok(Reflect.construct(Runs, [], Map) instanceof Map, "new.target decides the prototype");
});

test("functions: new.target belongs to the frame it was made for, however late it starts", async () => {
  for (let seed = 0; seed < Math.min(SEEDS, 100); seed++) {
    function F(this: Any): unknown { return $ss.plain((($ss.constructing(F$frame, new.target) as Any).call(this)), new.target); }
    function F$frame(this: Any): Body { const target = $ss.newTarget(F$frame); return (function* (this: Any): Body { wait(); if (S.f) yield -1; this.t = target; return 1; }).call(this); }
    $ss.entry(F, F$frame);
    const [made, called] = await decided<Any[]>({ seed }, function* () {
      let $1: Any;
      const made = ($1 = $ss.newCall("F", F), S.f) ? yield -1 : $1, other: Any = {};
      $ss.call0("F", F, other); if (S.f) yield -1;
      return [made, other];
    });
    assert.is(made.t, F, `seed ${seed}`);
    assert.is(called.t, undefined);
    assert.ok(made instanceof (F as Any));
  }
  function G(this: Any): unknown { return $ss.plain((($ss.constructing(G$frame, new.target) as Any).call(this)), new.target); }
  function G$frame(this: Any): Body { const target = $ss.newTarget(G$frame); return (function* (this: Any): Body { this.t = target; }).call(this); }
  assert.is(new (G as Any)().t, G);
});

test("stamping below a built-in changes nobody's parent, and a frozen class is told so", async () => {
  class List extends Array<number> {
    static { $ss.constructs(this, 5, "body"); }
    #n = Object.getPrototypeOf(List) === Array;
    // @ts-ignore the engine allows it
    constructor() {
      if ((arguments as Any)[0] !== $ss.STAMP) return $ss.made(List, arguments as never, new.target) as List;
      super(...([(arguments as Any)[1], (arguments as Any)[2]] as Any));
    }
    *body(C: Any, target: Any, self: Any): Body {
      let $1: Any;
      self = $ss.bound(($1 = $ss.superCall(C, target, 3), S.f) ? yield -1 : $1, self);
      $ss.stamp(C, self as object);
      return self;
    }
    n(): boolean { return this.#n; }
  }
  const make = () => main<Any>(function* () { let $1: Any; return ($1 = $ss.newCall("List", List), S.f) ? yield -1 : $1; });
  const list = await make();
  assert.is(list.length, 3);
  assert.ok(list.n(), "the field sees the class's own parent");
  assert.is(Object.getPrototypeOf(List), Array);
  Object.freeze(List);
  let code: unknown;
  try { await make(); } catch (e) { code = (e as Any).code; }
  assert.is(code, "SY5018");
});

test("what new and super throw", async () => {
  const message = async (f: unknown): Promise<string> => { try { await main(function* () { let $1: Any; return ($1 = $ss.newCall("o.f", f, 1), S.f) ? yield -1 : $1; }); return ""; } catch (e) { return (e as Error).message; } };
  for (const f of [undefined, 1, {}, () => 1, { m() { return 1; } }.m, $ss.closure(function* () { return 1; }, "x"), async function () { return 1; }]) assert.is(await message(f), "o.f is not a constructor");
  assert.is(await message(Map), "number 1 is not iterable (cannot read property Symbol(Symbol.iterator))");
  assert.throws(() => $ss.bound({}, {}), /Super constructor may only be called once/);
  assert.throws(() => $ss.self(undefined), /Must call super constructor in derived class/);
  assert.throws(() => $ss.result(1, {}, true), /Derived constructors may only return object or undefined/);
  assert.is($ss.result(1, "this", false), "this");
  assert.throws(() => $ss.superCall(class X { }, Map, 1), /Super constructor null of X is not a constructor/);
});

test.run();
