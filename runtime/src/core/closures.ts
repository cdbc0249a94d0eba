/**
 * Plain entries made by the runtime: for closures, function expressions and methods that may block, emitted code hands over the generator function and gets the function users see.
 *
 * Called by plain code it runs the generator on the spot (plain.ts); called by goroutine code the entry is taken. Name, length, constructibility and attributes are those of the
 * function as it was written.
 *
 * ABI: closure, fn, methods, method, privateMethod.
 */
import { attach, EntryOf, setLength, setName, type AnyFunction, type GeneratorFn } from "./entry.js";
import type { Body } from "./frames.js";
import { plain } from "./plain.js";

// By length, so that `length` need not be defined on each closure; returned directly, so that they have no name.
const made0 = (gen: GeneratorFn): AnyFunction => (...r) => plain(r.length === 0 ? gen() : Reflect.apply(gen, undefined, r) as Body);
const made1 = (gen: GeneratorFn): AnyFunction => (a, ...r) => plain(r.length === 0 ? gen(a) : Reflect.apply(gen, undefined, [a, ...r]) as Body);
const made2 = (gen: GeneratorFn): AnyFunction => (a, b, ...r) => plain(r.length === 0 ? gen(a, b) : Reflect.apply(gen, undefined, [a, b, ...r]) as Body);

/** A plain entry around `gen`, for arrow functions: not constructible. ABI. */
export function closure(gen: GeneratorFn, name = ""): AnyFunction {
  const n = gen.length;
  const f = n === 0 ? made0(gen) : n === 1 ? made1(gen) : n === 2 ? made2(gen) : made0(gen);
  if (n > 2) setLength(f, n);
  if (name !== "") setName(f, name);
  attach(f, new EntryOf(f, gen, null));
  return f;
}

/** A plain entry around `gen`, for function expressions: constructible, `this` passed on. ABI. */
export function fn(gen: GeneratorFn, name?: PropertyKey): AnyFunction {
  const f: AnyFunction = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target === undefined) return plain(Reflect.apply(gen, this, args) as Body);
    const self: unknown = this;
    const made = plain(Reflect.apply(gen, self, args) as Body, "constructor");
    return (typeof made === "object" && made !== null) || typeof made === "function" ? made : self;
  };
  setLength(f, gen.length);
  setName(f, name ?? "");
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
  const f = { m(this: unknown, ...args: unknown[]): unknown { return plain(Reflect.apply(gen, this, args) as Body); } }.m;
  setLength(f, gen.length);
  setName(f, gen.name);
  attach(f, new EntryOf(f, gen, null));
  return f;
}
