/** What the samples are made of: random inputs of every kind, callbacks that note their calls and suspend in one of the two worlds, proxies that note their traps. */
import { fn as functionExpression } from "../../../dist/cjs/core/closures.js";
import { gosched } from "../../../dist/cjs/core/give-way.js";
import { op, type Op } from "../../hand-driven";

export type Fn = (this: any, ...args: any[]) => any;

export class Random {
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

const proxies = new WeakSet<object>();

/** One run of one sample: the same random numbers in both worlds, so the inputs are the same. */
export class World {
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

/** What callbacks that decide give, and the arguments behind a callback. */
export const truth = (r: Random, v: unknown): unknown => r.of<unknown>(true, false, 0, "", "yes", v, {}, NaN);
export const thisArg = (w: World): unknown[] => w.random.of<unknown[]>([], [], [{ that: 1 }], ["that"], [undefined], [null]);

/** The arguments of `from` behind its first. */
export const mapper = (w: World): unknown[] => { const r = w.random; return r.of<unknown[]>([], [undefined], [r.of<unknown>(null, 5, {})], [w.visitor(undefined, (q, v) => q.of<unknown>(v, 1, [v]))], [w.visitor(undefined, (q, v) => q.of<unknown>(v, 2)), { that: 1 }]); };
