/**
 * Plain entries made by the runtime: for closures, function expressions and methods that may block, emitted code hands over the generator function and gets the function users see.
 *
 * Called by plain code it runs the generator on the spot (plain.ts); called by goroutine code the entry is taken. Name, length, constructibility and attributes are those of the
 * function as it was written.
 *
 * Names come from computed keys: redefining `name` would put the function into dictionary mode and make every look-up of its entry slow.
 * ABI: closure, fn, methods, method, privateMethod, knowsCallee, callee.
 */
import { ownWeakMap } from "./own-collections.js";
import { constructing } from "./construct.js";
import { attach, COUNTED, COUNTS, entryOf, EntryOf, functionName, named, setLength, type AnyFunction, type GeneratorFn } from "./entry.js";
import type { Body } from "./frames.js";
import { called, goCalled, goPlain, plain } from "./plain.js";

/** A plain entry around `gen`, for arrow functions: not constructible. A method, since it must know what it is called on (implicit.ts). ABI. */
export function closure(gen: GeneratorFn, name?: PropertyKey): AnyFunction {
  // By length, so that `length` need not be defined on each closure.
  const key = functionName(name);
  let f: AnyFunction;
  switch (gen.length) {
    case 0: f = { [key](...r: unknown[]): unknown { return called(f, (r.length === 0 ? gen() : Reflect.apply(gen, undefined, r)) as Body, this, r); } }[key]!; break;
    case 1: f = { [key](_a: unknown): unknown { return called(f, Reflect.apply(gen, undefined, arguments as never) as Body, this, arguments); } }[key]! as AnyFunction; break;
    default: f = { [key](_a: unknown, _b: unknown): unknown { return called(f, Reflect.apply(gen, undefined, arguments as never) as Body, this, arguments); } }[key]! as AnyFunction;
  }
  if (gen.length > 2) setLength(f, gen.length);
  attach(f, new EntryOf(f, gen, null));
  return f;
}

/** A plain entry around `gen`, for function expressions: constructible, `this` passed on. ABI. */
export function fn(gen: GeneratorFn, name?: PropertyKey): AnyFunction {
  const key = functionName(name);
  const f: AnyFunction = { [key]: function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return called(f, Reflect.apply(gen, this, args) as Body, this, args);
    const self: unknown = this;
    const made = plain(Reflect.apply(constructing(gen, new.target), self, args) as Body, new.target);
    return (typeof made === "object" && made !== null) || typeof made === "function" ? made : self;
  } }[key]!;
  setLength(f, gen.length);
  attach(f, new EntryOf(f, gen, null));
  return f;
}

/** A plain entry around the protocol function `go`, for arrows and function expressions without `this`. `counts`: as for goEntry. ABI. */
export function goClosure(go: AnyFunction, counts: boolean, name?: PropertyKey, constructible = false): AnyFunction {
  const key = functionName(name), length = Math.max(0, go.length - (counts ? 1 : 0));
  let f: AnyFunction;
  if (constructible) {
    f = { [key]: function (this: unknown, ...args: unknown[]): unknown {
      if (new.target === undefined) return goCalled(f, go, counts, this, args);
      const made = goPlain(go, counts, new.target, undefined, args);
      return (typeof made === "object" && made !== null) || typeof made === "function" ? made : this;
    } }[key]!;
    setLength(f, length);
  } else f = named(key, length, (self, args) => goCalled(f, go, counts, self, args));
  attach(f, new EntryOf(f, null, go, counts ? COUNTS : COUNTED));
  return f;
}

/** Replace methods of target that are protocol functions in place by plain entries made around them. ABI. */
export function goMethods<T extends object>(target: T, counts: boolean, ...keys: PropertyKey[]): T {
  for (const key of keys) {
    const d = Object.getOwnPropertyDescriptor(target, key)!, go = d.value as AnyFunction | undefined;
    if (typeof go !== "function") continue; // an accessor under the same computed key came later
    const f: AnyFunction = named(go.name, Math.max(0, go.length - (counts ? 1 : 0)), (self, args) => goCalled(f, go, counts, self, args));
    attach(f, new EntryOf(f, null, go, counts ? COUNTS : COUNTED));
    d.value = f;
    Object.defineProperty(target, key, d);
  }
  return target;
}

/** `target[goKey]` is the protocol function of the plain method `target[key]`: tie, then remove it. ABI. */
export function goMethod<T extends object>(target: T, key: PropertyKey, goKey: PropertyKey, counts: boolean): T {
  const t = target as Record<PropertyKey, unknown>;
  const f = Object.getOwnPropertyDescriptor(target, key)!.value as Function | undefined;
  if (f !== undefined) attach(f, new EntryOf(f, null, t[goKey] as AnyFunction, counts ? COUNTS : COUNTED)); // else an accessor under the same computed key came later
  delete t[goKey];
  return target;
}

/** Replace generator methods of target in place by plain entries made around them. ABI. */
export function methods<T extends object>(target: T, ...keys: PropertyKey[]): T {
  for (const key of keys) {
    const d = Object.getOwnPropertyDescriptor(target, key)!;
    if (typeof d.value !== "function") continue; // an accessor under the same computed key came later
    d.value = methodOf(d.value as GeneratorFn);
    Object.defineProperty(target, key, d);
  }
  return target;
}

/** `target[frameKey]` is the generator form of the plain method `target[key]`: tie, then remove it. ABI. */
export function method<T extends object>(target: T, key: PropertyKey, frameKey: PropertyKey): T {
  const t = target as Record<PropertyKey, unknown>;
  const f = Object.getOwnPropertyDescriptor(target, key)!.value as Function | undefined;
  if (f !== undefined) attach(f, new EntryOf(f, t[frameKey] as GeneratorFn, null)); // else an accessor under the same computed key came later
  delete t[frameKey];
  return target;
}

const PRIVATE = ownWeakMap<GeneratorFn, AnyFunction>();

/** The plain entry of a private generator method as a value: one identity per `gen`. ABI. */
export function privateMethod(gen: GeneratorFn): AnyFunction {
  let f = PRIVATE.get(gen);
  if (f === undefined) PRIVATE.set(gen, f = methodOf(gen));
  return f;
}

function methodOf(gen: GeneratorFn): AnyFunction {
  const f: AnyFunction = named(gen.name, gen.length, (self, args) => called(f, Reflect.apply(gen, self, args) as Body, self, args));
  attach(f, new EntryOf(f, gen, null));
  return f;
}

const CALLEES = ownWeakMap<Function, Function>();

/** The body of f, a function with an entry, asks for `arguments.callee`. ABI. */
export function knowsCallee<F extends Function>(f: F): F {
  CALLEES.set(entryOf(f)!.gen!, f);
  return f;
}

/** Make `args.callee` of a sloppy generator body the function that users see. ABI. */
export function callee(args: { callee?: unknown }): void {
  const own = Object.getOwnPropertyDescriptor(args, "callee")?.value as Function | undefined;
  const f = own === undefined ? undefined : CALLEES.get(own);
  if (f !== undefined) args.callee = f;
}
