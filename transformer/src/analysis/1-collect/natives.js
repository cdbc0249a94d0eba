"use strict";
/**
 * Built-ins that call back and have a goroutine entry in the runtime (runtime/src/natives/names.ts; fixtures/natives.test.ts compares the two lists).
 * The emitted code does not need this list, it looks entries up; the diagnostics do: a blocking callback given to any other built-in that uses its result is SY4002.
 */
Object.defineProperty(exports, "__esModule", { value: true });
exports.contextNatives = exports.walkingNatives = exports.resumableNatives = void 0;
exports.callbackPosition = callbackPosition;
exports.canonicalNative = canonicalNative;
const setMethods = ["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"].map((name) => `Set.${name}`);
/** Their names, as `canonicalNative` gives them. */
exports.resumableNatives = new Set([
    ...["map", "filter", "forEach", "some", "every", "find", "findIndex", "findLast", "findLastIndex", "reduce", "reduceRight", "flatMap", "sort", "toSorted"]
        .map((name) => `Array.${name}`),
    ...["map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "forEach", "some", "every", "find"].map((name) => `IteratorObject.${name}`),
    "ArrayConstructor.from", "IteratorConstructor.from", "Map.forEach", "Set.forEach", "Map.getOrInsertComputed",
    ...["replace", "replaceAll", "match", "matchAll", "search", "split"].map((name) => `String.${name}`),
    ...["[Symbol.replace]", "[Symbol.match]", "[Symbol.search]", "[Symbol.matchAll]", "[Symbol.split]", "test"].map((name) => `RegExp.${name}`),
    "JSON.parse", "JSON.stringify", ...setMethods, "PromiseConstructor.try", "PromiseConstructor.all", "PromiseConstructor.allSettled", "PromiseConstructor.any", "PromiseConstructor.race",
    "Function.call", "Function.apply", "Function.bind", "CallableFunction.call", "CallableFunction.apply", "CallableFunction.bind", "Reflect.apply", "Reflect.construct",
    "ObjectConstructor.groupBy", "ObjectConstructor.fromEntries", "MapConstructor.groupBy",
]);
/** Those that walk an iterable (or a set-like object): which argument it is, -1 for the receiver. Its steps may suspend as well as a callback. */
exports.walkingNatives = new Map([
    ["ArrayConstructor.from", 0], ["IteratorConstructor.from", 0], ["ObjectConstructor.groupBy", 0], ["ObjectConstructor.fromEntries", 0], ["MapConstructor.groupBy", 0],
    ...setMethods.map((name) => [name, 0]), ["PromiseConstructor.all", 0], ["PromiseConstructor.allSettled", 0], ["PromiseConstructor.any", 0], ["PromiseConstructor.race", 0],
    ...["map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "forEach", "some", "every", "find"].map((name) => [`IteratorObject.${name}`, -1]),
]);
/** Where the callback stands in the arguments; undefined: any argument may be called. */
function callbackPosition(name) {
    if (/^(Array|IteratorObject|Map|Set)\./.test(name))
        return name === "Map.getOrInsertComputed" ? 1 : 0;
    if (/^(JSON|ArrayConstructor|ObjectConstructor|MapConstructor)\.|^String\.replace/.test(name))
        return 1;
    return undefined;
}
/** `ReadonlyArray` and the typed arrays share the entries of `Array`, `ReadonlyMap` those of `Map`. */
function canonicalNative(owner, member) {
    if (/^(Readonly|Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float16|Float32|Float64|BigInt64|BigUint64)Array$/.test(owner))
        return `Array.${member}`;
    if (/^(Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float16|Float32|Float64|BigInt64|BigUint64)ArrayConstructor$/.test(owner))
        return `ArrayConstructor.${member}`;
    if (owner === "Iterator" || owner === "JSON" || owner === "Reflect")
        return owner === "Iterator" ? `IteratorObject.${member}` : `${owner}.${member}`;
    if (owner === "ReadonlyMap" || owner === "ReadonlySet")
        return `${owner.slice(8)}.${member}`;
    return `${owner}.${member}`;
}
/** Node's functions that call back in another asynchronous context, and have a goroutine entry (runtime/src/node/async-context.ts). */
exports.contextNatives = new Set(["AsyncLocalStorage.run", "AsyncLocalStorage.exit", "AsyncLocalStorage.bind", "AsyncLocalStorage.snapshot", "AsyncResource.runInAsyncScope", "AsyncResource.bind"]);
//# sourceMappingURL=natives.js.map