/**
 * Functions that the language, not the program, has called: conversions, tests, disposal, accessors, traps of Proxies, thenables. Plain code that calls a function which parks gets a promise (plain.ts); the
 * language would take it for the value, for "true", or for an object to be asked something else.
 *
 * Nothing tells a function who has called it. What it was called on does: the receiver holds it under the name the language calls. So the question is asked when a call on the spot has parked, and
 * only then, whatever the function is called and however it came there.
 *
 * Invariants
 *  1. Asking runs no user code, but for receivers that are Proxies: those are asked natively, for the names that fit the arguments.
 *  2. When in doubt it is the language: an error in a case where a promise would have done is better than a wrong value.
 */
import { entryOf } from "./entry.js";
import { CallFrame, GenFrame, type Frame } from "./frames.js";
import { host } from "./host.js";

/** How a plain entry was called. `f` is null where only its generator is known, `args` where they are not handed on. @internal */
export interface Called {
  readonly self: unknown;
  readonly args: ArrayLike<unknown> | null;
  readonly f: Function | null;
}

/** What the language does with the function: `as` is the name it found it by. @internal */
export interface Use {
  readonly what: "conversion" | "get" | "set" | "trap" | "then";
  readonly as: string;
}

type Fits = (args: ArrayLike<unknown>) => boolean;
const none: Fits = (a) => a.length === 0;
const one: Fits = (a) => a.length === 1;
const object = (x: unknown): boolean => (typeof x === "object" && x !== null) || typeof x === "function";
const key = (x: unknown): boolean => typeof x === "string" || typeof x === "symbol";

/** Methods whose result the language uses at once, with the arguments it gives them. */
const CONVERSIONS: readonly (readonly [PropertyKey, Fits])[] = [
  [Symbol.toPrimitive, (a) => a.length === 1 && /^(default|number|string)$/.test(String(a[0]))], ["valueOf", none], ["toString", none], ["toLocaleString", () => true], ["toISOString", none],
  ["toJSON", (a) => a.length === 1 && typeof a[0] === "string"], [Symbol.hasInstance, one], [Symbol.iterator, none], [Symbol.asyncIterator, none],
  ...("dispose" in Symbol ? [[Symbol.dispose as symbol, none] as const] : []),
];

/** Traps whose result the engine uses; `apply` hands it on. The first argument is the target. */
const TRAPS: readonly (readonly [string, number, Fits])[] = [
  ["get", 3, (a) => key(a[1])], ["set", 4, (a) => key(a[1])], ["has", 2, (a) => key(a[1])], ["deleteProperty", 2, (a) => key(a[1])], ["defineProperty", 3, (a) => key(a[1])],
  ["getOwnPropertyDescriptor", 2, (a) => key(a[1])], ["ownKeys", 1, () => true], ["getPrototypeOf", 1, () => true], ["setPrototypeOf", 2, (a) => a[1] === null || object(a[1])],
  ["isExtensible", 1, () => true], ["preventExtensions", 1, () => true], ["construct", 3, (a) => Array.isArray(a[1]) && typeof a[2] === "function"],
];

/** What the language called the function for whose first frame is `top`; undefined: the program called it, for all one can see. @internal */
export function useOf(top: Frame, { self, args, f }: Called): Use | undefined {
  if (self === undefined || self === null || self === globalThis) return undefined;
  const generator = f === null && top instanceof GenFrame ? Object.getPrototypeOf(top.gen) as unknown : undefined;
  const go = f === null && top instanceof CallFrame ? top.f : undefined;
  const isCalled = (x: unknown): boolean => typeof x === "function" && (f !== null ? x === f : go !== undefined ? entryOf(x)?.go === go : generator !== undefined && entryOf(x)?.gen?.prototype === generator);
  const fits = (test: Fits): boolean => args === null || test(args);
  const receiver = Object(self) as object;
  for (const [name, test] of CONVERSIONS) if (fits(test) && isCalled(valueOf(receiver, name))) return { what: "conversion", as: String(name) };
  if (receiver instanceof RegExp && isCalled(valueOf(receiver, "exec"))) return { what: "conversion", as: "exec" };
  if (fits((a) => a.length === 2 && typeof a[0] === "function" && typeof a[1] === "function") && isCalled(valueOf(receiver, "then"))) return { what: "then", as: "then" };
  for (const [name, count, test] of TRAPS) {
    const trap = valueOf(receiver, name);
    if (isCalled(trap) && (args === null ? arityFits(trap as Function, count) : args.length === count && object(args[0]) && test(args))) return { what: "trap", as: name };
  }
  return args === null || args.length < 2 ? accessorOf(receiver, isCalled, args) : undefined;
}

/** Does a function that declares so many parameters look like a trap? One that declares none may be. */
function arityFits(trap: Function, count: number): boolean {
  return trap.length === 0 || (trap.length <= count && (trap.length > 1 || count === 1));
}

/** The value of a property, without running an accessor. */
function valueOf(of: object, name: PropertyKey): unknown {
  for (let at: object | null = of; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (host.isProxy(at)) return behindProxy(of, name);
    const d = Object.getOwnPropertyDescriptor(at, name);
    if (d !== undefined) return d.value;
  }
  return undefined;
}

function behindProxy(of: object, name: PropertyKey): unknown {
  try {
    return Reflect.get(of, name);
  } catch {
    return undefined;
  }
}

/** The property that has the function for its getter (called without an argument) or setter (with one). */
function accessorOf(of: object, isCalled: (x: unknown) => boolean, args: ArrayLike<unknown> | null): Use | undefined {
  for (let at: object | null = of; at !== null && !host.isProxy(at); at = Object.getPrototypeOf(at) as object | null) {
    if (Array.isArray(at) || ArrayBuffer.isView(at)) continue; // too many keys to look through
    for (const name of Reflect.ownKeys(at)) {
      const d = Object.getOwnPropertyDescriptor(at, name)!;
      if (args?.length !== 1 && d.get !== undefined && isCalled(d.get)) return { what: "get", as: String(name) };
      if (args?.length !== 0 && d.set !== undefined && isCalled(d.set)) return { what: "set", as: String(name) };
    }
  }
  return undefined;
}
