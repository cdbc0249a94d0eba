/**
 * Goroutine entries of the built-in functions that walk an iterable: Array.from, %TypedArray%.from, Object.fromEntries, Object.groupBy, Map.groupBy; and of forEach of Map and Set
 * (ECMA-262 23.1.2.1, 23.2.2.1, 20.1.2.7, 7.3.35, 24.1.3.5, 24.2.3.6).
 *
 * The iterable may suspend as well as the callback: its `[Symbol.iterator]`, `next` and `return` are called through their entries. So `Array.from(ch)` works in goroutine code.
 */
import { call1, call2, call3 } from "../core/call.js";
import { frame, type Body } from "../core/frames.js";
import { host } from "../core/host.js";
import { over } from "../core/native-iteration.js";
import { S } from "../core/state.js";
import { attach, attachCallback, maySuspend, nativeOf } from "./attach.js";
import { define, isConstructor, isObject, shown, toPropertyKey } from "./objects.js";
import { createTyped } from "./typed-arrays.js";
import { lengthOf, type List } from "./visits.js";
import { closeAfterError, DONE, each, iteratorMethod, open, step, stepsNatively } from "./walk.js";

function* arrayFrom(C: unknown, items: unknown, method: unknown, fn: unknown, self: unknown): Body {
  if (method !== undefined) {
    const target = (isConstructor(C) ? new C() : []) as object, it = yield* open(items, method);
    const length = yield* each(it, function* (value, k) {
      if (fn !== undefined) {
        value = call2("callback", fn, self, value, k);
        if (S.f !== 0) value = yield -1;
      }
      define(target, k, value);
    });
    (target as { length: number }).length = length;
    return target;
  }
  const list = Object(items) as List, len = lengthOf(list), target = (isConstructor(C) ? new C(len) : new Array<unknown>(len)) as object;
  for (let k = 0; k < len; k++) {
    let value = list[k];
    if (fn !== undefined) {
      value = call2("callback", fn, self, value, k);
      if (S.f !== 0) value = yield -1;
    }
    define(target, k, value);
  }
  (target as { length: number }).length = len;
  return target;
}

attach("Array.from", (native) => function (this: unknown, ...args: unknown[]): unknown {
  const items = args[0], fn = args[1], self = args[2];
  if (items === null || items === undefined || (fn !== undefined && typeof fn !== "function")) return Reflect.apply(native, this, args);
  const method = iteratorMethod(items);
  if (method !== undefined && typeof method !== "function") return native({ [Symbol.iterator]: method }); // throws
  if (!maySuspend(fn) && stepsNatively(method, items)) return Reflect.apply(native, this, [over(items, method), fn, self]);
  return frame(arrayFrom(this, items, method, fn, self));
});

/** V8 reads typed arrays whose iteration is untouched in place, and arrays too if it does not map, and not into a list first. */
function readsInPlace(items: unknown, method: unknown, maps: boolean): boolean {
  return stepsNatively(method, items) && ((method === typedValues && ArrayBuffer.isView(items)) || (!maps && method === Array.prototype.values && host.isProxy(items as object) === false && Array.isArray(items)));
}
const typedValues = nativeOf("TypedArray.prototype.values");

function* typedFrom(C: new (length: number) => object, items: unknown, method: unknown, fn: unknown, self: unknown): Body {
  let values: unknown[] | undefined, list: List, len: number;
  if (method === undefined || readsInPlace(items, method, true)) {
    list = Object(items) as List;
    len = lengthOf(list);
  } else {
    const it = yield* open(items, method);
    values = [];
    for (let value = yield* step(it); value !== DONE; value = yield* step(it)) values.push(value);
    list = values;
    len = values.length;
  }
  const target = createTyped(C, len, "%TypedArray%.from") as List;
  for (let k = 0; k < len; k++) {
    let value = list[k];
    if (fn !== undefined) {
      value = call2("callback", fn, self, value, k);
      if (S.f !== 0) value = yield -1;
    }
    target[k] = value;
  }
  return target;
}

attach("TypedArray.from", (native) => function (this: unknown, ...args: unknown[]): unknown {
  const items = args[0], fn = args[1], self = args[2];
  if (!isConstructor(this) || items === null || items === undefined || (fn !== undefined && typeof fn !== "function")) return Reflect.apply(native, this, args);
  const method = iteratorMethod(items);
  if (method !== undefined && typeof method !== "function") return Reflect.apply(native, this, [{ [Symbol.iterator]: method }]); // throws
  if (!maySuspend(fn) && stepsNatively(method, items)) return Reflect.apply(native, this, [readsInPlace(items, method, fn !== undefined) ? items : over(items, method), fn, self]);
  return frame(typedFrom(this as never, items, method, fn, self));
});

/** The two parts of an entry `[key, value]` (24.1.1.2). */
export function entryParts(item: unknown): { key: unknown; value: unknown } {
  if (!isObject(item)) throw new TypeError(`Iterator value ${shown(item)} is not an entry object`);
  const key = (item as unknown[])[0];
  return { key, value: (item as unknown[])[1] };
}

/** The host closes the iterator also if a step of it fails (V8 did, against 7.4.9). */
const closesAfterFailedStep = ((): boolean => {
  let closed = false;
  try {
    Object.fromEntries({ [Symbol.iterator]: () => ({ next: () => 5, get return() { closed = true; return undefined; } }) } as never);
  } catch { /* it is no result */ }
  return closed;
})();

function* fromEntries(items: unknown, method: unknown): Body {
  const made = {}, it = yield* open(items, method);
  let stepping = false;
  try {
    for (;;) {
      stepping = true;
      const item = yield* step(it);
      if (item === DONE) return made;
      stepping = false;
      const entry = entryParts(item);
      define(made, toPropertyKey(entry.key), entry.value);
    }
  } catch (error) {
    if (!stepping || closesAfterFailedStep) yield* closeAfterError(it);
    throw error;
  }
}

attach("Object.fromEntries", (native) => function (this: unknown, ...args: unknown[]): unknown {
  const items = args[0];
  if (items === null || items === undefined) return Reflect.apply(native, this, args);
  const method = iteratorMethod(items);
  return stepsNatively(method, items) ? native(over(items, method)) : frame(fromEntries(items, method));
});

function* group(items: unknown, method: unknown, fn: unknown, keyOf: (key: unknown) => unknown, end: (found: Map<unknown, unknown[]>) => unknown): Body {
  const found = new Map<unknown, unknown[]>(), it = yield* open(items, method);
  yield* each(it, function* (value, k) {
    let key = call2("callback", fn, undefined, value, k);
    if (S.f !== 0) key = yield -1;
    key = keyOf(key);
    const list = found.get(key);
    if (list === undefined) found.set(key, [value]);
    else list.push(value);
  });
  return end(found);
}

function groups(path: string, keyOf: (key: unknown) => unknown, end: (found: Map<unknown, unknown[]>) => unknown): void {
  attach(path, (native) => function (this: unknown, ...args: unknown[]): unknown {
    const items = args[0], fn = args[1];
    if (items === null || items === undefined || typeof fn !== "function") return Reflect.apply(native, this, args);
    const method = iteratorMethod(items);
    if (!maySuspend(fn) && stepsNatively(method, items)) return native(over(items, method), fn);
    return frame(group(items, method, fn, keyOf, end));
  });
}

groups("Object.groupBy", toPropertyKey, (found) => {
  const made = Object.create(null) as object;
  found.forEach((list, key) => { define(made, key as PropertyKey, list); });
  return made;
});
groups("Map.groupBy", (key) => key, (found) => found);

interface Walking {
  next(): IteratorResult<[unknown, unknown]>;
}

function* forEachEntry(collection: unknown, next: () => IteratorResult<[unknown, unknown]>, fn: unknown, self: unknown): Body {
  for (let at = next(); !at.done; at = next()) {
    call3("callback", fn, self, at.value[1], at.value[0], collection);
    if (S.f !== 0) yield -1;
  }
  return undefined;
}

for (const [name, entries] of [["Map", Map.prototype.entries], ["Set", Set.prototype.entries]] as const) {
  // The built-in does not look at `next` of the iterator prototype, which users may replace.
  const next = (Object.getPrototypeOf(name === "Map" ? new Map().entries() : new Set().entries()) as Walking).next;
  attachCallback(`${name}.prototype.forEach`, 0, (self, args) => {
    let walking: Walking;
    try {
      walking = entries.call(self as never) as never;
    } catch {
      return null; // no Map or Set: the built-in says so
    }
    return forEachEntry(self, () => next.call(walking), args[0], args[1]);
  });
}

// Map.prototype.getOrInsertComputed, where the host has it.
const { get, has, set } = Map.prototype;
attachCallback("Map.prototype.getOrInsertComputed", 1, (self, args) => {
  const key = args[0], fn = args[1];
  try {
    if (has.call(self as never, key)) return constant(get.call(self as never, key));
  } catch {
    return null;
  }
  return computed(self as Map<unknown, unknown>, Object.is(key, -0) ? 0 : key, fn);
});

// eslint-disable-next-line require-yield
function* constant(value: unknown): Body { return value; }

function* computed(map: Map<unknown, unknown>, key: unknown, fn: unknown): Body {
  let value = call1("callback", fn, undefined, key);
  if (S.f !== 0) value = yield -1;
  set.call(map, key, value);
  return value;
}
