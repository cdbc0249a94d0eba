/**
 * One identity, two entries: how a function value carries its goroutine entry, and calls of function values of unknown colour.
 *
 * The entry hangs on the function under a private symbol, non-enumerable, and names its owner (`e.of === f`): a symbol found through a Proxy, through class inheritance or after all
 * own properties were copied onto a wrapper is not the owner's. Frozen functions (hardened intrinsics) get theirs in a WeakMap.
 * An entry is a generator function (direct form) or a protocol function written by hand (runtime primitives).
 *
 * Cost: a call with look-up and no entry 1.7 ns against 1.5 for the plain call; with entry 2.4 to 3.9. Attaching costs a defineProperty (120 ns).
 * Rejected: a WeakMap for all (160 to 380 ns); a private-field brand (each copy of the runtime has its own).
 * ABI: call0…call3, calln, entry, closure, fn, methods, method, privateMethod.
 */
import { RuntimeError, typeError } from "./errors.js";
import { frame, type Body } from "./frames.js";
import { outside } from "./park.js";
import { plain } from "./plain.js";
import { S, shared } from "./state.js";

export type AnyFunction = (this: any, ...args: any[]) => any; // eslint-disable-line @typescript-eslint/no-explicit-any
export type GeneratorFn = (this: any, ...args: any[]) => Body; // eslint-disable-line @typescript-eslint/no-explicit-any

/** The goroutine entry of `of`: exactly one of `gen` and `go` is set. */
export interface Entry {
  readonly of: Function;
  readonly gen: GeneratorFn | null;
  readonly go: AnyFunction | null;
}

/** @internal */
export const ENTRY: unique symbol = shared("ENTRY", () => Symbol("sansync.entry")) as never;
const FROZEN = shared("frozen", () => ({ used: false, map: new WeakMap<Function, Entry>() }));

class EntryOf implements Entry {
  readonly of: Function;
  readonly gen: GeneratorFn | null;
  readonly go: AnyFunction | null;
  constructor(of: Function, gen: GeneratorFn | null, go: AnyFunction | null) {
    this.of = of;
    this.gen = gen;
    this.go = go;
  }
}

/** The entry of f, undefined: none of its own. @internal */
export function entryOf(f: Function): Entry | undefined {
  const e = (f as unknown as Record<symbol, Entry | undefined>)[ENTRY];
  if (e !== undefined && e.of === f) return e;
  return FROZEN.used ? FROZEN.map.get(f) : undefined;
}

function attach(f: Function, e: Entry): void {
  if (Object.isExtensible(f)) {
    Object.defineProperty(f, ENTRY, { value: e, writable: true, configurable: true });
    return;
  }
  FROZEN.used = true;
  FROZEN.map.set(f, e);
}

function notCallable(text: string): TypeError { return new TypeError(`${text} is not a function`); }

/** Call a function value of unknown colour with no argument. ABI. */
export function call0(text: string, f: unknown, self: unknown): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return Reflect.apply(f, self, []);
  return e.gen !== null ? frame(e.gen.call(self)) : e.go!.call(self);
}
/** With one argument. ABI. */
export function call1(text: string, f: unknown, self: unknown, a: unknown): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return Reflect.apply(f, self, [a]);
  return e.gen !== null ? frame(e.gen.call(self, a)) : e.go!.call(self, a);
}
/** With two arguments. ABI. */
export function call2(text: string, f: unknown, self: unknown, a: unknown, b: unknown): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return Reflect.apply(f, self, [a, b]);
  return e.gen !== null ? frame(e.gen.call(self, a, b)) : e.go!.call(self, a, b);
}
/** With three arguments. ABI. */
export function call3(text: string, f: unknown, self: unknown, a: unknown, b: unknown, c: unknown): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return Reflect.apply(f, self, [a, b, c]);
  return e.gen !== null ? frame(e.gen.call(self, a, b, c)) : e.go!.call(self, a, b, c);
}
/** With a list of arguments. ABI. */
export function calln(text: string, f: unknown, self: unknown, args: ArrayLike<unknown>): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return Reflect.apply(f, self, args);
  return e.gen !== null ? frame(Reflect.apply(e.gen, self, args) as Body) : Reflect.apply(e.go!, self, args);
}

/** Attach the generator function `gen` as entry of `f`. ABI. */
export function entry<F extends Function>(f: F, gen: GeneratorFn, name?: string): F {
  attach(f, new EntryOf(f, gen, null));
  if (name !== undefined) setName(f, name);
  return f;
}

/** A plain entry around `gen`, for arrow functions: not constructible. ABI. */
export function closure(gen: GeneratorFn, name?: string): AnyFunction {
  let f: AnyFunction;
  switch (gen.length) {
    case 0: f = (...r) => plain(Reflect.apply(gen, undefined, r) as Body); break;
    case 1: f = (a, ...r) => plain(r.length === 0 ? gen(a) : Reflect.apply(gen, undefined, [a, ...r]) as Body); break;
    case 2: f = (a, b, ...r) => plain(Reflect.apply(gen, undefined, [a, b, ...r]) as Body); break;
    default:
      f = (...r) => plain(Reflect.apply(gen, undefined, r) as Body);
      setLength(f, gen.length);
  }
  setName(f, name ?? "");
  attach(f, new EntryOf(f, gen, null));
  return f;
}

/** A plain entry around `gen`, for function expressions: constructible, `this` passed on. ABI. */
export function fn(gen: GeneratorFn, name?: string): AnyFunction {
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

/** Tie a hand-written protocol function (value, or suspended) to the public function `plain`. @internal */
export function runtimeEntry<F extends Function>(plainFn: F, go: AnyFunction): F {
  attach(plainFn, new EntryOf(plainFn, null, go));
  return plainFn;
}

/**
 * Make the public function of a primitive that may park, from its protocol function. Called by code that was not compiled it tries at once, and throws SY5001 if it would have to
 * park; then nothing has happened. `name` is how users write it ("Chan.recv"); `go` may only park directly, not call user code. @internal
 */
export function blocking<F extends AnyFunction>(name: string, go: F): F {
  const short = name.slice(name.lastIndexOf(".") + 1);
  const f = { m(this: unknown, ...args: unknown[]): unknown {
    const g = S.g, was = outside.name;
    S.g = null;
    outside.name = name;
    try {
      return Reflect.apply(go, this, args);
    } finally {
      S.g = g;
      outside.name = was;
    }
  } }.m;
  setLength(f, go.length);
  setName(f, short);
  return runtimeEntry(f, go) as unknown as F;
}

/** Throw SY6001: `what` was given a function nobody compiled. @internal */
export function notCompiled(what: string): RuntimeError {
  return new RuntimeError("SY6001", `${what}() was called by code that was not compiled by sansync, so nothing in it can wait or be interrupted.\n`
    + "  Add the transformer to the tsconfig.json that emits this file:\n"
    + "    \"plugins\": [{ \"name\": \"@sansync/plugin\", \"transform\": \"@sansync/transformer\", \"transformProgram\": true }]\n"
    + "  and build with `tspc` (ts-patch) or `npx sansync build`. `npx sansync doctor` finds what is missing.");
}

/** @internal */
export function argumentError(what: string): TypeError { return typeError("SY5004", what); }

function setName(f: Function, name: string): void { Object.defineProperty(f, "name", { value: name, configurable: true }); }
function setLength(f: Function, length: number): void { if (f.length !== length) Object.defineProperty(f, "length", { value: length, configurable: true }); }
