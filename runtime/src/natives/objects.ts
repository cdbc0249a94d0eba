/**
 * Abstract operations on values that the built-ins share (ECMA-262 7.2, 7.3), without calling user code that need not be called.
 */
import { host } from "../core/host.js";

export function isObject(x: unknown): x is object {
  return (typeof x === "object" && x !== null) || typeof x === "function";
}

/** IsConstructor (7.2.4): asked by a proxy whose trap answers, so that nothing of `C` runs. */
export function isConstructor(C: unknown): C is new (...args: unknown[]) => unknown {
  if (typeof C !== "function") return false;
  try {
    new (new Proxy(C, { construct: () => ({}) }) as new () => unknown)();
    return true;
  } catch {
    return false;
  }
}

/** CreateDataPropertyOrThrow (7.3.7). */
export function define(target: object, k: PropertyKey, value: unknown): void {
  Object.defineProperty(target, k, { value, writable: true, enumerable: true, configurable: true });
}

/** ToPropertyKey (7.1.19). */
export function toPropertyKey(x: unknown): PropertyKey {
  return typeof x === "string" || typeof x === "symbol" ? x : Reflect.ownKeys({ [x as string]: 0 })[0]!;
}

/** How the engine names a value in an error message, for values that need no user code for it. */
export function shown(x: unknown): string {
  if (typeof x === "function") return Function.prototype.toString.call(x);
  if (typeof x !== "object" || x === null) return typeof x === "bigint" ? `${x}` : String(x);
  if (Array.isArray(x)) return "[object Array]";
  const name = constructorName(x);
  return name === "" ? "[object Object]" : `#<${name}>`;
}

/** The name of what made an object, without running getters; "" if nothing says. */
export function constructorName(x: object): string {
  for (let at: object | null = x; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (host.isProxy(at) !== false) return "Object"; // or a host that cannot tell
    const C: unknown = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    if (typeof C === "function" && C.name !== "") return C.name;
  }
  return "";
}

interface NodeTypes { isBoxedPrimitive(x: unknown): boolean }
/** Questions that only the host can answer without running traps; undefined off Node. */
export const hostTypes: NodeTypes | undefined = (globalThis as { process?: { getBuiltinModule?(name: string): { types: NodeTypes } } }).process?.getBuiltinModule?.("util")?.types;

const { bind } = Function.prototype;

/** A built-in function without a name, as the engine hands out: of the length of `f`, and no constructor. */
export function anonymous(f: (...args: never[]) => unknown): (value: unknown) => unknown {
  const made = bind.call(f, undefined) as (value: unknown) => unknown;
  Object.defineProperty(made, "name", { value: "", configurable: true });
  return made;
}
