/**
 * Goroutine entries of the built-ins that walk an iterable: Array.from, Object.groupBy, Map.groupBy, and forEach of Map and Set (ECMA-262 23.1.2.1, 7.3.35, 24.1.3.5, 24.2.3.6).
 *
 * The iterable may suspend as well as the callback: its `[Symbol.iterator]`, `next` and `return` are called through their entries. So `Array.from(ch)` works in goroutine code.
 */
import { call0, call2, call3 } from "../core/call.js";
import { frame, type Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { define, lengthOf } from "./arrays.js";
import { attach, attachCallback, maySuspend, nativeOf } from "./attach.js";
import type { List } from "./visits.js";

function isObject(x: unknown): x is object {
  return (typeof x === "object" && x !== null) || typeof x === "function";
}

/**
 * Walks an iterable: GetIterator, then in turn IteratorStepValue, `fn(value, k)` if there is one, and `store`. If those throw, the iterator is closed and their error wins
 * (IfAbruptCloseIterator). Gives the number of steps.
 */
function* walk(items: unknown, method: unknown, fn: unknown, self: unknown, store: (k: number, value: unknown, result: unknown) => void): Generator<unknown, number, unknown> {
  let iterator = call0("[Symbol.iterator]", method, items);
  if (S.f !== 0) iterator = yield -1;
  if (!isObject(iterator)) throw new TypeError("Result of the Symbol.iterator method is not an object");
  const next = (iterator as { next?: unknown }).next;
  for (let k = 0; ; k++) {
    let step = call0("iterator.next", next, iterator);
    if (S.f !== 0) step = yield -1;
    if (!isObject(step)) throw new TypeError(`Iterator result ${String(step)} is not an object`);
    if ((step as IteratorResult<unknown>).done) return k;
    const value = (step as IteratorResult<unknown>).value;
    let whole = false;
    try {
      let result = value;
      if (fn !== undefined) {
        result = call2("callback", fn, self, value, k);
        if (S.f !== 0) result = yield -1;
      }
      store(k, value, result);
      whole = true;
    } finally {
      // Left by an error, or by goexit: the iterator is closed, and what that throws is dropped.
      if (!whole) {
        try {
          const leave = (iterator as { return?: unknown }).return;
          if (leave !== undefined && leave !== null) {
            call0("iterator.return", leave, iterator);
            if (S.f !== 0) yield -1;
          }
        } catch {
          // The first error wins (7.4.11).
        }
      }
    }
  }
}

// Iterators that are known not to suspend: with a plain callback, the built-in itself is as good.
const plainIterators = new Set<unknown>([Array.prototype.values, String.prototype[Symbol.iterator], Map.prototype.entries, Set.prototype.values, nativeOf("TypedArray.prototype.values")]);

function mayBlock(items: unknown): boolean {
  if (items === null || items === undefined) return false;
  const method = (items as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  return typeof method === "function" && !plainIterators.has(method);
}

function isConstructor(C: unknown): C is new (...args: unknown[]) => object {
  try {
    Reflect.construct(Object, [], C as never);
    return true;
  } catch {
    return false;
  }
}

function* arrayFrom(C: unknown, items: unknown, fn: unknown, self: unknown): Body {
  const method = (items as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  if (method !== undefined && method !== null) {
    const target = isConstructor(C) ? new C() : [];
    const length = yield* walk(items, method, fn, self, (k, _, result) => define(target, k, result));
    (target as { length: number }).length = length;
    return target;
  }
  const list = Object(items) as List, len = lengthOf(list), target = isConstructor(C) ? new C(len) : new Array<unknown>(len);
  for (let k = 0; k < len; k++) {
    let result = list[k];
    if (fn !== undefined) {
      result = call2("callback", fn, self, result, k);
      if (S.f !== 0) result = yield -1;
    }
    define(target, k, result);
  }
  (target as { length: number }).length = len;
  return target;
}

attach("Array.from", (native) => function (this: unknown, ...args: unknown[]): unknown {
  const [items, fn, self] = args;
  if (items !== null && items !== undefined && (fn === undefined || typeof fn === "function") && (maySuspend(fn) || mayBlock(items))) return frame(arrayFrom(this, items, fn, self));
  return Reflect.apply(native, this, args);
});

function* group(items: unknown, fn: unknown, add: (key: unknown, value: unknown) => void, end: () => unknown): Body {
  yield* walk(items, (items as { [Symbol.iterator]?: unknown })[Symbol.iterator], fn, undefined, (_, value, key) => add(key, value));
  return end();
}

function groups(path: string, keyOf: (key: unknown) => unknown, result: (groups: Map<unknown, unknown[]>) => unknown): void {
  attach(path, (native) => function (this: unknown, ...args: unknown[]): unknown {
    const [items, fn] = args;
    if (items === null || items === undefined || typeof fn !== "function" || !(maySuspend(fn) || mayBlock(items))) return Reflect.apply(native, this, args);
    const found = new Map<unknown, unknown[]>();
    return frame(group(items, fn, (key, value) => {
      const k = keyOf(key), list = found.get(k);
      if (list === undefined) found.set(k, [value]);
      else list.push(value);
    }, () => result(found)));
  });
}

groups("Object.groupBy", (key) => (typeof key === "symbol" ? key : `${key as string}`), (found) => {
  const made = Object.create(null) as Record<PropertyKey, unknown>;
  for (const [key, list] of found) made[key as PropertyKey] = list;
  return made;
});
groups("Map.groupBy", (key) => key, (found) => found);

interface Walking {
  next(): IteratorResult<[unknown, unknown]>;
}

function* forEachEntry(collection: unknown, next: () => IteratorResult<[unknown, unknown]>, fn: unknown, self: unknown): Body {
  for (let step = next(); !step.done; step = next()) {
    call3("callback", fn, self, step.value[1], step.value[0], collection);
    if (S.f !== 0) yield -1;
  }
  return undefined;
}

for (const [name, entries] of [["Map", Map.prototype.entries], ["Set", Set.prototype.entries]] as const) {
  // The built-in does not look at `next` of the iterator prototype, which users may replace.
  const next = (Object.getPrototypeOf(name === "Map" ? new Map().entries() : new Set().entries()) as Walking).next;
  attachCallback(`${name}.prototype.forEach`, 0, (self, [fn, thisArg]) => {
    let walking: Walking;
    try {
      walking = entries.call(self as never) as never;
    } catch {
      return null; // no Map or Set: the built-in says so
    }
    return forEachEntry(self, () => next.call(walking), fn, thisArg);
  });
}
