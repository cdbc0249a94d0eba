/** Array.prototype and Array.from. */
import { comparator, longList } from "./comparators";
import { built } from "./compare";
import { mapper, thisArg, truth } from "./world";

for (const name of ["forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "filter"]) {
  built(`Array.prototype.${name}`, (w) => { const self = w.list(); return { self, args: [w.visitor(self, truth), ...thisArg(w)], after: () => self }; });
}
built("Array.prototype.map", (w) => { const self = w.list(); return { self, args: [w.visitor(self, (r, v) => r.of(v, 1, undefined, "x")), ...thisArg(w)], after: () => self }; });
built("Array.prototype.flatMap", (w) => { const self = w.list(); return { self, args: [w.visitor(self, (r, v) => r.of<unknown>(v, [v], [], [v, , [1]], w.traced([1, v], "made"), { length: 2 })), ...thisArg(w)], after: () => self }; });
for (const name of ["reduce", "reduceRight"]) built(`Array.prototype.${name}`, (w) => { const self = w.list(); return { self, args: [w.visitor(self, (r, v) => r.of<unknown>(v, 1, "acc")), ...w.random.of<unknown[]>([], [undefined], ["start"])], after: () => self }; });
for (const name of ["sort", "toSorted"]) built(`Array.prototype.${name}`, (w) => { const self = w.random.chance(2) ? longList(w) : w.list(); return { self, args: [comparator(w)], after: () => self }; });
built("Array.from", (w) => {
  const r = w.random;
  class Sub extends Array { constructor(...a: any[]) { super(...a); w.note("Sub", ...a); } }
  class Frozen { constructor(...a: unknown[]) { w.note("Frozen", ...a); return Object.freeze(this); } }
  return { self: r.of<unknown>(Array, Array, Sub, undefined, Object, (n: number) => n, Frozen, Math.max), args: [r.chance(3) ? w.list() : w.iterable(() => w.number()), ...mapper(w)] };
});
