/** %TypedArray%.prototype, %TypedArray%.from, and the constructors. */
import { constructors } from "../../../dist/cjs/natives/attach.js";
import { abi } from "../../hand-driven";
import { comparator, longList } from "./comparators";
import { built, compare } from "./compare";
import { mapper, type Fn, type Random, thisArg, truth, type World } from "./world";

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
built("TypedArray.from", (w) => {
  const r = w.random;
  class Sub extends Uint8Array { constructor(...a: any[]) { super(...(a as [])); w.note("Sub", ...a); } }
  class Short extends Uint8Array { constructor() { super(1); } }
  return { self: r.of<unknown>(Uint8Array, Float64Array, BigInt64Array, Sub, Short, Array, undefined, {}, Math.max), args: [r.chance(3) ? w.list() : w.iterable(() => w.number()), ...mapper(w)] };
});
for (const C of kinds) {
  compare(`new ${C.name}`, (_, s) => Reflect.construct(C, s.args, s.self as never), (_, s) => abi(constructors.get(C)!, s.args, s.self), (w) => {
    const r = w.random;
    class Sub extends C {}
    return { self: r.of<unknown>(C, Sub), args: r.of<unknown[]>([w.iterable(() => (C.name.startsWith("Big") && !r.chance(6) ? 5n : w.number()))], [w.list()], [], [3], [new ArrayBuffer(16), 8], [Uint8Array.of(1, 2)]) };
  });
}
