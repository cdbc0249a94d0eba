/**
 * `new` in goroutine code: constructors that may suspend.
 *
 * A class whose constructor may suspend has a *construct entry*, kept beside it. Its body is a generator; its native constructor does what only a native one can do, make the object and install native fields and private names, in one of two hidden phases told apart by a first argument nobody else has:
 *
 *   HIDDEN  base class: return the object with its fields initialised, the body does not run; `args[1]`, if given, is returned instead of it
 *   STAMP   derived class: call `super(args[1], args[2])`, (HIDDEN, object), which gives the object back, so that exactly this class's fields and private names are installed on it
 *
 * Called by plain code the native constructor runs the body on the spot; if that parks, `new` throws SY5005.
 *
 * Invariants
 *  1. Order is that of ECMA-262 10.2.2: base class: object, fields, parameters, body; derived class: parameters, body up to `super(…)`, the parent's whole construction, own fields, rest of the body.
 *  2. `new.target` goes through all of them unchanged. Functions used as constructors read theirs when their frame is made, not when it starts: it may start late.
 *  3. Stamping runs no user code but the class's own field initialisers. A parent that cannot give an object back (a built-in, a class with native fields) is replaced for the length of its own
 *     call, between which and the look-up of the parent no user code runs. A class that refuses another parent (it is frozen) cannot be stamped below such a parent: SY5018.
 *
 * Cost: a native base construction and one generator; stamping below a built-in 8 µs, below a compiled class as much as a construction.
 * ABI: newCall, spotNew, constructs, made, STAMP, stamp, superCall, superPlain, bound, self, result, superGet, callPlain, superSet, define, constructing, newTarget.
 */
import { append, data, ownWeakMap } from "./own-collections.js";
import { notCallable } from "./call.js";
import { COUNTS, entryOf, OWN, type Entry, type GeneratorFn } from "./entry.js";
import { CallFrame, frame, GenFrame, push, take, type Body, type Frame } from "./frames.js";
import { RuntimeError } from "./errors.js";
import { setName } from "./named.js";
import { onTheSpot } from "./plain.js";
import { S, shared } from "./state.js";

type Class = new (...args: unknown[]) => object;

/** Bits of the description the compiler gives of a constructor. */
const DERIVED = 1, ARGUMENTS = 2, NATIVE_ELEMENTS = 4;

/** How `of` constructs: `go` (written by hand), `gen` (its body), or neither: it passes everything on to its parent. */
interface ConstructEntry {
  readonly of: Function;
  readonly gen: GeneratorFn | null;
  readonly go: ((args: ArrayLike<unknown>, newTarget: Function) => unknown) | null;
  readonly flags: number;
}

/** Beside the classes, not on them: users look at the keys of classes. */
const CONSTRUCTS = shared("constructs", () => ownWeakMap<object, ConstructEntry>());
const HIDDEN = shared("HIDDEN", () => Object.freeze({ phase: "fields" }));
/** The hidden phase that installs own fields. ABI. */
export const STAMP = shared("STAMP", () => Object.freeze({ phase: "stamp" }));


/** Does `new f` have a way of its own in goroutine code? @internal */
export function constructsHere(f: unknown): f is Function {
  return typeof f === "function" && (CONSTRUCTS.get(f) !== undefined || (mayConstruct(f) && isConstructor(f)));
}

/** Give a built-in constructor a protocol function for `new` in goroutine code. @internal */
export function runtimeConstructor<F extends Function>(f: F, go: (args: ArrayLike<unknown>, newTarget: Function) => unknown): F {
  CONSTRUCTS.set(f, { of: f, gen: null, go, flags: 0 });
  return f;
}

/**
 * Attach the construct entry of class `of`. `key` is the generator method on its prototype that is the body, which is taken away again; without it the class passes on to its parent.
 * `name` is set where the class had to be given an inner name it was not written with. ABI.
 */
export function constructs(of: Function, flags: number, key?: string, name?: PropertyKey): void {
  let gen: GeneratorFn | null = null;
  if (key !== undefined) {
    const proto = (of as Class).prototype as Record<string, unknown>;
    gen = proto[key] as GeneratorFn;
    delete proto[key];
  }
  if (name !== undefined) setName(of, name);
  CONSTRUCTS.set(of, { of, gen, go: null, flags });
}

const constructors = new WeakSet<object>();
const probe = { construct: () => ({}) };

/** IsConstructor (7.2.4), without running any of it. @internal */
export function isConstructor(f: unknown): f is Class {
  if (typeof f !== "function") return false;
  if (constructors.has(f)) return true;
  try {
    new (new Proxy(f, probe) as unknown as Class)();
  } catch {
    return false;
  }
  constructors.add(f);
  return true;
}

/** `new f(…args)` with `newTarget`: the object, or suspended. `f` and `newTarget` are constructors. @internal */
export function construct(f: Function, args: ArrayLike<unknown>, newTarget: Function): unknown {
  const c = CONSTRUCTS.get(f);
  if (c === undefined) {
    const e = entryOf(f);
    return e === undefined || (e.gen === null && e.kind === OWN) ? Reflect.construct(f, args, newTarget) : constructByFunction(e.gen ?? generatorOf(e), args, newTarget);
  }
  if (c.go !== null) return c.go(args, newTarget);
  if (c.gen === null) {
    const parent: unknown = Object.getPrototypeOf(f);
    return isConstructor(parent) ? construct(parent, args, newTarget) : Reflect.construct(f, args, newTarget);
  }
  return frame(begin(c, args, newTarget, undefined));
}

function mayConstruct(f: Function): boolean {
  const e = entryOf(f);
  return e !== undefined && (e.gen !== null || e.kind !== OWN);
}

/** A generator that calls a function in fast form. */
function generatorOf(e: Entry): GeneratorFn {
  return function* (this: unknown, ...args: unknown[]) {
    const v: unknown = Reflect.apply(e.go!, this, e.kind === COUNTS ? [S.depth, ...args] : args);
    return S.f !== 0 ? yield -1 : v;
  };
}

/** The body of a constructor, ready to start. `self` is the object a base class made already. */
function begin(c: ConstructEntry, args: ArrayLike<unknown>, newTarget: Function, self: object | undefined): Body {
  const hidden: unknown[] = [c.of, newTarget];
  let object: unknown;
  if ((c.flags & DERIVED) !== 0) append(hidden, undefined);
  else object = self ?? Reflect.construct(c.of, [HIDDEN], newTarget);
  if ((c.flags & ARGUMENTS) !== 0) append(hidden, strictArguments(args));
  for (let i = 0; i < args.length; i++) append(hidden, args[i]);
  return Reflect.apply(c.gen!, object, hidden) as Body;
}

const strictArguments = (args: ArrayLike<unknown>): unknown => Reflect.apply(function (this: unknown) { return arguments; }, undefined, args);

/** What the native constructor of a class with a construct entry returns. ABI. */
export function made(of: Function, args: ArrayLike<unknown>, newTarget: Function, self?: object): unknown {
  if (args[0] === HIDDEN) return args[1];
  return onTheSpot(new GenFrame(begin(CONSTRUCTS.get(of)!, args, newTarget, self), -1), "constructor");
}

// Functions used as constructors

/** Whose frame is being made for which new.target. Read at once by that frame's maker, so nothing between can see it. */
const making: { f: Function | null; target: Function | undefined } = { f: null, target: undefined };

function constructByFunction(gen: GeneratorFn, args: ArrayLike<unknown>, newTarget: Function): unknown {
  const self = Reflect.construct(Object, [], newTarget) as object;
  const v = frame(Reflect.apply(constructing(gen, newTarget), self, args) as Body);
  if (S.f === 0) return isObject(v) ? v : self;
  push(new ObjectFrame(self));
  return undefined;
}

/** The end of a function's [[Construct]]: its object, unless it returned another. */
class ObjectFrame implements Frame {
  up: Frame | null = null;
  site = -1;
  readonly self: object;
  constructor(self: object) { this.self = self; }
  resume(): unknown {
    const v = take();
    return isObject(v) ? v : this.self;
  }
  unwind(): unknown { return undefined; }
}

function isObject(v: unknown): v is object { return (typeof v === "object" && v !== null) || typeof v === "function"; }

/** Says that the frame `gen` makes next is for `newTarget`. ABI. */
export function constructing<F extends Function>(gen: F, newTarget: Function | undefined): F {
  if (newTarget !== undefined) {
    making.f = gen;
    making.target = newTarget;
  }
  return gen;
}

/** `new.target` of the frame that `gen` is making. ABI. */
export function newTarget(gen: Function): Function | undefined {
  if (making.f !== gen) return undefined;
  const t = making.target;
  making.f = null;
  making.target = undefined;
  return t;
}

// What emitted code calls

/** `new f(…args)` in goroutine code. ABI. */
export function newCall(text: string, f: unknown, ...args: unknown[]): unknown {
  if (!isConstructor(f)) throw new TypeError(`${text} is not a constructor`);
  return construct(f, args, f);
}

/** The same where the caller is no goroutine but can await. ABI. */
export function spotNew(text: string, f: unknown, ...args: unknown[]): unknown {
  if (!isConstructor(f)) throw new TypeError(`${text} is not a constructor`);
  return constructsHere(f) ? onTheSpot(new CallFrame(construct, undefined, [f, args, f]), "awaited") : Reflect.construct(f, args);
}

/** `super(…args)` in the constructor of `of`: the parent's object, or suspended. ABI. */
export function superCall(of: Function, newTarget: Function, ...args: unknown[]): unknown {
  return construct(parentOf(of), args, newTarget);
}

/** The same where nothing may suspend. ABI. */
export function superPlain(of: Function, newTarget: Function, ...args: unknown[]): unknown {
  return Reflect.construct(parentOf(of), args, newTarget);
}

/** What `super(…)` constructs: looked up behind the arguments, as V8 does (the standard has it before them, 13.3.7.1). */
function parentOf(of: Function): Function {
  const parent: unknown = Object.getPrototypeOf(of);
  if (isConstructor(parent)) return parent;
  const name = typeof parent === "function" ? parent.name || "null" : parent === null ? "null" : Object.prototype.toString.call(parent);
  throw new TypeError(`Super constructor ${name} of ${of.name === "" ? "anonymous class" : of.name} is not a constructor`);
}

/** BindThisValue (9.1.1.3.1): `this` was `was`, `super(…)` gave `value`. ABI. */
export function bound(value: unknown, was: unknown): unknown {
  if (was !== undefined) throw new ReferenceError("Super constructor may only be called once");
  return value;
}

/** `this` in a derived constructor where `super(…)` may not have returned. ABI. */
export function self(value: unknown): unknown {
  if (value === undefined) throw new ReferenceError("Must call super constructor in derived class before accessing 'this' or returning from derived constructor");
  return value;
}

/** What a constructor that has `return` statements gives: `returned` if it is an object, else its `this`. ABI. */
export function result(returned: unknown, value: unknown, derived: boolean): unknown {
  if (isObject(returned)) return returned;
  if (!derived) return value;
  if (returned !== undefined) throw new TypeError("Derived constructors may only return object or undefined");
  return self(value);
}

/** Install the native fields and private names of class `of` on `object`. ABI. */
export function stamp(of: Function, object: object): void {
  const parent: unknown = Object.getPrototypeOf(of);
  if (isQuiet(parent)) {
    Reflect.construct(of, [STAMP, HIDDEN, object], of);
    return;
  }
  // Not a constructor of ours, or one that would initialise fields of its own.
  if (!Object.isExtensible(of)) {
    throw new RuntimeError("SY5018", `The class ${of.name} has private members or fields of its own, extends a class that sansync did not compile, and is frozen: its constructor cannot run in a goroutine.\n`
      + "  Freeze its prototype instead, or move what may block out of the constructor.");
  }
  function Parent(): object {
    Object.setPrototypeOf(of, parent as object);
    return object;
  }
  Object.setPrototypeOf(of, Parent);
  Reflect.construct(of, [STAMP], of);
}

/** Called with (HIDDEN, object), it gives the object back and does nothing else. */
function isQuiet(f: unknown): boolean {
  for (let at = f; typeof at === "function"; at = Object.getPrototypeOf(at)) {
    const c = CONSTRUCTS.get(at);
    if (c === undefined) return false;
    if (c.gen !== null) return (c.flags & DERIVED) !== 0 || (c.flags & NATIVE_ELEMENTS) === 0;
  }
  return false;
}

/** `super[key]` in a constructor of `of` (6.2.5.5, GetSuperBase). ABI. */
export function superGet(of: Function, receiver: unknown, key: PropertyKey): unknown {
  const base = Object.getPrototypeOf((of as Class).prototype) as Record<PropertyKey, unknown> | null;
  return base === null ? base![key] : Reflect.get(base, key, receiver);
}

/** A method found by `superGet`, called plainly. ABI. */
export function callPlain(text: string, f: unknown, self: unknown, ...args: unknown[]): unknown {
  if (typeof f !== "function") throw notCallable(text);
  return Reflect.apply(f, self, args);
}

/** `super[key] = value`. ABI. */
export function superSet(of: Function, receiver: object, key: PropertyKey, value: unknown): unknown {
  const base = Object.getPrototypeOf((of as Class).prototype) as object;
  if (!Reflect.set(base, key, value, receiver)) {
    throw new TypeError(`Cannot assign to read only property '${String(key)}' of object`);
  }
  return value;
}

/** CreateDataPropertyOrThrow: a public field. ABI. */
export function define(object: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(object, key, data(value, true, true));
}
