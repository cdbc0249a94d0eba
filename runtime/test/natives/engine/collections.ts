/** Map and Set, what makes objects and maps of an iterable, and the constructors of collections and of promises. */
import { constructors, nativeOf } from "../../../dist/cjs/natives/attach.js";
import { constructorNames } from "../../../dist/cjs/natives/names.js";
import { abi } from "../../hand-driven";
import { built, compare } from "./compare";
import { thisArg, type World } from "./world";

const pair = (w: World) => (): unknown => { const r = w.random; return r.chance(9) ? r.of<unknown>(5, "ab", null, undefined, {}, Symbol("s")) : r.of<unknown>([w.number(), w.number()], { 0: r.of<unknown>("k", Symbol.iterator, 1), get 1() { w.note("get 1"); return 2; } }, [{ toString() { w.note("toString"); return "key"; } }, 1], w.traced(["a", 1], "pair"), [r.chance(4) ? { [Symbol.toPrimitive]() { throw new Error("key"); } } : "z", 3]); };
built("Object.fromEntries", (w) => ({ self: Object, args: [w.iterable(pair(w))] }));
for (const name of ["Object.groupBy", "Map.groupBy"]) built(name, (w) => ({ self: undefined, args: [w.iterable(() => w.number()), w.visitor(undefined, (r, v) => r.of<unknown>(v, "a", "b", Symbol.iterator, -0, { toString: () => "o" }, r.chance(9) ? { toString() { throw new Error("key"); } } : 1))] }));
for (const [name, make] of [["Map", (w: World) => new Map([...w.array()].map((x) => [x, x]))], ["Set", (w: World) => new Set(w.array())]] as const) {
  built(`${name}.prototype.forEach`, (w) => {
    const self: any = w.random.chance(10) ? w.random.of<unknown>({}, [], null, new WeakMap()) : make(w), r = w.random;
    const fn = w.random.chance(12) ? 5 : w.fn("callback", (_, k) => {
      if (r.chance(3)) self.delete(k);
      if (r.chance(3)) self.delete(r.below(5));
      if (r.chance(4) && self.size < 20) (self.set ?? self.add).call(self, r.below(50), "new");
      if (r.chance(15)) self.clear();
      if (r.chance(12)) throw new Error("thrown");
    });
    return { self, args: [fn, ...thisArg(w)], after: () => self };
  });
}
built("Map.prototype.getOrInsertComputed", (w) => { const self: any = w.random.chance(6) ? {} : new Map([...w.array()].map((x) => [x, 1])); return { self, args: [w.number(), w.visitor(undefined, (r, v) => { if (r.chance(2)) self.set(v, "other"); return v; })], after: () => self }; });

// Construct entries.
for (const name of constructorNames) {
  const native = nativeOf(name) as unknown as new (...args: unknown[]) => object;
  compare(`new ${name}`, (_, s) => Reflect.construct(native, s.args, s.self as never), (_, s) => abi(constructors.get(native)!, s.args, s.self), (w) => {
    const r = w.random, weak = name.startsWith("Weak"), key = name.endsWith("Set") ? "add" : "set";
    class Sub extends native {}
    if (name !== "Promise" && r.chance(2)) {
      const inherited = (native.prototype as any)[key];
      const f = w.fn(key, function (this: unknown, ...args) { if (r.chance(9)) throw new Error(key); return inherited.apply(this, args); });
      Object.defineProperty(Sub.prototype, key, r.chance(6) ? { value: r.of<unknown>(5, undefined, null, {}), configurable: true } : r.chance(3) ? { get() { w.note("adder"); return f; }, configurable: true } : { value: f, configurable: true });
    }
    const self = r.of<unknown>(native, Sub, Sub);
    if (name === "Promise") {
      const executor = r.chance(6) ? r.of<unknown>(undefined, 5, {}) : w.fn("executor", (ok, no) => { if (r.chance(2)) ok(1); if (r.chance(2)) no(new Error("no")); if (r.chance(4)) throw new Error("thrown"); });
      return { self, args: [executor] };
    }
    const item = key === "add" ? (weak ? () => r.of<unknown>({}, [], r.chance(9) ? 5 : {}) : () => w.number()) : weak ? () => r.of<unknown>([{}, 1], [[], 2], r.chance(9) ? [1, 2] : [{}, 3], r.chance(9) ? 5 : [{}, 3]) : pair(w);
    return { self, args: r.chance(12) ? [] : [w.iterable(item)] };
  });
}
