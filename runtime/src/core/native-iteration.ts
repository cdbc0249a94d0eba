/**
 * Iteration that is left to the engine. What runs before it here has read `[Symbol.iterator]` already, and a second reading would be seen by a getter or a Proxy: so the engine is given what nobody
 * sees being asked again, or a stand-in that has the method.
 */
import { host } from "./host.js";
import { ownSet } from "./own-collections.js";

/** `[Symbol.iterator]` of arrays, strings, maps, sets and typed arrays. */
export const nativeIterators = ownSet<unknown>([
  Array.prototype[Symbol.iterator], String.prototype[Symbol.iterator], Map.prototype[Symbol.iterator], Set.prototype[Symbol.iterator],
  (Object.getPrototypeOf(Int8Array.prototype) as Int8Array)[Symbol.iterator],
]);

/** An array whose `[Symbol.iterator]` is the one of Array.prototype: asking it runs nothing of its own. (`Array.isArray` throws for a revoked Proxy.) */
export function isUntouchedArray(x: unknown): x is unknown[] {
  return typeof x === "object" && x !== null && host.isProxy(x) === false && Array.isArray(x) && Object.getPrototypeOf(x) === Array.prototype && !Object.hasOwn(x, Symbol.iterator);
}

/** `x` for a built-in, its method already read. */
export function over(x: unknown, method: unknown): Iterable<unknown> {
  return { [Symbol.iterator]: () => Reflect.apply(method as () => Iterator<unknown>, x, []) };
}
