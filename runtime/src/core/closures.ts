/**
 * Plain entries made by the runtime: for closures, function expressions and methods that may block, emitted code hands over the generator function and gets the function users see.
 *
 * Called by plain code it runs the generator on the spot (plain.ts); called by goroutine code the entry is taken. Name, length, constructibility and attributes are those of the
 * function as it was written.
 *
 * Names come from computed keys: redefining `name` would put the function into dictionary mode and make every look-up of its entry slow.
 * ABI: closure, fn, methods, method, privateMethod, knowsCallee, callee.
 */
import { constructing } from "./construct.js";
import { attach, entryOf, EntryOf, functionName, named, setLength, type AnyFunction, type GeneratorFn } from "./entry.js";
import type { Body } from "./frames.js";
import { plain } from "./plain.js";

/** A plain entry around `gen`, for arrow functions: not constructible. ABI. */
export function closure(gen: GeneratorFn, name?: PropertyKey): AnyFunction {
  // By length, so that `length` need not be defined on each closure; without a name returned directly, so that it has none.
  let f: AnyFunction;
  if (name === undefined) f = gen.length === 0 ? unnamed0(gen) : gen.length === 1 ? unnamed1(gen) : unnamed2(gen);
  else {
    const key = functionName(name);
    switch (gen.length) {
      case 0: f = { [key]: (...r: unknown[]) => called(gen, r) }[key]!; break;
      case 1: f = { [key]: (a: unknown, ...r: unknown[]) => called(gen, [a, ...r]) }[key]!; break;
      default: f = { [key]: (a: unknown, b: unknown, ...r: unknown[]) => called(gen, [a, b, ...r]) }[key]!;
    }
  }
  if (gen.length > 2) setLength(f, gen.length);
  attach(f, new EntryOf(f, gen, null));
  return f;
}

const called = (gen: GeneratorFn, args: unknown[]): unknown => plain(Reflect.apply(gen, undefined, args) as Body);
const unnamed0 = (gen: GeneratorFn): AnyFunction => (...r) => (r.length === 0 ? plain(gen()) : called(gen, r));
const unnamed1 = (gen: GeneratorFn): AnyFunction => (a, ...r) => (r.length === 0 ? plain(gen(a)) : called(gen, [a, ...r]));
const unnamed2 = (gen: GeneratorFn): AnyFunction => (a, b, ...r) => (r.length === 0 ? plain(gen(a, b)) : called(gen, [a, b, ...r]));

/** A plain entry around `gen`, for function expressions: constructible, `this` passed on. ABI. */
export function fn(gen: GeneratorFn, name?: PropertyKey): AnyFunction {
  const key = functionName(name);
  const f: AnyFunction = { [key]: function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return plain(Reflect.apply(gen, this, args) as Body);
    const self: unknown = this;
    const made = plain(Reflect.apply(constructing(gen, new.target), self, args) as Body, new.target);
    return (typeof made === "object" && made !== null) || typeof made === "function" ? made : self;
  } }[key]!;
  setLength(f, gen.length);
  attach(f, new EntryOf(f, gen, null));
  return f;
}

/** Replace generator methods of target in place by plain entries made around them. ABI. */
export function methods<T extends object>(target: T, ...keys: PropertyKey[]): T {
  for (const key of keys) {
    const d = Object.getOwnPropertyDescriptor(target, key)!;
    d.value = methodOf(d.value as GeneratorFn);
    Object.defineProperty(target, key, d);
  }
  return target;
}

/** `target[frameKey]` is the generator form of the plain method `target[key]`: tie, then remove it. ABI. */
export function method<T extends object>(target: T, key: PropertyKey, frameKey: PropertyKey): T {
  const t = target as Record<PropertyKey, unknown>;
  const f = Object.getOwnPropertyDescriptor(target, key)!.value as Function;
  attach(f, new EntryOf(f, t[frameKey] as GeneratorFn, null));
  delete t[frameKey];
  return target;
}

const PRIVATE = new WeakMap<GeneratorFn, AnyFunction>();

/** The plain entry of a private generator method as a value: one identity per `gen`. ABI. */
export function privateMethod(gen: GeneratorFn): AnyFunction {
  let f = PRIVATE.get(gen);
  if (f === undefined) PRIVATE.set(gen, f = methodOf(gen));
  return f;
}

function methodOf(gen: GeneratorFn): AnyFunction {
  const f = named(gen.name, gen.length, (self, args) => plain(Reflect.apply(gen, self, args) as Body));
  attach(f, new EntryOf(f, gen, null));
  return f;
}

const CALLEES = new WeakMap<Function, Function>();

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
