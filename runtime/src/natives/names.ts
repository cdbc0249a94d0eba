/**
 * The built-ins that have a goroutine entry here: callbacks given to them may block. The compiler diagnoses blocking callbacks given to any other built-in that uses their
 * result; a test holds its list against this one. A host that lacks one of them (groupBy on Node 20) simply has none.
 */
const ON_ARRAYS = ["every", "filter", "find", "findIndex", "findLast", "findLastIndex", "forEach", "map", "reduce", "reduceRight", "some", "sort", "toSorted"] as const;

export const setMethods = ["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"] as const;

export const names: readonly string[] = [
  ...ON_ARRAYS.map((name) => `Array.prototype.${name}`),
  "Array.prototype.flatMap",
  ...ON_ARRAYS.map((name) => `TypedArray.prototype.${name}`),
  "Array.from",
  "TypedArray.from",
  "Object.fromEntries",
  "Map.prototype.forEach",
  "Map.prototype.getOrInsertComputed",
  "Set.prototype.forEach",
  ...setMethods.map((name) => `Set.prototype.${name}`),
  "Object.groupBy",
  "Map.groupBy",
  "String.prototype.replace",
  "String.prototype.replaceAll",
  "String.prototype.match",
  "String.prototype.matchAll",
  "String.prototype.search",
  "String.prototype.split",
  "RegExp.prototype.@@replace",
  "RegExp.prototype.@@match",
  "RegExp.prototype.@@search",
  "RegExp.prototype.@@matchAll",
  "RegExp.prototype.@@split",
  "RegExp.prototype.test",
  "JSON.parse",
  "JSON.stringify",
  "Promise.try",
  "Promise.all",
  "Promise.allSettled",
  "Promise.any",
  "Promise.race",
  "Iterator.from",
  ...["map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "forEach", "some", "every", "find"].map((name) => `Iterator.prototype.${name}`),
  "Function.prototype.call",
  "Function.prototype.apply",
  "Function.prototype.bind",
  "Reflect.apply",
  "Reflect.construct",
];

/** The built-in constructors that have a construct entry: `new` of them may call what suspends. */
export const constructorNames: readonly string[] = ["Set", "Map", "WeakSet", "WeakMap", "Promise"];
