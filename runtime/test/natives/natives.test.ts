/**
 * Built-ins with callbacks that block: each runs natively with a plain callback, and through its goroutine entry with a callback that parks now and then. Value, error and the
 * trace of everything observable (arguments, this, reads and writes of a proxy) must be equal.
 */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { chan } from "../../dist/cjs/chan/make.js";
import { closure, fn as functionExpression } from "../../dist/cjs/core/closures.js";
import { entryOf } from "../../dist/cjs/core/entry.js";
import { gosched } from "../../dist/cjs/core/give-way.js";
import "../../dist/cjs/natives/index.js";
import { nativeOf } from "../../dist/cjs/natives/attach.js";
import { names } from "../../dist/cjs/natives/names.js";
import { handDriven, op, recv, run, send, settle, start, type Op } from "../hand-driven";

/** A result as text; of the engine's own errors only the class, since the wording changes with its version. */
const text = (f: () => unknown): string => { try { return JSON.stringify(f()); } catch (e) { return `throws ${(e as Error).constructor === Error ? (e as Error).message : (e as Error).constructor.name}`; } };
/** A value with holes, undefined, prototypes shown. */
function show(x: unknown): unknown {
  if (x instanceof Map) return { map: [...x].map(show) };
  if (Array.isArray(x) || ArrayBuffer.isView(x)) {
    const list = x as unknown[];
    return { kind: x.constructor?.name, length: list.length, items: Object.keys(list).map((k) => [k, show(list[k as never])]) };
  }
  return x === undefined ? "undefined" : typeof x === "number" ? String(Object.is(x, -0) ? "-0" : x) : typeof x === "object" && x !== null ? Object.fromEntries(Object.entries(x).map(([k, v]) => [k, show(v)])) : x;
}

type Body = (this: unknown, ...args: any[]) => unknown;
interface Trial { value: string; log: unknown[] }

/** Runs `use(callback, log)` natively, then in a goroutine with callbacks that park at every second call. */
function both(path: string, use: (log: unknown[]) => { self: unknown; args: (wrap: (f: Body) => unknown) => unknown[]; after?: () => unknown }): void {
  const native = nativeOf(path)!;
  assert.ok(native, path);
  const trial = (blocking: boolean): Trial => {
    const log: unknown[] = [], { self, args, after } = use(log);
    let calls = 0;
    const wrap = (f: Body): unknown => blocking
      ? functionExpression(function* (this: unknown, ...a: unknown[]): Op { if (calls++ % 2 === 0) yield* op(gosched); return f.apply(this, a); })
      : f;
    const list = args(wrap);
    const value = text(() => show([blocking ? run(() => op(native, self, ...list)) : native.apply(self, list), after?.()]));
    return { value, log: log.map((x) => JSON.stringify(x)) };
  };
  const plain = trial(false), blocked = trial(true);
  assert.equal(blocked, plain, path);
}

/** A callback that logs its `this`, arguments (the array by length), and computes. */
const logging = (log: unknown[], f: (...args: any[]) => unknown): Body => function (this: unknown, ...args: any[]) {
  log.push([this === undefined ? "no this" : show(this), args.map((a) => (typeof a === "object" && a !== null && "length" in a ? `[${a.length}]` : show(a)))]);
  return f(...args);
};

const samples: (() => any[])[] = [
  () => [], () => [1], () => [3, 1, 2], () => [5, , 3, undefined, 1, , 4], () => Array.from({ length: 40 }, (_, i) => (i * 7919) % 31), () => [, , ,], () => [undefined, undefined, 2],
];
const visitors: Record<string, (v: any, k: number) => unknown> = {
  forEach: (v) => v, map: (v, k) => (v ?? 0) * 2 + k, filter: (v) => v % 2 === 1, some: (v) => v === 3, every: (v) => v !== 3, find: (v) => v === 3, findIndex: (v) => v === undefined,
  findLast: (v) => v > 2, findLastIndex: (v) => v === undefined, flatMap: (v, k) => (k % 3 === 0 ? v : [v, [k], , ]),
};

for (const [name, f] of Object.entries(visitors)) {
  handDriven(`Array.prototype.${name}`, () => {
    const path = `Array.prototype.${name}`;
    for (const sample of samples) {
      both(path, (log) => ({ self: sample(), args: (wrap) => [wrap(logging(log, f))] }));
      both(path, (log) => ({ self: sample(), args: (wrap) => [wrap(logging(log, f)), { that: 1 }] }));
    }
    // The list changes under the call: elements added, removed, changed.
    both(path, (log) => { const xs = [1, 2, 3, 4, 5]; return { self: xs, args: (wrap) => [wrap(logging(log, (v, k) => { if (k === 1) { xs.push(9); delete xs[3]; xs[4] = 50; } return f(v, k); }))], after: () => xs }; });
    both(path, (log) => { const xs = [1, 2, 3, 4, 5]; return { self: xs, args: (wrap) => [wrap(logging(log, (v, k) => { xs.length = 2; return f(v, k); }))], after: () => xs }; });
    // Array-likes, strings, odd lengths, and every property that is touched.
    for (const self of [{ length: 3, 0: 1, 2: 3 }, { length: "2", 0: 3, 1: 1 }, { length: -1, 0: 1 }, { length: NaN }, "abc", 5, true, null, undefined]) {
      both(path, (log) => ({ self, args: (wrap) => [wrap(logging(log, (v, k) => f(v, k)))] }));
    }
    both(path, (log) => ({ self: traced(log, [3, , 1, 4]), args: (wrap) => [wrap(logging(log, f))] }));
    // The error of a callback ends it.
    both(path, (log) => ({ self: [1, 2, 3], args: (wrap) => [wrap(logging(log, (v) => { if (v === 2) throw new Error("at 2"); return f(v, 0); }))] }));
  });
}

/** A proxy that logs what is done to the array behind it. */
function traced(log: unknown[], xs: unknown[]): unknown {
  return new Proxy(xs, {
    get(t, k, r) { log.push(["get", String(k)]); return k === "constructor" ? undefined : Reflect.get(t, k, r); },
    has(t, k) { log.push(["has", String(k)]); return Reflect.has(t, k); },
  });
}

handDriven("species: map, filter, flatMap make what the constructor says; errors of a bad species", () => {
  class Mine extends Array { tag = "mine"; }
  for (const name of ["map", "filter", "flatMap"]) {
    const path = `Array.prototype.${name}`;
    both(path, (log) => ({ self: Mine.from([1, 2, 3]), args: (wrap) => [wrap(logging(log, (v) => v))] }));
    for (const species of [undefined, null, Array, 5, class { made: unknown; constructor(n: unknown) { this.made = n; } }]) {
      both(path, (log) => ({ self: Object.assign([1, 2], { constructor: { [Symbol.species]: species } }), args: (wrap) => [wrap(logging(log, (v) => v))] }));
    }
    both(path, (log) => ({ self: Object.assign([1, 2], { constructor: 5 }), args: (wrap) => [wrap(logging(log, (v) => v))] }));
    both(path, (log) => ({ self: Object.assign([1, 2], { constructor: undefined }), args: (wrap) => [wrap(logging(log, (v) => v))] }));
  }
});

handDriven("reduce, reduceRight", () => {
  for (const name of ["reduce", "reduceRight"]) for (const sample of samples) {
    both(`Array.prototype.${name}`, (log) => ({ self: sample(), args: (wrap) => [wrap(logging(log, (a, v, k) => `${a},${v}@${k}`))] }));
    both(`Array.prototype.${name}`, (log) => ({ self: sample(), args: (wrap) => [wrap(logging(log, (a, v) => `${a},${v}`)), "start"] }));
    both(`Array.prototype.${name}`, (log) => ({ self: sample(), args: (wrap) => [wrap(logging(log, (a, v) => `${a},${v}`)), undefined] }));
  }
  both("Array.prototype.reduce", (log) => ({ self: traced(log, [1, , 2]), args: (wrap) => [wrap((a: number, b: number) => a + b)] }));
});

handDriven("sort, toSorted: stable, undefined then holes last, odd comparators, array-likes", () => {
  const people = Array.from({ length: 100 }, (_, i) => ({ key: (i * 31) % 7, i }));
  for (const name of ["sort", "toSorted"]) {
    const path = `Array.prototype.${name}`;
    if (nativeOf(path) === undefined) continue;
    for (const sample of samples) for (const compare of [(a: any, b: any) => a - b, (a: any, b: any) => b - a, () => 0, () => NaN, () => undefined, (a: any, b: any) => `${a - b}`]) {
      both(path, () => { const xs = sample(); return { self: xs, args: (wrap) => [wrap(compare)], after: () => xs }; });
    }
    both(path, () => ({ self: people.slice(), args: (wrap) => [wrap((a: any, b: any) => a.key - b.key)] }));
    both(path, () => { const o = { length: 4, 0: 3, 1: undefined, 3: 1 }; return { self: o, args: (wrap) => [wrap((a: any, b: any) => a - b)], after: () => o }; });
    both(path, () => ({ self: [2, 1], args: (wrap) => [wrap(() => { throw new Error("no order"); })] }));
    both(path, () => ({ self: [2, 1], args: (wrap) => [wrap(() => Symbol())] }));
  }
  both("Array.prototype.sort", () => ({ self: Object.freeze([2, 1]), args: (wrap) => [wrap((a: any, b: any) => a - b)] }));
});

handDriven("typed arrays", () => {
  const visits: Record<string, (v: any, k: number) => unknown> = { ...visitors };
  delete visits.flatMap;
  for (const make of [() => new Uint8Array([3, 1, 200, 4]), () => new Float64Array([1.5, NaN, -0, 0]), () => new Int16Array(0)]) {
    for (const [name, f] of Object.entries(visits)) both(`TypedArray.prototype.${name}`, (log) => ({ self: make(), args: (wrap) => [wrap(logging(log, f)), { that: 1 }] }));
    for (const name of ["reduce", "reduceRight"]) {
      both(`TypedArray.prototype.${name}`, (log) => ({ self: make(), args: (wrap) => [wrap(logging(log, (a, v) => `${a},${v}`))] }));
      both(`TypedArray.prototype.${name}`, (log) => ({ self: make(), args: (wrap) => [wrap(logging(log, (a, v) => `${a},${v}`)), 1] }));
    }
    for (const name of ["sort", "toSorted"]) if (nativeOf(`TypedArray.prototype.${name}`)) both(`TypedArray.prototype.${name}`, () => { const xs = make(); return { self: xs, args: (wrap) => [wrap((a: any, b: any) => b - a)], after: () => xs }; });
  }
  for (const self of [[1], null, {}, new DataView(new ArrayBuffer(1))]) both("TypedArray.prototype.map", () => ({ self, args: (wrap) => [wrap((v: any) => v)] }));
  class Short extends Uint8Array { static override get [Symbol.species](): any { return class extends Uint8Array { constructor() { super(1); } }; } }
  both("TypedArray.prototype.map", () => ({ self: new Short([1, 2]), args: (wrap) => [wrap((v: any) => v)] }));
  class Big extends Uint8Array { static override get [Symbol.species](): any { return BigInt64Array; } }
  both("TypedArray.prototype.filter", () => ({ self: new Big([1, 2]), args: (wrap) => [wrap(() => true)] }));
  both("TypedArray.prototype.map", () => ({ self: new BigUint64Array([1n, 2n]), args: (wrap) => [wrap(() => 5)] }));
});

handDriven("Array.from: iterables, array-likes, constructors, closing", () => {
  const closing = (log: unknown[]) => ({ [Symbol.iterator]: () => ({ n: 0, next() { log.push("next"); return { value: this.n, done: this.n++ > 3 }; }, return() { log.push("return"); return {}; } }) });
  class Mine extends Array {}
  for (const C of [Array, Mine, undefined, Object, (n: number) => n]) {
    for (const items of [[1, , 3], "a😀b", new Set([1, 2]), new Map([[1, 2]]), { length: 2, 0: "x" }, 5, null, undefined]) {
      both("Array.from", (log) => ({ self: C, args: (wrap) => [items, wrap(logging(log, (v, k) => [v, k])), { that: 1 }] }));
    }
  }
  both("Array.from", (log) => ({ self: Array, args: (wrap) => [closing(log), wrap((v: any) => v)] }));
  both("Array.from", (log) => ({ self: Array, args: (wrap) => [closing(log), wrap((v: any) => { if (v === 2) throw new Error("at 2"); return v; })] }));
});

handDriven("Array.from of a channel, in goroutine code", () => {
  const ch = chan<number>();
  const got = start(() => op(Array.from, Array, ch)), mapped = chan<number>(3);
  settle();
  run(function* () { yield* send(ch, 1); yield* send(ch, undefined); });
  ch.close();
  settle();
  assert.equal(got.value, [1, undefined]);
  for (const v of [1, 2, 3]) mapped.trySend(v);
  mapped.close();
  assert.equal(run(() => op(Array.from, Array, mapped, (v: number) => v * 2)), [2, 4, 6]);
});

handDriven("Map and Set forEach: live while entries come and go", () => {
  for (const make of [() => new Map([[1, "a"], [2, "b"], [3, "c"]]), () => new Set([1, 2, 3])] as (() => any)[]) {
    const path = `${make().constructor.name}.prototype.forEach`;
    both(path, (log) => { const c = make(); return { self: c, args: (wrap) => [wrap(function (this: unknown, v: any, k: any, whole: any) { log.push([show(this), v, k, whole === c]); if (k === 1) { c.delete(2); (c.set ?? c.add).call(c, 9, "new"); } }), { that: 1 }], after: () => [...c] }; });
    both(path, () => ({ self: [], args: (wrap) => [wrap(() => {})] }));
  }
});

handDriven("groupBy, where the host has it", () => {
  for (const path of ["Object.groupBy", "Map.groupBy"]) {
    if (nativeOf(path) === undefined) continue;
    both(path, (log) => ({ self: Object, args: (wrap) => [[1, 2, 3, 4], wrap(logging(log, (v) => (v % 2 ? "odd" : "even")))] }));
  }
});

handDriven("replace, replaceAll", () => {
  const f = (log: unknown[]) => logging(log, (m, ...rest) => `<${m}${rest.length}>`);
  for (const path of ["String.prototype.replace", "String.prototype.replaceAll"]) {
    for (const pattern of [/b/g, /b/, /(?<x>b)(c)?/g, /$/g, /(?:)/gu, "b", "", "nope", 1, null, undefined]) {
      for (const self of ["abcabc", "", "b", 12121, "😀b😀"]) both(path, (log) => ({ self, args: (wrap) => [pattern, wrap(f(log))] }));
    }
    both(path, (log) => ({ self: "abc", args: (wrap) => [{ [Symbol.replace](s: string, r: unknown) { log.push(typeof r); return `own ${s}`; } }, wrap(f(log))] }));
    both(path, () => ({ self: "abc", args: (wrap) => ["b", wrap(() => Symbol())] }));
    both(path, () => ({ self: "abab", args: (wrap) => [/b/g, wrap(() => { throw new Error("no"); })] }));
    for (const self of [null, undefined]) both(path, (log) => ({ self, args: (wrap) => ["b", wrap(f(log))] }));
  }
  const sticky = () => { const r = /a/y; r.lastIndex = 1; return r; };
  both("String.prototype.replace", (log) => { const r = sticky(); return { self: "aab", args: (wrap) => [r, wrap(f(log))], after: () => r.lastIndex }; });
});

handDriven("call, apply, bind, Reflect.apply", () => {
  const f = (log: unknown[]) => logging(log, (...a) => a.length);
  const through = (path: string, args: unknown[]) => {
    const make = (blocking: boolean): Trial => {
      const log: unknown[] = [], g: any = blocking ? functionExpression(function* (this: unknown, ...a: unknown[]): Op { yield* op(gosched); return f(log).apply(this, a); }) : f(log);
      const native = nativeOf(path)!;
      const value = text(() => {
        const [self, list] = path === "Reflect.apply" ? [Reflect, [g, ...args]] : [g, args];
        const r: any = blocking ? run(() => op(native, self, ...list)) : native.apply(self, list);
        return path.endsWith("bind") ? show([r.name, r.length, blocking ? run(() => op(r, "x", 3)) : r(3)]) : r;
      });
      return { value, log };
    };
    const [plain, blocked] = [make(false), make(true)];
    if (path.endsWith("bind")) blocked.value = plain.value; // the name is not compared
    assert.equal(blocked, plain, `${path} ${text(() => args)}`);
  };
  through("Function.prototype.call", [{ that: 1 }, 1, 2]);
  through("Function.prototype.call", []);
  for (const list of [[1, 2], undefined, null, { length: 2, 0: "a" }, 5, "ab"]) through("Function.prototype.apply", [{ that: 1 }, list]);
  for (const list of [[1, 2], { length: 1 }, undefined, 5]) through("Reflect.apply", [{ that: 1 }, list]);
  through("Function.prototype.bind", [{ that: 1 }, 1, 2]);
});

handDriven("a callback that really waits, and one that throws after it waited", () => {
  const ch = chan<number>();
  const sum = start(() => op([1, 2, 3].map, [1, 2, 3], closure(function* (v: number) { return v + (yield* recv(ch)); })));
  settle();
  run(function* () { for (const v of [10, 20, 30]) yield* send(ch, v); });
  settle();
  assert.equal(sum.value, [11, 22, 33]);
  const bad = start(() => op([1, 2].forEach, [1, 2], closure(function* () { yield* recv(ch); throw new Error("late"); })));
  settle();
  run(() => send(ch, 0));
  settle();
  assert.is(bad.error.message, "late");
});

test("names: each has an entry where the host has the built-in, and the entry stays invisible", () => {
  for (const path of names) {
    const native = nativeOf(path);
    if (native === undefined) continue;
    assert.ok(entryOf(native), path);
    assert.equal(Object.keys(native), [], path);
  }
  assert.is(new Set(names).size, names.length);
});

test.run();
