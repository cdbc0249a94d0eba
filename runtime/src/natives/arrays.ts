/**
 * Goroutine entries of Array.prototype's built-ins (ECMA-262 23.1.3).
 */
import type { Body } from "../core/frames.js";
import { attachCallback } from "./attach.js";
import { sort } from "./sort.js";
import { define, isConstructor } from "./objects.js";
import { filter, flatMap, forEach, lengthOf, map, reduce, search, until, type List } from "./visits.js";

/** Is C the `Array` of another realm, from which no species is taken? The text of a function is a function declaration with that name and native code for no function users can make. */
function isForeignArray(C: Function): boolean {
  return C !== Array && /^function Array\(\) \{\s*\[native code\]/.test(sourceOf.call(C)) && isConstructor(C);
}
const sourceOf = Function.prototype.toString;

/** ArraySpeciesCreate (10.4.2.2). */
function arraySpeciesCreate(o: List, length: number): object {
  let C: unknown;
  if (Array.isArray(o)) {
    C = (o as { constructor?: unknown }).constructor;
    if (typeof C === "function" && isForeignArray(C)) C = undefined;
    if ((typeof C === "object" && C !== null) || typeof C === "function") C = (C as { [Symbol.species]?: unknown })[Symbol.species] ?? undefined;
  }
  if (C === undefined) return new Array<unknown>(length);
  if (!isConstructor(C)) throw new TypeError("object.constructor[Symbol.species] is not a constructor");
  return new C(length) as object;
}

/** ToObject(this), then its length. Null and undefined are left to the built-in, which throws. */
function on(path: string, at: number, begin: (o: List, len: number, args: readonly unknown[]) => Body): void {
  attachCallback(`Array.prototype.${path}`, at, (self, args) => {
    if (self === null || self === undefined) return null;
    const o = Object(self) as List;
    return begin(o, lengthOf(o), args);
  });
}

on("forEach", 0, (o, len, args) => forEach(o, len, true, args[0], args[1]));
on("some", 0, (o, len, args) => until(o, len, true, args[0], args[1], true));
on("every", 0, (o, len, args) => until(o, len, true, args[0], args[1], false));
on("find", 0, (o, len, args) => search(o, len, args[0], args[1], false, false));
on("findIndex", 0, (o, len, args) => search(o, len, args[0], args[1], false, true));
on("findLast", 0, (o, len, args) => search(o, len, args[0], args[1], true, false));
on("findLastIndex", 0, (o, len, args) => search(o, len, args[0], args[1], true, true));
on("map", 0, (o, len, args) => map(o, len, true, args[0], args[1], arraySpeciesCreate(o, len), define));
on("flatMap", 0, (o, len, args) => flatMap(o, len, args[0], args[1], arraySpeciesCreate(o, 0), define));
on("filter", 0, (o, len, args) => {
  const target = arraySpeciesCreate(o, 0);
  let to = 0;
  return filter(o, len, true, args[0], args[1], (v) => define(target, to++, v), () => target);
});
on("reduce", 0, (o, len, args) => reduce(o, len, true, args, false));
on("reduceRight", 0, (o, len, args) => reduce(o, len, true, args, true));
on("sort", 0, (o, len, args) => {
  if (len < 2) return sort([], args[0], () => o); // the engine looks at nothing then
  const present: unknown[] = [];
  for (let k = 0; k < len; k++) if (k in o) present.push(o[k]);
  return sort(present, args[0], (sorted) => {
    sorted.forEach((v, k) => void (o[k] = v));
    for (let k = sorted.length; k < len; k++) delete o[k];
    return o;
  });
});
on("toSorted", 0, (o, len, args) => {
  const values = new Array<unknown>(len);
  for (let k = 0; k < len; k++) values[k] = o[k];
  return sort(values, args[0], (sorted) => sorted);
});
