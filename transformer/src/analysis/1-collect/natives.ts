/**
 * Built-ins that call back and have a goroutine entry in the runtime (runtime/src/natives/names.ts; fixtures/natives.test.ts compares the two lists).
 * The emitted code does not need this list, it looks entries up; the diagnostics do: a blocking callback given to any other built-in that uses its result is SY4002.
 */
export const resumableNatives: ReadonlySet<string> = new Set([
  ...["map", "filter", "forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "reduce", "reduceRight", "flatMap", "sort", "toSorted"]
    .map((name) => `Array.${name}`),
  "ArrayConstructor.from", "Map.forEach", "Set.forEach",
  "String.replace", "String.replaceAll",
  "Function.call", "Function.apply", "Function.bind", "CallableFunction.call", "CallableFunction.apply", "CallableFunction.bind", "Reflect.apply",
  "ObjectConstructor.groupBy", "MapConstructor.groupBy",
]);

/** `ReadonlyArray` and the typed arrays share the entries of `Array`, `ReadonlyMap` those of `Map`. */
export function canonicalNative(owner: string, member: string): string {
  if (/^(Readonly|Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float16|Float32|Float64|BigInt64|BigUint64)Array$/.test(owner)) return `Array.${member}`;
  if (owner === "ReadonlyMap" || owner === "ReadonlySet") return `${owner.slice(8)}.${member}`;
  return `${owner}.${member}`;
}
