/**
 * Goroutine entries of the built-ins all typed arrays share (ECMA-262 23.2.3). Elements are always present; the length is fixed when the call begins.
 */
import type { Body } from "../core/frames.js";
import { attachCallback } from "./attach.js";
import { isConstructor, shown } from "./objects.js";
import { mergeSort } from "./sort.js";
import { filter, forEach, map, reduce, search, until, type List } from "./visits.js";

type Typed = List & { readonly constructor: unknown };
type TypedConstructor = new (length: number) => Typed;

const prototype = Object.getPrototypeOf(Int8Array.prototype) as object;
const lengthIn = Object.getOwnPropertyDescriptor(prototype, "length")!.get!;
const kindIn = Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)!.get!;

/** The intrinsic constructors by name, before anybody replaces them. */
const intrinsics: Record<string, TypedConstructor> = Object.create(null) as Record<string, TypedConstructor>;
for (const name of Object.getOwnPropertyNames(globalThis)) {
  if (/^[A-Z]\w*Array$/.test(name) && name !== "Array") intrinsics[name] = (globalThis as unknown as Record<string, TypedConstructor>)[name]!;
}

/** Their names. */
export const typedConstructors: readonly string[] = Object.keys(intrinsics);

/** Name of the kind of a typed array, undefined for anything else. */
function kindOf(x: unknown): string | undefined {
  return kindIn.call(x) as string | undefined;
}

/** TypedArrayCreateFromCtor (23.2.4.2) with a length; `method` is named in the error. */
export function createTyped(C: new (length: number) => object, length: number, method: string): object {
  const made = new C(length);
  if (kindOf(made) === undefined) throw new TypeError(`Method ${method} called on incompatible receiver ${shown(made)}`);
  if ((lengthIn.call(made) as number) < length) throw new TypeError("Derived TypedArray constructor created an array which was too small");
  return made;
}

/** TypedArraySpeciesCreate (23.2.4.1). */
function speciesCreate(o: Typed, length: number, method: string): Typed {
  const kind = kindOf(o)!;
  let C: unknown = o.constructor;
  if (C !== undefined) {
    if ((typeof C !== "object" || C === null) && typeof C !== "function") throw new TypeError("The .constructor property is not an object");
    C = (C as { [Symbol.species]?: unknown })[Symbol.species] ?? undefined;
  }
  if (C !== undefined && !isConstructor(C)) throw new TypeError("object.constructor[Symbol.species] is not a constructor");
  const made = createTyped((C ?? intrinsics[kind]) as TypedConstructor, length, `%TypedArray%.prototype.${method}`) as Typed, madeKind = kindOf(made)!;
  if (comparesContent && madeKind.startsWith("Big") !== kind.startsWith("Big")) throw new TypeError("Content type of source and derived typed arrays differ");
  return made;
}

/** The host compares the content types (it is in ECMA-262 since 2020). */
const comparesContent = ((): boolean => {
  try {
    Object.assign(new Uint8Array(0), { constructor: { [Symbol.species]: BigInt64Array } }).map((x) => x);
    return false;
  } catch {
    return true;
  }
})();

function set(target: object, k: number, v: unknown): void {
  (target as List)[k] = v;
}

/** What is no typed array, and one without elements (perhaps of a detached buffer), is left to the built-in. */
function on(name: string, begin: (o: Typed, len: number, args: readonly unknown[]) => Body): void {
  attachCallback(`TypedArray.prototype.${name}`, 0, (self, args) => {
    const len = kindOf(self) === undefined ? 0 : (lengthIn.call(self) as number);
    return len === 0 ? null : begin(self as Typed, len, args);
  });
}

on("forEach", (o, len, args) => forEach(o, len, false, args[0], args[1]));
on("some", (o, len, args) => until(o, len, false, args[0], args[1], true));
on("every", (o, len, args) => until(o, len, false, args[0], args[1], false));
on("find", (o, len, args) => search(o, len, args[0], args[1], false, false));
on("findIndex", (o, len, args) => search(o, len, args[0], args[1], false, true));
on("findLast", (o, len, args) => search(o, len, args[0], args[1], true, false));
on("findLastIndex", (o, len, args) => search(o, len, args[0], args[1], true, true));
on("map", (o, len, args) => map(o, len, false, args[0], args[1], speciesCreate(o, len, "map"), set));
on("filter", (o, len, args) => {
  const kept: unknown[] = [];
  return filter(o, len, false, args[0], args[1], (v) => void kept.push(v), () => {
    const made = speciesCreate(o, kept.length, "filter");
    kept.forEach((v, k) => set(made, k, v));
    return made;
  });
});
on("reduce", (o, len, args) => reduce(o, len, false, args, false));
on("reduceRight", (o, len, args) => reduce(o, len, false, args, true));
on("sort", (o, len, args) => mergeSort(values(o, len), args[0], (sorted) => {
  sorted.forEach((v, k) => set(o, k, v));
  return o;
}));
on("toSorted", (o, len, args) => mergeSort(values(o, len), args[0], (sorted) => {
  const made = new intrinsics[kindOf(o)!]!(len);
  sorted.forEach((v, k) => set(made, k, v));
  return made;
}));

function values(o: Typed, len: number): unknown[] {
  const all = new Array<unknown>(len);
  for (let k = 0; k < len; k++) all[k] = o[k];
  return all;
}
