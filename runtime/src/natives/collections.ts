/**
 * Construct entries of the collections and of typed arrays: `new Set(it)`, `new Map(it)`, `new WeakSet(it)`, `new WeakMap(it)`, `new Uint8Array(it)` over iterables that may suspend, with `add` or `set` of a
 * subclass that may (ECMA-262 24.1.1.1, 24.2.1.1, 24.3.1.1, 24.4.1.1, 23.2.5.1).
 */
import { call1, call2 } from "../core/call.js";
import { entryOf } from "../core/entry.js";
import { frame, type Body } from "../core/frames.js";
import { over } from "../core/native-iteration.js";
import { S } from "../core/state.js";
import { attachConstructor } from "./attach.js";
import { isObject, shown } from "./objects.js";
import { entryParts } from "./iterables.js";
import { typedConstructors } from "./typed-arrays.js";
import { lengthOf, type List } from "./visits.js";
import { DONE, each, iteratorMethod, open, step, stepsNatively } from "./walk.js";

function* fill(collection: object, key: "add" | "set", adder: unknown, items: unknown, method: unknown): Body {
  const it = yield* open(items, method);
  yield* each(it, function* (item) {
    if (key === "add") call1("add", adder, collection, item);
    else {
      const { key: k, value: v } = entryParts(item);
      call2("set", adder, collection, k, v);
    }
    if (S.f !== 0) yield -1;
  });
  return collection;
}

for (const [name, key] of [["Set", "add"], ["Map", "set"], ["WeakSet", "add"], ["WeakMap", "set"]] as const) {
  attachConstructor(name, (native, args, newTarget) => {
    const items = args[0];
    const collection = Reflect.construct(native, [], newTarget) as Record<string, unknown>;
    if (items === null || items === undefined) return collection;
    const adder = collection[key];
    if (typeof adder !== "function") throw new TypeError(`'${shown(adder)}' returned for property '${key}' of object '${shown(collection)}' is not a function`);
    const method = iteratorMethod(items);
    if (newTarget === native && entryOf(adder) === undefined && stepsNatively(method, items)) return Reflect.construct(native, [over(items, method)]) as object;
    return frame(fill(collection, key, adder, items, method));
  });
}

function* typedOver(native: Function, newTarget: Function, items: unknown, method: unknown): Body {
  const values: unknown[] = [], it = yield* open(items, method);
  for (let value = yield* step(it); value !== DONE; value = yield* step(it)) values.push(value);
  return typedOf(native, newTarget, values, values.length);
}

/** InitializeTypedArrayFromList, …FromArrayLike (23.2.5.1.4, 23.2.5.1.5). */
function typedOf(native: Function, newTarget: Function, list: List, length: number): object {
  const made = Reflect.construct(native, [length], newTarget) as Record<number, unknown>;
  for (let k = 0; k < length; k++) made[k] = list[k];
  return made;
}

const buffers = [ArrayBuffer, globalThis.SharedArrayBuffer].flatMap((C) => (C === undefined ? [] : [Object.getOwnPropertyDescriptor(C.prototype, "byteLength")!.get!]));

function isBuffer(x: object): boolean {
  return buffers.some((byteLength) => {
    try {
      byteLength.call(x);
      return true;
    } catch {
      return false;
    }
  });
}

for (const name of typedConstructors) {
  attachConstructor(name, (native, args, newTarget) => {
    const items = args[0];
    if (!isObject(items) || ArrayBuffer.isView(items) || isBuffer(items)) return Reflect.construct(native, args, newTarget) as object;
    const method = iteratorMethod(items);
    if (method === undefined) return typedOf(native, newTarget, items as List, lengthOf(items as List));
    if (typeof method !== "function") return Reflect.construct(native, [{ [Symbol.iterator]: method }], newTarget) as object; // throws
    return stepsNatively(method, items) ? (Reflect.construct(native, [over(items, method)], newTarget) as object) : frame(typedOver(native, newTarget, items, method));
  });
}
