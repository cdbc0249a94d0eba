/**
 * User generators whose body may suspend: the functions and the objects users see, around a body in direct form.
 *
 * The body is a generator function with two kinds of `yield`: with the flag set it is a suspension (what it yields is a site), else it gives a value to whoever called next(). So next(v), throw(e) and
 * return(v) act on the engine's own generator, and try/finally needs nothing of ours.
 *
 * What users hold is a native generator object, `pump`, that does nothing but `yield*` over our Stepper. Plain code steps it natively and thereby runs the body on the spot (plain.ts); it cannot wait,
 * and gets SY5016 if the body really parks. Goroutine code finds the entries of the native next, throw and return, which drive the body directly and suspend the goroutine that steps it.
 *
 * Invariants
 *  1. The Stepper's state is the state of the generator; the pump always stands in its `yield*` (primed when it is made) and only passes on.
 *  2. `running` is set from the call of next() until the body yields a value, ends or throws: also while it is parked. Another step meanwhile is a TypeError (ECMA-262 27.5.3.3).
 *  3. Two yields of the delegate (chan/delegate.ts) are requests: RAW hands out the result object of the inner iterator as it is, RETURN asks for return(v).
 *
 * Cost: a step is one native step and a test; making one allocates body, stepper and pump.
 * Rejected: own next() on an intermediate prototype (visible, and a borrowed native next would step the raw body); replacing %GeneratorPrototype%.next (slows every generator of the program).
 * ABI: generator, generatorFunction, generated, generatorEntry, generatorMethods, generatorMethod, privateGenerator, init.
 */
import { replaced, tied } from "./closures.js";
import { attach, EntryOf, entryOf, runtimeEntry, type AnyFunction, type GeneratorFn } from "./entry.js";
import { lost, push, type Body, type Frame } from "./frames.js";
import { functionName, named, setName } from "./named.js";
import { ownWeakMap } from "./own-collections.js";
import { onTheSpot } from "./plain.js";
import { preempt } from "./slice.js";
import { FL, GENERATOR_LEVEL, MAX_DEPTH, S, shared } from "./state.js";

export const NEXT = 0, THROW = 1, RETURN = 2;
/** A step takes as much native stack as so many calls of frame(), with `yield*` in it. */
const LEVELS = 6 * GENERATOR_LEVEL;
/** A step under way: resumed with what was waited for. */
const GO_ON = 3;
type Mode = typeof NEXT | typeof THROW | typeof RETURN | typeof GO_ON;

/** What passes between driver and delegate beside values: the result to hand out, the value of return(v). @internal */
export const passing = shared("generator passing", () => ({ raw: Symbol("raw"), leave: Symbol("leave"), result: undefined as unknown, returned: undefined as unknown }));

const nativeFunctions = Object.getPrototypeOf(function* () { /* none */ }) as Function & { readonly prototype: object };
const nativePrototype = nativeFunctions.prototype as Record<"next" | "throw" | "return", AnyFunction>;
const { next: nativeNext, throw: nativeThrow, return: nativeReturn } = nativePrototype;
/** The steps of a body, whatever becomes of the prototype. */
const nextOf = (body: Body, v: unknown): IteratorResult<unknown, unknown> => Reflect.apply(nativeNext, body, [v]);
const throwInto = (body: Body, e: unknown): IteratorResult<unknown, unknown> => Reflect.apply(nativeThrow, body, [e]);
const returnFrom = (body: Body, v: unknown): IteratorResult<unknown, unknown> => Reflect.apply(nativeReturn, body, [v]);

/** The state of one generator; also the iterator that its pump delegates to, for plain code. */
class Stepper {
  running = false;
  priming = true;
  /** Plain code was told that it cannot wait: there is no value to go on with. */
  broken: unknown = undefined;
  constructor(readonly body: Body) {}
  [Symbol.iterator](): this { return this; }
  next(v: unknown): unknown { return this.priming ? { value: undefined, done: false } : onSpot(this, NEXT, v); }
  throw(e: unknown): unknown { return onSpot(this, THROW, e); }
  return(v: unknown): unknown { return onSpot(this, RETURN, v); }
}

/** Which Stepper a generator object belongs to: a private field put on it, out of everybody's sight. All copies of the runtime use the one of the first. */
const stamps = shared("generator stamps", () => {
  const Same = function (o: object): object { return o; } as unknown as new (o: object) => object;
  class Stamp extends Same {
    readonly #stepper: Stepper;
    constructor(o: object, s: Stepper) { super(o); this.#stepper = s; }
    static of(o: object): Stepper | undefined { return #stepper in o ? o.#stepper : undefined; }
  }
  return { put: (o: object, s: Stepper): void => { new Stamp(o, s); }, of: Stamp.of };
});

/** A generator function and what makes its objects. */
interface Kind {
  readonly f: Function | undefined;
  /** Its prototype is that of `f` at each call. */
  readonly pump: { (s: Stepper): Generator; prototype: unknown };
}
const KIND: unique symbol = shared("KIND", () => Symbol("sansync.generator")) as never;
type Marked = GeneratorFn & { [KIND]?: Kind };

function kindOf(gen: Marked): Kind {
  return gen[KIND] ?? tie(undefined, gen);
}

function tie(f: Function | undefined, gen: Marked): Kind {
  const pump = function* (s: Stepper): Generator<unknown, unknown> { return yield* s as unknown as Iterable<unknown>; } as Kind["pump"];
  return gen[KIND] = { f, pump };
}

/** The object users get for a call, around a body whose parameters are evaluated. */
function made(kind: Kind, body: Body): object {
  const { pump, f } = kind, stepper = new Stepper(body);
  if (f !== undefined && pump.prototype !== f.prototype) pump.prototype = f.prototype;
  const object = pump(stepper);
  nativeNext.call(object);
  stepper.priming = false;
  stamps.put(object, stepper);
  return object;
}

// Parameters that may suspend: such a body yields once when they are evaluated.
const INIT = shared("generator init", () => new WeakSet<Function>());

/** `gen` evaluates its parameters up to its first yield. ABI. */
export function init<F extends GeneratorFn>(gen: F): F {
  INIT.add(gen);
  return gen;
}

class InitFrame implements Frame {
  up: Frame | null = null;
  site = -1;
  constructor(readonly kind: Kind, readonly body: Body) {}
  resume(): unknown {
    const e = S.err, v = S.rv;
    S.err = null;
    S.rv = undefined;
    const r = e !== null ? throwInto(this.body, e.v) : nextOf(this.body, v);
    if (S.f === 0) return made(this.kind, this.body);
    this.site = r.value as number;
    push(this);
    return undefined;
  }
  unwind(): unknown {
    returnFrom(this.body, undefined);
    if (S.f !== 0) push(this);
    return undefined;
  }
}

/** Called by goroutine code. */
function call(gen: GeneratorFn, self: unknown, args: ArrayLike<unknown>): unknown {
  const body = Reflect.apply(gen, self, args) as Body, kind = kindOf(gen);
  return INIT.has(gen) ? new InitFrame(kind, body).resume() : made(kind, body);
}

/** Called by plain code: the body of the function users see. ABI for declarations; `target` is its new.target. */
export function generated(gen: GeneratorFn, target: Function | undefined, self: unknown, args: ArrayLike<unknown>): unknown {
  if (target !== undefined) throw new TypeError(`${target.name} is not a constructor`);
  const body = Reflect.apply(gen, self, args) as Body, kind = kindOf(gen);
  if (!INIT.has(gen)) return made(kind, body);
  const first = new InitFrame(kind, body);
  S.rv = undefined;
  return onTheSpot(first, "generator");
}

function entryOn(f: Function, gen: GeneratorFn): void {
  attach(f, new EntryOf(f, null, function (this: unknown) { return call(gen, this, arguments); }));
  tie(f, gen);
}

/** f looks like a generator function from here on. */
function disguise(f: Function): void {
  Object.setPrototypeOf(f, nativeFunctions);
  Object.defineProperty(f, "prototype", { value: Object.create(nativePrototype), writable: true, enumerable: false, configurable: false });
}

/** The generator function users see around the body `gen`. ABI. */
export function generator(gen: GeneratorFn, name?: PropertyKey): AnyFunction {
  const f = named(functionName(name), gen.length, (self, args) => generated(gen, undefined, self, args));
  disguise(f);
  entryOn(f, gen);
  return f;
}

/** f is the declaration users see, whose body calls `generated`. ABI. */
export function generatorFunction(f: Function, gen: GeneratorFn, name?: PropertyKey): void {
  if (name !== undefined) setName(f, name);
  disguise(f);
  entryOn(f, gen);
}

/** f is a generator function that plain code calls as it is (it can only be preempted); goroutine code gets objects over `gen`. ABI. */
export function generatorEntry<F extends Function>(f: F, gen: GeneratorFn, name?: PropertyKey): F {
  if (name !== undefined) setName(f, name);
  entryOn(f, gen);
  return f;
}

/** The key of a method; as `[key]`: its parameters may suspend (see init). */
type MethodKey = PropertyKey | readonly [PropertyKey];
function keyOf(k: MethodKey): PropertyKey { return Array.isArray(k) ? k[0] as PropertyKey : k as PropertyKey; }

/** Replace generator methods in direct form, in place, by the functions users see. ABI. */
export function generatorMethods<T extends object>(target: T, ...keys: MethodKey[]): T {
  for (const k of keys) replaced(target, [keyOf(k)], (gen) => methodOf(Array.isArray(k) ? init(gen) : gen));
  return target;
}

/** `target[frameKey]` is the direct form of the generator method `target[key]`: tie, then remove it. ABI. */
export function generatorMethod<T extends object>(target: T, k: MethodKey, frameKey: PropertyKey): T {
  return tied(target, keyOf(k), frameKey, (f, gen) => entryOn(f, Array.isArray(k) ? init(gen) : gen));
}

const PRIVATE = ownWeakMap<GeneratorFn, AnyFunction>();

/** The function that a private generator method in direct form is, one identity per `gen`. ABI. */
export function privateGenerator(gen: GeneratorFn): AnyFunction {
  let f = PRIVATE.get(gen);
  if (f === undefined) PRIVATE.set(gen, f = methodOf(gen));
  return f;
}

function methodOf(gen: GeneratorFn): AnyFunction {
  return generator(gen, gen.name);
}

/** One step, from next() to the next value. */
class Step implements Frame {
  up: Frame | null = null;
  site = -1;
  constructor(readonly stepper: Stepper, public mode: Mode, public value: unknown) {}
  resume(): unknown {
    const e = S.err, v = S.rv;
    S.err = null;
    S.rv = undefined;
    let { mode, value } = this;
    if (e !== null) { mode = THROW; value = e.v; }
    else if (mode === GO_ON) { mode = NEXT; value = v; }
    return advance(this.stepper, this, mode, value);
  }
  /** goexit: finally blocks run. A value they yield is left for whoever closes the generator. */
  unwind(): unknown {
    if (this.mode !== GO_ON) {
      this.stepper.running = false;
      return undefined;
    }
    return advance(this.stepper, this, RETURN, undefined);
  }
}

function advance(stepper: Stepper, step: Step | null, mode: Mode, value: unknown): unknown {
  const { body } = stepper;
  let r: IteratorResult<unknown, unknown>;
  try {
    for (;;) {
      if (mode === NEXT) r = nextOf(body, value);
      else if (mode === THROW) r = throwInto(body, value);
      else {
        passing.returned = value;
        r = returnFrom(body, value);
      }
      if (S.f !== 0 || r.done === true || r.value !== passing.leave) break;
      mode = RETURN;
      value = passing.returned;
    }
  } catch (e) {
    stepper.running = false;
    throw e;
  }
  if (S.f !== 0) {
    if (r.done === true) lost(step === null ? -1 : step.site);
    step ??= new Step(stepper, GO_ON, undefined);
    step.mode = GO_ON;
    step.value = undefined;
    step.site = r.value as number;
    push(step);
    return undefined;
  }
  stepper.running = false;
  if (r.done !== true && r.value === passing.raw) {
    r = passing.result as IteratorResult<unknown>;
    passing.result = undefined;
  }
  return r;
}

function begin(stepper: Stepper): void {
  if (stepper.broken !== undefined) throw stepper.broken;
  if (stepper.running) throw new TypeError("Generator is already running");
  stepper.running = true;
}

/** A step by goroutine code. */
function drive(stepper: Stepper, mode: Mode, value: unknown): unknown {
  begin(stepper);
  if (FL[0]! < 0 && preempt()) {
    push(new Step(stepper, mode, value));
    return undefined;
  }
  if ((S.depth += LEVELS) > MAX_DEPTH) {
    S.f = 1;
    S.pre = 2;
    push(new Step(stepper, mode, value));
    return undefined;
  }
  const r = advance(stepper, null, mode, value);
  S.depth -= LEVELS;
  return r;
}

/** A step by plain code. */
function onSpot(stepper: Stepper, mode: Mode, value: unknown): unknown {
  begin(stepper);
  const step = new Step(stepper, mode, value);
  try {
    return onTheSpot(step, "generator");
  } catch (e) {
    if (stepper.running) {
      if (step.mode === GO_ON) stepper.broken = e; // it parked
      else stepper.running = false; // it was not started
    }
    throw e;
  }
}

for (const [name, mode] of [["next", NEXT], ["throw", THROW], ["return", RETURN]] as const) {
  const native = nativePrototype[name];
  if (entryOf(native) === undefined)
    runtimeEntry(native, function (this: unknown, v: unknown): unknown {
      const stepper = (typeof this === "object" && this !== null) ? stamps.of(this) : undefined;
      return stepper === undefined ? Reflect.apply(native, this, arguments) : drive(stepper, mode, v);
    });
}
