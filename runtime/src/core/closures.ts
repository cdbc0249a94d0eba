/**
 * Plain entries made by the runtime: for closures, function expressions and methods that may block, emitted code hands over the generator function and gets the function users see.
 *
 * Called by plain code it runs the generator on the spot (plain.ts); called by goroutine code the entry is taken. Name, length, constructibility and attributes are those of the
 * function as it was written.
 *
 * ABI: closure, fn, methods, method, privateMethod, knowsCallee, callee.
 */
import { ownWeakMap } from "./own-collections.js";
import { constructing } from "./construct.js";
import { attach, entry, entryOf, EntryOf, goEntry, type AnyFunction, type GeneratorFn } from "./entry.js";
import type { Body } from "./frames.js";
import { constructible, functionName, named } from "./named.js";
import { called, goCalled, goPlain, plain } from "./plain.js";

/** A plain entry around `gen`, for arrow functions: not constructible. A method, since it must know what it is called on (implicit.ts). ABI. */
export function closure(gen: GeneratorFn, name?: PropertyKey): AnyFunction {
  const f: AnyFunction = named(functionName(name), gen.length, (self, args) => called(f, Reflect.apply(gen, undefined, args) as Body, self, args));
  attach(f, new EntryOf(f, gen, null));
  return f;
}

/** A plain entry around `gen`, for function expressions: constructible, `this` passed on. ABI. */
export function fn(gen: GeneratorFn, name?: PropertyKey): AnyFunction {
  const f: AnyFunction = constructible(functionName(name), gen.length, (self, args) => called(f, Reflect.apply(gen, self, args) as Body, self, args),
    (target, self, args) => object(plain(Reflect.apply(constructing(gen, target), self, args) as Body, target), self));
  attach(f, new EntryOf(f, gen, null));
  return f;
}

/** A plain entry around the protocol function `go`, for arrows and function expressions without `this`. `counts`: as for goEntry. ABI. */
export function goClosure(go: AnyFunction, counts: boolean, name?: PropertyKey, isConstructible = false): AnyFunction {
  const key = functionName(name);
  if (!isConstructible) return goMember(key, go, counts);
  const f: AnyFunction = constructible(key, lengthOf(go, counts), (self, args) => goCalled(f, go, counts, self, args),
    (target, self, args) => object(goPlain(go, counts, target, undefined, args), self));
  return goEntry(f, go, counts);
}

/** `length` of the function that `go` is the protocol function of. */
function lengthOf(go: AnyFunction, counts: boolean): number { return Math.max(0, go.length - (counts ? 1 : 0)); }

/** What `new` gives. */
function object(made: unknown, self: unknown): unknown { return (typeof made === "object" && made !== null) || typeof made === "function" ? made : self; }

function goMember(name: string, go: AnyFunction, counts: boolean): AnyFunction {
  const f: AnyFunction = named(name, lengthOf(go, counts), (self, args) => goCalled(f, go, counts, self, args));
  return goEntry(f, go, counts);
}

/** Replace methods of target that are protocol functions in place by plain entries made around them. ABI. */
export function goMethods<T extends object>(target: T, counts: boolean, ...keys: PropertyKey[]): T {
  return replaced(target, keys, (go) => goMember(go.name, go, counts));
}

/** As goMethods, where the methods only call a function that has `this` as a parameter: stacks leave them out (core/call-sites.ts). ABI. */
export function goBetween<T extends object>(target: T, counts: boolean, ...keys: PropertyKey[]): T {
  return replaced(target, keys, (go) => {
    const { name } = go;
    return goMember(name, Object.defineProperty(go, "name", { value: `${name}$call` }), counts);
  });
}

/** `target[goKey]` is the protocol function of the plain method `target[key]`: tie, then remove it. ABI. */
export function goMethod<T extends object>(target: T, key: PropertyKey, goKey: PropertyKey, counts: boolean): T {
  return tied(target, key, goKey, (f, go) => goEntry(f, go, counts));
}

/** Replace generator methods of target in place by plain entries made around them. ABI. */
export function methods<T extends object>(target: T, ...keys: PropertyKey[]): T {
  return replaced(target, keys, methodOf);
}

/** Each `target[key]` becomes what `around` makes of it. @internal */
export function replaced<T extends object>(target: T, keys: readonly PropertyKey[], around: (f: AnyFunction) => AnyFunction): T {
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!, d = Object.getOwnPropertyDescriptor(target, key)!;
    if (typeof d.value !== "function") continue; // an accessor under the same computed key came later
    d.value = around(d.value as AnyFunction);
    Object.defineProperty(target, key, d);
  }
  return target;
}

/** `target[frameKey]` is the generator form of the plain method `target[key]`: tie, then remove it. ABI. */
export function method<T extends object>(target: T, key: PropertyKey, frameKey: PropertyKey): T {
  return tied(target, key, frameKey, entry);
}

/** Ties `target[key]` to its other form, `target[helper]`, which leaves. @internal */
export function tied<T extends object>(target: T, key: PropertyKey, helper: PropertyKey, tie: (f: Function, form: AnyFunction) => unknown): T {
  const t = target as Record<PropertyKey, unknown>;
  const f = Object.getOwnPropertyDescriptor(target, key)!.value as Function | undefined;
  if (f !== undefined) tie(f, t[helper] as AnyFunction); // else an accessor under the same computed key came later
  delete t[helper];
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
