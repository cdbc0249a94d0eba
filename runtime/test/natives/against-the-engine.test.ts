/**
 * Every entry against the built-in it stands for, over random inputs: the built-in with plain callbacks, the entry in a goroutine with callbacks that suspend, under seeds. Equal must be value or error
 * (with its words), and the trace of all that is observable: calls of callbacks with `this` and arguments, of comparators, iterators and species, and each trap of a proxy that stands for a receiver,
 * a result or a callback's result. `SEED=n` repeats one; `STRESS=1` runs more. `NAME=text` picks built-ins.
 */
import { test } from "uvu";
import { fn as functionExpression } from "../../dist/cjs/core/closures.js";
import { gosched } from "../../dist/cjs/core/give-way.js";
import "../../dist/cjs/internal/v1.js";
import { constructors, nativeOf } from "../../dist/cjs/natives/attach.js";
import { constructorNames, names } from "../../dist/cjs/natives/names.js";
import { abi, handDriven, op, run, setChoices, type Op } from "../hand-driven";

type Fn = (this: any, ...args: any[]) => any;

class Random {
  #x: number;
  constructor(seed: number) { this.#x = (Math.imul(seed + 1, 0x85ebca6b) ^ 0xc2b2ae35) | 1; for (let i = 0; i < 3; i++) this.below(2); }
  below(n: number): number {
    let x = this.#x;
    x ^= x << 13; x ^= x >>> 17; x ^= x << 5;
    this.#x = x;
    return ((Math.imul(x, 0x9e3779b1) >>> 7) % n);
  }
  chance(n: number): boolean { return this.below(n) === 0; }
  of<T>(...list: T[]): T { return list[this.below(list.length)]!; }
}

/** One run of one sample: the same random numbers in both worlds, so the inputs are the same. */
class World {
  readonly log: string[] = [];
  readonly random: Random;
  #ids = new Map<object, number>();
  constructor(seed: number, readonly blocking: boolean) { this.random = new Random(seed); }

  note(...parts: unknown[]): void {
    if (this.log.length < 4000) this.log.push(parts.map((p) => this.show(p)).join(" "));
  }

  /** A callback: suspends now and then in the blocking world. */
  fn(name: string, body: Fn, hushed = false): Fn {
    const world = this;
    const f: Fn = function (this: unknown, ...args: unknown[]) {
      if (!hushed) world.note(name, "this", this, ...args);
      return Reflect.apply(body, this, args);
    };
    if (!this.blocking) return f;
    let n = 0;
    return functionExpression(function* (this: unknown, ...args: unknown[]): Op {
      if (n++ % 3 !== 1) yield* op(gosched);
      return Reflect.apply(f, this, args);
    }, "") as Fn;
  }

  /** A value as text that runs no user code. */
  show(x: unknown, depth = 0): string {
    if (typeof x === "string") return JSON.stringify(x);
    if (typeof x === "bigint") return `${x}n`;
    if (typeof x === "function") return "function";
    if (typeof x !== "object" || x === null) return Object.is(x, -0) ? "-0" : String(x);
    if (proxies.has(x)) return "proxy";
    if (x === globalThis) return "global";
    const seen = this.#ids.get(x);
    if (depth > 0 && seen !== undefined) return `#${seen}`;
    if (seen === undefined) this.#ids.set(x, this.#ids.size);
    if (depth > 4) return "…";
    const kind = Object.prototype.toString.call(Object.isFrozen(x) ? x : x);
    const inner: string[] = [];
    if (x instanceof Map) for (const [k, v] of [...Map.prototype.entries.call(x)]) inner.push(`${this.show(k, depth + 1)}=>${this.show(v, depth + 1)}`);
    if (x instanceof Set) for (const v of [...Set.prototype.values.call(x)]) inner.push(this.show(v, depth + 1));
    if (x instanceof Number || x instanceof String || x instanceof Boolean) inner.push(this.show(x.valueOf(), depth + 1));
    for (const k of Reflect.ownKeys(x)) {
      const d = Reflect.getOwnPropertyDescriptor(x, k)!;
      if (k === "stack") continue;
      inner.push(`${String(k)}:${d.get !== undefined ? "get" : this.show(d.value, depth + 1)}${d.writable === false ? "!" : ""}`);
    }
    const proto: unknown = Object.getPrototypeOf(x);
    return `${kind}<${proto === null ? "null" : ((proto as { constructor?: { name?: string } }).constructor?.name ?? "?")}>{${inner.join(", ")}}`;
  }

  /** A proxy that notes every trap. */
  traced<T extends object>(target: T, name: string): T {
    const world = this, handler: Record<string, unknown> = {};
    for (const trap of ["get", "set", "has", "deleteProperty", "defineProperty", "getOwnPropertyDescriptor", "ownKeys", "getPrototypeOf", "isExtensible", "preventExtensions", "setPrototypeOf"] as const) {
      handler[trap] = (t: T, ...rest: unknown[]): unknown => {
        world.note(name, trap, typeof rest[0] === "symbol" ? String(rest[0]) : rest[0]);
        return (Reflect[trap] as (...a: unknown[]) => unknown)(t, ...rest);
      };
    }
    const p = new Proxy(target, handler as ProxyHandler<T>);
    proxies.add(p);
    return p;
  }

  number(): unknown { const r = this.random; return r.of<unknown>(0, 1, 2, 3, 5, -1, -0, 2.5, NaN, undefined, null, "3", "b", r.below(50), r.below(9), true); }

  array(): unknown[] {
    const r = this.random, n = r.of(0, 1, 2, 3, 4, 6, 9), xs: unknown[] = new Array(n);
    for (let i = 0; i < n; i++) if (!r.chance(7)) xs[i] = this.number();
    return xs;
  }

  /** Something list-like: array, proxy, subclass, array-like, odd receiver. */
  list(): any {
    const r = this.random, xs = this.array(), note = (...parts: unknown[]): void => this.note(...parts);
    switch (r.below(14)) {
      case 0: return this.traced(xs, "list");
      case 1: { class Sub extends Array { constructor(...a: any[]) { super(...a); note("Sub", a.length); } } return Object.setPrototypeOf(xs, Sub.prototype); }
      case 2: return Object.assign(xs, { constructor: r.of<unknown>(undefined, null, 5, {}, { [Symbol.species]: null }, { [Symbol.species]: 5 }, { [Symbol.species]: class { made: unknown[]; constructor(...a: unknown[]) { note("species", ...a); this.made = a; } } }) });
      case 3: return { ...xs, length: r.of<unknown>(xs.length, String(xs.length), -1, NaN, 2.7, xs.length + 1, { valueOf: () => 2 }) };
      case 4: return this.traced({ ...xs, length: xs.length }, "like");
      case 5: return r.of<unknown>("abc", "", 5, true, null, undefined, Symbol.iterator, 1n);
      case 6: { const o = Object.assign(Object.create(xs), { length: xs.length }); return o; }
      case 7: { const p = Object.create(Array.prototype, { 1: { get() { note("inherited"); return 7; }, configurable: true } }); return Object.setPrototypeOf(xs, p); }
      case 8: return r.chance(2) ? Object.freeze(xs) : Object.preventExtensions(xs);
      case 9: { if (xs.length > 1) Object.defineProperty(xs, 1, { get() { note("getter"); return 4; }, set(v) { note("setter", v); }, configurable: true, enumerable: true }); return xs; }
      default: return xs;
    }
  }

  /** A callback over elements: looks, changes the list, throws. */
  visitor(list: any, results: (r: Random, value: unknown) => unknown): Fn {
    const r = this.random, throwsAt = r.chance(8) ? r.below(4) : -1, changesAt = r.chance(3) ? r.below(3) : -1, how = r.below(7), style = r.below(20);
    if (style === 0) return r.of<any>(undefined, null, 5, "x", {}, Symbol.iterator);
    let n = 0;
    return this.fn("callback", (...args) => {
      const at = n++;
      if (at === throwsAt) throw new Error(`at ${at}`);
      if (at === changesAt && Array.isArray(list) && Object.isExtensible(list)) {
        try {
          switch (how) {
            case 0: list.length = 1; break;
            case 1: list.push("new", "newer"); break;
            case 2: delete list[at + 1]; break;
            case 3: list[at + 1] = "changed"; break;
            case 4: list.shift(); break;
            case 5: list.unshift("first"); break;
            default: list.length = 0;
          }
        } catch (e) { this.note("change", (e as Error).message); }
      }
      return results(r, args[0]);
    });
  }

  iterable(item: () => unknown): unknown {
    const r = this.random, n = r.of(0, 1, 2, 4), items = Array.from({ length: n }, item);
    const style = r.below(14), world = this;
    if (style === 0) return r.of<unknown>(undefined, null, 5, {}, { [Symbol.iterator]: 5 }, { [Symbol.iterator]: undefined, length: 2, 0: 1 }, "abc", function () {}, true);
    if (style < 4) return r.of<unknown>(items, new Set(items), new Map(items.map((x) => [x, x])), this.traced(items, "items"));
    if (style === 4) return (function* () { yield* items; })();
    if (style === 5) return { length: n, ...items };
    const throwsAt = r.chance(6) ? r.below(4) : -1, bad = r.chance(8) ? r.below(4) : -1, leaving = r.below(7), what = r.below(4);
    let at = 0;
    const iterator: Record<string, unknown> = {
      next: this.fn("next", () => {
        const k = at++;
        if (k === throwsAt) throw new Error("next");
        if (k === bad) return r.of<unknown>(5, undefined, "x");
        return { get done() { world.note("done?"); return k >= n; }, get value() { world.note("value?"); return items[k]; } };
      }),
    };
    if (leaving === 1) iterator["return"] = this.fn("return", () => { throw new Error("return"); });
    else if (leaving === 2) iterator["return"] = this.fn("return", () => 5);
    else if (leaving === 3) iterator["return"] = 5;
    else if (leaving > 3) iterator["return"] = this.fn("return", () => ({}));
    if (r.chance(15)) iterator["next"] = r.of<unknown>(undefined, 5, "x", {});
    const object = r.chance(3) ? this.traced(iterator, "iterator") : iterator;
    if (what === 0) {
      if (this.random.chance(3)) iterator[Symbol.iterator as never] = this.fn("iterate", function (this: unknown) { return this; }) as never;
      return object;
    }
    return { [Symbol.iterator]: this.fn("iterate", () => (r.chance(20) ? 5 : object)) };
  }
}

const proxies = new WeakSet<object>();

type Sample = (w: World) => { self: unknown; args: unknown[]; after?: () => unknown };
const seeds = process.env.SEED ? [Number(process.env.SEED)] : Array.from({ length: process.env.STRESS ? 4000 : 400 }, (_, i) => i);
const chosen = (name: string): boolean => name.includes(process.env.NAME ?? "");
const tested = new Set<string>();

/** `call` runs the built-in, `enter` its entry in goroutine code. */
function compare(name: string, call: (w: World, sample: ReturnType<Sample>) => unknown, enter: (w: World, sample: ReturnType<Sample>) => Op, sample: Sample): void {
  tested.add(name);
  if (!chosen(name)) return;
  handDriven(`${name}: as the engine has it`, () => {
    for (const seed of seeds) {
      const [expected, actual] = [false, true].map((blocking) => {
        const w = new World(seed, blocking), s = sample(w);
        let outcome: string;
        if (blocking) setChoices({ seed });
        try {
          const v: unknown = blocking ? run(() => enter(w, s)) : call(w, s);
          outcome = `gives ${w.show(v)}`;
          if (v instanceof Promise) v.catch(() => {});
        } catch (e) {
          outcome = e instanceof Error ? `throws ${e.name}: ${e.message}` : `throws ${w.show(e)}`;
        } finally {
          setChoices(null);
        }
        return [...w.log, outcome, `after ${w.show(s.after?.())}`];
      }) as [string[], string[]];
      const at = expected.findIndex((line, i) => line !== actual[i]);
      if (at >= 0 || expected.length !== actual.length) {
        const k = at < 0 ? expected.length : at;
        throw new Error(`${name} seed ${seed}, line ${k}\n  before: ${expected.slice(Math.max(0, k - 3), k).join("\n          ")}\n  engine: ${expected[k]}\n  entry:  ${actual[k]}`);
      }
    }
  });
}

function built(path: string, sample: Sample): void {
  const native = nativeOf(path);
  if (native === undefined) { tested.add(path); return; }
  compare(path, (_, s) => Reflect.apply(native, s.self, s.args), (_, s) => op(native, s.self, ...s.args), sample);
}

const truth = (r: Random, v: unknown): unknown => r.of<unknown>(true, false, 0, "", "yes", v, {}, NaN);
const thisArg = (w: World): unknown[] => w.random.of<unknown[]>([], [], [{ that: 1 }], ["that"], [undefined], [null]);

for (const name of ["forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "filter"]) {
  built(`Array.prototype.${name}`, (w) => { const self = w.list(); return { self, args: [w.visitor(self, truth), ...thisArg(w)], after: () => self }; });
}
built("Array.prototype.map", (w) => { const self = w.list(); return { self, args: [w.visitor(self, (r, v) => r.of(v, 1, undefined, "x")), ...thisArg(w)], after: () => self }; });
built("Array.prototype.flatMap", (w) => { const self = w.list(); return { self, args: [w.visitor(self, (r, v) => r.of<unknown>(v, [v], [], [v, , [1]], w.traced([1, v], "made"), { length: 2 })), ...thisArg(w)], after: () => self }; });
for (const name of ["reduce", "reduceRight"]) built(`Array.prototype.${name}`, (w) => { const self = w.list(); return { self, args: [w.visitor(self, (r, v) => r.of<unknown>(v, 1, "acc")), ...w.random.of<unknown[]>([], [undefined], ["start"])], after: () => self }; });

/** Comparators: in order, reversed, contradicting themselves, odd results. */
function comparator(w: World): unknown {
  const r = w.random, style = r.below(12), throwsAt = r.chance(10) ? r.below(30) : -1, own = new Random(r.below(1000));
  if (style === 0) return r.of<unknown>(5, null, "x", {});
  let n = 0;
  const key = (x: unknown): number => { const v = Number(typeof x === "object" && x !== null ? (x as { k: number }).k : x); return Number.isNaN(v) ? 3.3 : v; };
  return w.fn("compare", (a, b) => {
    if (n++ === throwsAt) throw new Error("compare");
    switch (style) {
      case 1: return own.below(3) - 1;
      case 2: return r.of<unknown>(NaN, undefined, null, "1", "-1", -0.5, Infinity, true);
      case 3: return key(b) - key(a);
      case 4: return 0;
      case 5: return String(key(a) - key(b));
      case 6: return key(a) > key(b);
      case 7: return own.chance(20) ? Symbol("no") : key(a) - key(b);
      case 8: return -1;
      case 9: return 1;
      default: return key(a) - key(b);
    }
  });
}
/** Long lists with runs, so that runs are merged and gallops begin. */
function longList(w: World): unknown[] {
  const r = w.random, n = r.of(2, 10, 31, 32, 33, 63, 64, 65, 100, 200, 333), xs: unknown[] = [];
  const style = r.below(5);
  for (let i = 0; i < n; i++) xs.push(style === 0 ? r.below(1000) : style === 1 ? i : style === 2 ? n - i : style === 3 ? (i % 50) + r.below(2) : (i * 7) % (1 + r.below(40)));
  if (r.chance(4)) for (let i = 0; i < 5; i++) xs[r.below(n)] = undefined;
  if (r.chance(6)) delete xs[r.below(n)];
  return xs;
}
for (const name of ["sort", "toSorted"]) built(`Array.prototype.${name}`, (w) => { const self = w.random.chance(2) ? longList(w) : w.list(); return { self, args: [comparator(w)], after: () => self }; });

const kinds = [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint32Array, Float32Array, Float64Array, BigInt64Array, BigUint64Array] as unknown as (new (x?: unknown, at?: number) => any)[];

/** A typed array, perhaps a subclass, perhaps over a buffer that can shrink, or no typed array at all. */
function typed(w: World): any {
  const r = w.random, C = r.of(...kinds), big = C.name.startsWith("Big"), n = r.of(0, 1, 2, 3, 5, 8);
  const values = Array.from({ length: n }, () => (big ? BigInt(r.below(300)) : r.below(300) - 20 + (r.chance(3) ? 0.5 : 0)));
  const style = r.below(10), note = (...parts: unknown[]): void => w.note(...parts);
  if (style === 0) return r.of<unknown>([1], null, {}, new DataView(new ArrayBuffer(1)), w.traced(new C(values), "typed"));
  if (style === 1) { class Sub extends C { constructor(...a: any[]) { super(...(a as [])); note("Sub", typeof a[0] === "number" ? a[0] : "…"); } } return new Sub(values); }
  if (style === 2) {
    const species = r.of<unknown>(undefined, null, 5, {}, Array, r.of(...kinds), class extends C { constructor() { super(1); } });
    return Object.assign(new C(values), { constructor: r.of<unknown>(undefined, 5, { [Symbol.species]: species }, { [Symbol.species]: species }) });
  }
  if (style < 6 && "resizable" in ArrayBuffer.prototype) {
    const buffer = new (ArrayBuffer as any)(n * 8, { maxByteLength: 128 });
    const made = r.chance(2) ? new (C as any)(buffer) : new (C as any)(buffer, 0, n);
    for (let i = 0; i < n; i++) made[i] = values[i];
    return made;
  }
  return new C(values);
}
function typedVisitor(w: World, self: any, results: (r: Random, v: unknown) => unknown): Fn {
  const r = w.random, throwsAt = r.chance(8) ? r.below(4) : -1, at0 = r.below(3), how = r.below(6);
  if (r.chance(20)) return r.of<any>(undefined, 5, {});
  let n = 0;
  return w.fn("callback", (...args) => {
    const at = n++;
    if (at === throwsAt) throw new Error("thrown");
    if (at === at0 && ArrayBuffer.isView(self)) {
      try {
        if (how === 0) (self.buffer as any).resize(8);
        if (how === 1) (self.buffer as any).resize(0);
        if (how === 2) (self.buffer as any).resize(128);
        if (how === 3) structuredClone(self.buffer, { transfer: [self.buffer as ArrayBuffer] });
        if (how === 4) (self as any)[at + 1] = args[0];
      } catch (e) { w.note("change", (e as Error).name); }
    }
    return results(r, args[0]);
  });
}
for (const name of ["forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "filter"]) {
  built(`TypedArray.prototype.${name}`, (w) => { const self = typed(w); return { self, args: [typedVisitor(w, self, truth), ...thisArg(w)], after: () => self }; });
}
built("TypedArray.prototype.map", (w) => { const self = typed(w); return { self, args: [typedVisitor(w, self, (r, v) => (r.chance(9) ? r.of<unknown>(Symbol("s"), "7", 3n, null) : v)), ...thisArg(w)], after: () => self }; });
for (const name of ["reduce", "reduceRight"]) built(`TypedArray.prototype.${name}`, (w) => { const self = typed(w); return { self, args: [typedVisitor(w, self, (r, v) => r.of<unknown>(v, 1, "acc")), ...w.random.of<unknown[]>([], [undefined], ["start"])], after: () => self }; });
for (const name of ["sort", "toSorted"]) built(`TypedArray.prototype.${name}`, (w) => {
  const self = w.random.chance(2) ? typed(w) : Float64Array.from(longList(w).map(Number));
  const compare = comparator(w), shrinks = w.random.chance(4);
  let n = 0;
  return { self, args: [typeof compare === "function" && shrinks ? w.fn("shrink", (a, b) => { if (n++ === 2) try { self.buffer.resize(8); } catch { /* cannot */ } return Number(a) - Number(b); }) : compare], after: () => self };
});

const mapper = (w: World): unknown[] => { const r = w.random; return r.of<unknown[]>([], [undefined], [r.of<unknown>(null, 5, {})], [w.visitor(undefined, (q, v) => q.of<unknown>(v, 1, [v]))], [w.visitor(undefined, (q, v) => q.of<unknown>(v, 2)), { that: 1 }]); };
built("Array.from", (w) => {
  const r = w.random;
  class Sub extends Array { constructor(...a: any[]) { super(...a); w.note("Sub", ...a); } }
  class Frozen { constructor(...a: unknown[]) { w.note("Frozen", ...a); return Object.freeze(this); } }
  return { self: r.of<unknown>(Array, Array, Sub, undefined, Object, (n: number) => n, Frozen, Math.max), args: [r.chance(3) ? w.list() : w.iterable(() => w.number()), ...mapper(w)] };
});
built("TypedArray.from", (w) => {
  const r = w.random;
  class Sub extends Uint8Array { constructor(...a: any[]) { super(...(a as [])); w.note("Sub", ...a); } }
  class Short extends Uint8Array { constructor() { super(1); } }
  return { self: r.of<unknown>(Uint8Array, Float64Array, BigInt64Array, Sub, Short, Array, undefined, {}, Math.max), args: [r.chance(3) ? w.list() : w.iterable(() => w.number()), ...mapper(w)] };
});
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

/** A pattern: string, RegExp, subclass, object with the method, odd. */
function pattern(w: World, plainExec = false): any {
  const r = w.random;
  const re = new RegExp(r.of("b", "a|b", "(?<x>b)(c)?", "$", "(?:)", "[ab]+", "(a)|(c)", "😀?", "."), r.of("", "g", "g", "y", "gy", "u", "gu", "i", "gs"));
  if (r.chance(3)) re.lastIndex = r.below(4);
  switch (r.below(9)) {
    case 0: return r.of<unknown>("b", "", "ab", "nope", 1, null, undefined, true, { toString() { w.note("pattern toString"); return "b"; } });
    case 1: { class Own extends RegExp { override exec(s: string): any { w.note("exec", s); const m = super.exec(s); return m !== null && r.chance(3) ? Object.assign(m, { 0: "b", index: r.of<unknown>(1, -1, 99, "1", NaN), groups: r.of<unknown>(undefined, null, { g: 1 }) }) : m; } } return new Own(re.source, re.flags); }
    case 2: { if (plainExec) return re; const left = [r.below(3)]; return Object.assign(re, { exec: w.fn("exec", () => (left[0]!-- > 0 ? r.of<unknown>({ index: 1, length: 2, 0: "b", 1: undefined }, w.traced({ index: 0, length: 1, 0: "a", groups: undefined }, "result"), null) : r.of<unknown>(null, null, null, null, 5, undefined))) }); }
    case 3: return { [Symbol.replace]: w.fn("own replace", (s, f) => [s, typeof f]), [Symbol.split]: w.fn("own split", (...a) => a), [Symbol.search]: w.fn("own search", (...a) => a), [Symbol.match]: w.fn("own match", (...a) => a), [Symbol.matchAll]: w.fn("own matchAll", (...a) => a), flags: "g" };
    case 4: return w.traced({ [Symbol.replace]: undefined, toString: () => "b" }, "pattern");
    case 5: return Object.freeze(re);
    default: return re;
  }
}
const replacer = (w: World): unknown => { const r = w.random; return r.chance(12) ? r.of<unknown>("<$&>", undefined, 5, "$1|$2|$12|$0", "$<x>$<g", "$`-$'$$$") : w.visitor(undefined, (q) => q.of<unknown>("x", "", "$&", 5, undefined, null, { toString: () => "o" }, q.chance(9) ? Symbol("s") : "y")); };
for (const name of ["replace", "replaceAll"]) built(`String.prototype.${name}`, (w) => { const p = pattern(w); return { self: w.random.of<unknown>("abcabc", "", "b", 12121, "😀b😀", w.random.chance(4) ? null : "aabb"), args: [p, replacer(w)], after: () => (p instanceof RegExp ? p.lastIndex : 0) }; });
built("RegExp.prototype.@@replace", (w) => { const p = pattern(w); return { self: w.random.chance(4) ? w.traced(p !== null && typeof p === "object" ? p : {}, "rx") : p, args: [w.random.of<unknown>("abcabc", "", "b", 121, undefined, "😀b😀"), replacer(w)], after: () => (p instanceof RegExp ? p.lastIndex : 0) }; });
for (const name of ["@@match", "@@search", "test"]) built(`RegExp.prototype.${name}`, (w) => { const p = pattern(w); return { self: w.random.chance(4) ? w.traced(p !== null && typeof p === "object" ? p : {}, "rx") : p, args: [w.random.of<unknown>("abcabc", "", "b", 121, undefined, "😀b😀")], after: () => (p instanceof RegExp ? p.lastIndex : 0) }; });
// The iterator of matchAll, and split, call an `exec` of the user's natively: it must not wait.
for (const name of ["match", "matchAll", "search", "split"]) built(`String.prototype.${name}`, (w) => { const p = pattern(w, name === "matchAll" || name === "split"); return { self: w.random.of<unknown>("abcabc", "", "b", 12121, w.random.chance(4) ? null : "aabb"), args: [p, w.random.of(undefined, 2)], after: () => (p instanceof RegExp ? p.lastIndex : 0) }; });

/** A value for JSON: nested, with toJSON, getters, boxes, circles, proxies. */
function json(w: World, depth = 0): any {
  const r = w.random;
  const leaf = (): unknown => r.of<unknown>(1, -0, NaN, "s", "\u2028\ud800\"", true, null, undefined, Symbol("s"), () => 1, new Number(3), new String("boxed"), Object(false), new Date(0), r.chance(9) ? 5n : 2, r.chance(9) ? Object(5n) : 3, Object.assign(new Number(3), { valueOf: () => 7, toString: () => "8" }), /r/, new Map([[1, 2]]));
  if (depth > 3 || r.chance(4)) return leaf();
  const items = Array.from({ length: r.below(4) }, () => json(w, depth + 1));
  let made: any = r.chance(2) ? items : Object.fromEntries(items.map((v, i) => [r.of("a", "b", "10", "2", `k${i}`, "a-b"), v]));
  if (r.chance(8)) made = Object.assign(new (class Point { x = 1; })(), made);
  if (r.chance(5)) made.toJSON = r.chance(5) ? r.of<unknown>(5, null) : w.fn("toJSON", function (this: any, k) { w.note(k); return r.of<unknown>(this === made ? "made" : "other", { j: 1 }, undefined, 1); });
  if (r.chance(9)) Object.defineProperty(made, "got", { enumerable: true, get() { w.note("got"); return leaf(); } });
  if (r.chance(9)) made[Array.isArray(made) ? 0 : "self"] = made;
  if (r.chance(12)) { const mid: any = { made }; made.deep = { more: { mid, made: r.chance(2) ? mid : 1 } }; }
  return r.chance(8) ? w.traced(made, "json") : made;
}
built("JSON.stringify", (w) => {
  const r = w.random, value = json(w);
  const f = w.visitor(undefined, () => 1), by = typeof f === "function" ? w.fn("replacer", function (this: unknown, k, v) { w.note(this, k); if (r.chance(30)) throw new Error("thrown"); return r.of<unknown>(v, v, v, v, v, undefined, 1, new String("n")); }, true) : undefined;
  return { self: JSON, args: [value, r.of<unknown>(by, by, undefined, null, ["a", 10, "b", "a", new String("k1"), {}], w.traced(["a", "self"], "names"), 5), r.of<unknown>(undefined, 0, 2, 20, -1, "--", "0123456789abc", new Number(3), new String(" "), true, 1.9)] };
});
built("JSON.parse", (w) => {
  const r = w.random;
  const text = r.of<unknown>('{"a":[1,2,{"b":null}],"c":"x","2":{},"1":[[]],"__proto__":3}', "[1,-0,1e3,true]", "5", '"s"', "{", "", null, 12, '{"a":1,"a":2}', undefined, "[[[[1]]],2]");
  const fn = w.fn("reviver", function (this: any, k: string, v: any, ...more: unknown[]) {
    w.note(this, k, more);
    if (r.chance(25)) throw new Error("thrown");
    if (r.chance(6) && typeof this === "object" && k !== "") { const other = Object.keys(this)[r.below(3)]; if (other !== undefined) { if (r.chance(2)) delete this[other]; else this[other] = r.of<unknown>("put", [7], 1); } }
    if (r.chance(20) && typeof this === "object") Object.freeze(this);
    if (r.chance(20) && Array.isArray(this)) this.length = 0;
    return r.of<unknown>(v, v, v, undefined, "made", v, [1], w.random.chance(6) ? w.traced({ p: 1 }, "revived") : v);
  }, true);
  return { self: JSON, args: [text, r.chance(9) ? r.of<unknown>(5, undefined, {}) : fn] };
});

// Iterator helpers: made, then stepped by `next` and `return`.
function iteratorFor(w: World): any {
  const r = w.random, it = w.iterable(() => r.of<unknown>(w.number(), [1, 2], "ab", [w.number()])) as any;
  if (r.chance(3)) return it;
  try {
    return it !== null && typeof it === "object" && typeof it[Symbol.iterator] === "function" ? (w.blocking ? it : it) : it;
  } catch { return it; }
}
for (const [name, args] of [
  ["map", (w: World) => [w.visitor(undefined, (r, v) => r.of<unknown>(v, 1))]], ["filter", (w: World) => [w.visitor(undefined, truth)]],
  ["flatMap", (w: World) => [w.visitor(undefined, (r, v) => (r.chance(3) ? w.iterable(() => w.number()) : r.of<unknown>([v], [v, 1], [], "ab", 5, v)))]],
  ["take", (w: World) => [w.random.of<unknown>(0, 1, 2, 3.7, Infinity, -1, NaN, undefined, "2", { valueOf() { throw new Error("limit"); } }, 1n, Symbol("s"))]],
  ["drop", (w: World) => [w.random.of<unknown>(0, 1, 2, 3.7, Infinity, -1, NaN, undefined, "2", { valueOf() { throw new Error("limit"); } }, 1n, Symbol("s"))]],
] as [string, (w: World) => unknown[]][]) {
  const path = `Iterator.prototype.${name}`, native = nativeOf(path);
  tested.add(path);
  if (native === undefined) continue;
  const plan = (w: World): string[] => Array.from({ length: w.random.below(6) }, () => w.random.of("next", "next", "next", "next", "return"));
  const seen = (w: World, f: () => any): void => { try { const x = f(); w.note("step", x); } catch (e) { w.note("threw", (e as Error).name, (e as Error).message); } };
  for (const mixed of [false, true]) {
    if (mixed && name === "flatMap") continue;
    compare(`${path}${mixed ? ", stepped natively" : ""}`, (w, s) => {
      const h = native.apply(s.self, s.args);
      w.note(Object.prototype.toString.call(h));
      for (const step of plan(w)) seen(w, () => h[step]());
      return h;
    }, function* (w, s): Op {
      const h = yield* op(native, s.self, ...s.args);
      w.note(Object.prototype.toString.call(h));
      for (const step of plan(w)) {
        try { w.note("step", mixed && !w.blocking ? h[step]() : yield* op(h[step], h)); } catch (e) { w.note("threw", (e as Error).name, (e as Error).message); }
      }
      return h;
    }, (w) => ({ self: iteratorFor(w), args: args(w) }));
  }
}
for (const [name, args] of [
  ["toArray", () => []], ["forEach", (w: World) => [w.visitor(undefined, truth)]], ["some", (w: World) => [w.visitor(undefined, truth)]], ["every", (w: World) => [w.visitor(undefined, truth)]],
  ["find", (w: World) => [w.visitor(undefined, truth)]], ["reduce", (w: World) => [w.visitor(undefined, (r, v) => r.of<unknown>(v, 1)), ...w.random.of<unknown[]>([], [undefined], ["start"])]],
] as [string, (w: World) => unknown[]][]) built(`Iterator.prototype.${name}`, (w) => ({ self: iteratorFor(w), args: args(w) }));
{
  const path = "Iterator.from", native = nativeOf(path);
  tested.add(path);
  if (native !== undefined) compare(path, (w, s) => {
    const it = native.apply(s.self, s.args);
    for (let i = 0; i < 3; i++) try { w.note(it.next("ignored")); } catch (e) { w.note("threw", (e as Error).message); }
    try { w.note(it.return?.()); } catch (e) { w.note("threw", (e as Error).message); }
    return Object.prototype.toString.call(it);
  }, function* (w, s): Op {
    const it = yield* op(native, s.self, ...s.args);
    for (let i = 0; i < 3; i++) try { w.note(yield* op(it.next, it, "ignored")); } catch (e) { w.note("threw", (e as Error).message.replace(/^f is/, "it.next is")); }
    try { const leave = it.return; w.note(leave === undefined || leave === null ? undefined : yield* op(leave, it)); } catch (e) { w.note("threw", (e as Error).message.replace(/^f is/, "it.return is")); }
    return Object.prototype.toString.call(it);
  }, (w) => ({ self: undefined, args: [w.iterable(() => w.number())] }));
}

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
for (const C of kinds) {
  compare(`new ${C.name}`, (_, s) => Reflect.construct(C, s.args, s.self as never), (_, s) => abi(constructors.get(C)!, s.args, s.self), (w) => {
    const r = w.random;
    class Sub extends C {}
    return { self: r.of<unknown>(C, Sub), args: r.of<unknown[]>([w.iterable(() => (C.name.startsWith("Big") && !r.chance(6) ? 5n : w.number()))], [w.list()], [], [3], [new ArrayBuffer(16), 8], [Uint8Array.of(1, 2)]) };
  });
}
built("Promise.try", (w) => ({ self: w.random.of<unknown>(Promise, class P extends Promise<unknown> {}, 5, Object), args: [w.visitor(undefined, () => 1), 1, 2] }));
for (const name of ["Function.prototype.call", "Function.prototype.apply", "Reflect.apply"]) {
  built(name, (w) => {
    const r = w.random, f = w.fn("callback", () => r.of<unknown>(1, {})), list = r.of<unknown>([1, 2], [], undefined, null, { length: 2, 0: "a" }, 5, "ab", w.traced([1, 2], "args"), { get length() { w.note("length"); return 1; } });
    const that = r.of<unknown>({ that: 1 }, 5, undefined);
    return name === "Reflect.apply" ? { self: undefined, args: [f, that, list] } : { self: f, args: name.endsWith("call") ? r.of<unknown[]>([that, 1, 2], []) : r.of<unknown[]>([that, list], [that], []) };
  });
}
tested.add("Function.prototype.bind"); // natives.test.ts
tested.add("Reflect.construct"); // fixtures/constructs/constructors.ts
// fixtures/constructs/natives.ts and, with receivers and arguments of all kinds, fixtures/built-ins.test.ts
for (const name of names) if (/^Promise\.(all|allSettled|any|race)$|^RegExp\.prototype\.@@(matchAll|split)$|^Set\.prototype\.(?!forEach)/.test(name)) tested.add(name);

test("every entry is compared", () => {
  for (const name of [...names, ...constructorNames.map((n) => `new ${n}`)]) if (!tested.has(name)) throw new Error(`${name} is not compared`);
});

test.run();
