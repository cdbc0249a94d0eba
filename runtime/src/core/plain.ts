/**
 * Plain callers: a function that may block, called by code that cannot wait (native sort, event emitters, test runners, module top level).
 *
 * The call becomes a goroutine of its own that is run on the spot, on the caller's stack. If it ends without parking, its value is returned (its error thrown); if it parks, the caller
 * gets a Pending, a promise of the value, and the goroutine goes on in the scheduler like any other.
 *
 * Invariants
 *  1. The registers are as before when the caller goes on, whatever happened.
 *  2. Nothing is preempted on the spot: the caller's native frames cannot be suspended. Deep recursion still moves to the heap.
 *  3. Nothing is lost: the error of a Pending nobody attached a handler to by the next macrotask ends the program as an uncaught error in a goroutine does.
 *
 * ABI: plain, goPlain, pending, awaited.
 */
import { ownWeakMap } from "./own-collections.js";
import { RuntimeError, internalError } from "./errors.js";
import { CallFrame, GenFrame, type Body, type Frame } from "./frames.js";
import { G, type Ending } from "./goroutine.js";
import { host } from "./host.js";
import { useOf, type Called } from "./implicit.js";
import { park, ready, readyError } from "./park.js";
import { reasons } from "./reasons.js";
import { siteOf } from "./sites.js";
import { resume } from "./scheduler.js";
import { FL, S, shared, WANTED } from "./state.js";
import { uncaught } from "./report.js";

/** So many goroutines may run on the spot on top of each other. */
const MAX_NEST = 200;

interface PendingState {
  /** Somebody attached a handler. */
  handled: boolean;
  /** The function that was called, and the goroutine it became. */
  what: string;
  g: G | null;
}

/** Kept beside the promises, out of sight of whoever prints one. Being in here is also what makes a Pending: asking an object, which may be a Proxy, would be seen. */
const STATES = shared("pendings", () => ownWeakMap<object, PendingState>());

function stateOf(p: object): PendingState {
  let state = STATES.get(p);
  if (state === undefined) STATES.set(p, state = { handled: false, what: "f", g: null });
  return state;
}

/** The promise a plain caller gets for a call that parked. */
export class Pending<T = unknown> extends Promise<T> {
  static override get [Symbol.species](): PromiseConstructor { return Promise; }

  override then<A = T, B = never>(ok?: ((value: T) => A | PromiseLike<A>) | null, no?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B> {
    stateOf(this).handled = true;
    return super.then(ok, no);
  }

  /** A Pending used as a value: the caller did not know that the call may block. */
  [Symbol.toPrimitive](): never { throw usedAsValue(stateOf(this).what); }
  toJSON(): never { throw usedAsValue(stateOf(this).what); }
  /** A native loop takes a Pending from `next()` for an iterator result, and would never end. */
  get done(): never { throw usedAsValue(stateOf(this).what); }
}

function usedAsValue(what: string): RuntimeError {
  return new RuntimeError("SY5002", `${what}() had to wait when plain code called it, so plain code got a promise; it is used here as if it were the value.\n`
    + "  Await the result, or call it from compiled code that runs in a goroutine.");
}

/** Is x a Pending of ours? `site` is where the awaiting code stands: reports show it as the place the goroutine was started. ABI. */
export function pending(x: unknown, site = -1): boolean {
  const state = typeof x === "object" && x !== null ? STATES.get(x) : undefined;
  if (state === undefined) return false;
  const { g } = state;
  if (g !== null && g.site < 0) g.site = site;
  return true;
}

/** Carries the value of a call through `await`, which would take a promise that is the value for a promise of the value. */
class Awaited {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
    AWAITED.add(this);
  }
}
const AWAITED = shared("awaited", () => new WeakSet<object>());

/** What awaiting a Pending gave: its value. ABI. */
export function awaited(x: unknown): unknown {
  return typeof x === "object" && x !== null && AWAITED.has(x) ? (x as Awaited).value : x;
}

/** How a plain call ended, or the promise somebody got for it. */
class PlainCall implements Ending {
  done = false;
  value: unknown = undefined;
  error: { v: unknown } | null = null;
  promise: Pending | null = null;
  /** The goroutine on whose native stack this one runs, while it does (core/traces.ts). */
  below: G | null;
  /** The caller's asynchronous context, once it has parked. */
  context: unknown = null;
  resolve: (v: unknown) => void = nothing;
  reject: (e: unknown) => void = nothing;
  /** The goroutine that was given the promise by a function nobody compiled, and waits for the value. */
  waiter: G | null = null;
  /** The `reject` of the promise job that called a `then` of the user's. */
  rejects: ((e: unknown) => void) | null = null;
  /** The promise is awaited by emitted code, which unpacks the value. */
  readonly packs: boolean;
  constructor(packs: boolean, below: G | null) { this.packs = packs; this.below = below; }

  ended(g: G, value: unknown, error: { v: unknown } | null): void {
    this.done = true;
    this.value = value;
    this.error = error;
    const p = this.promise;
    if (p === null) return;
    if (this.waiter !== null) {
      if (error === null) ready(this.waiter, value);
      else readyError(this.waiter, error.v);
      return;
    }
    if (error === null) { this.resolve(this.packs ? new Awaited(value) : value); return; }
    this.reject(error.v);
    const state = stateOf(p);
    if (state.handled) return;
    Promise.prototype.then.call(p, undefined, nothing); // the report is ours, not the host's
    if (this.rejects !== null) { this.rejects(error.v); return; }
    host.macrotask(() => { if (!state.handled) uncaught(g, error.v); });
  }
}

function nothing(): void { /* no handler yet */ }

/**
 * Run `gen` as a new goroutine on the caller's stack. ABI.
 * Ended: its value is returned or its error thrown. Parked: a Pending, or SY5005 if the caller constructs.
 */
export function plain(gen: Body, newTarget?: unknown, self?: unknown): unknown {
  return onTheSpot(new GenFrame(gen, -1), newTarget === undefined ? undefined : "constructor", self === undefined ? undefined : { self, args: null, f: null });
}

/** The plain entry `f` was called on `self`. @internal */
export function called(f: Function, gen: Body, self: unknown, args: ArrayLike<unknown>): unknown {
  return onTheSpot(new GenFrame(gen, -1), undefined, { self, args, f });
}

/** Run a call of a function in fast form as a new goroutine on the caller's stack: as `plain`. ABI. */
export function goPlain(go: Function, counts: boolean, newTarget: unknown, self: unknown, args: ArrayLike<unknown>): unknown {
  return onTheSpot(new CallFrame(go, self, args, counts), newTarget === undefined ? undefined : "constructor", self === undefined ? undefined : { self, args: null, f: null });
}

/** The same, for plain entries the runtime made: `f` was called on `self`. @internal */
export function goCalled(f: Function, go: Function, counts: boolean, self: unknown, args: ArrayLike<unknown>): unknown {
  return onTheSpot(new CallFrame(go, self, args, counts), undefined, { self, args, f });
}

/**
 * Call a function that has no entry, in goroutine code. If what it gives is the promise it got from a call of ours under way (a Proxy of a function that blocks, a function bound or wrapped by
 * code nobody compiled), the goroutine waits for the value: that is what the function would have given plainly. @internal
 */
export function callNative(f: Function, self: unknown, args: ArrayLike<unknown>): unknown {
  const { given } = S;
  const v: unknown = Reflect.apply(f, self, args);
  return S.given === given ? v : waitedFor(v);
}

/** What a call gave that made a Pending: the value of that, if that is what it gave. @internal */
export function waitedFor(v: unknown): unknown {
  const state = typeof v === "object" && v !== null ? STATES.get(v) : undefined;
  const call = state?.g?.ending;
  if (state === undefined || !(call instanceof PlainCall) || call.done || call.waiter !== null || state.handled || S.g === null) return v;
  call.waiter = park(reasons.call, v);
  return undefined;
}

/** The same for any first frame. @internal */
export function onTheSpot(top: Frame, role?: "constructor" | "awaited" | "generator" | "get" | "set", how?: Called): unknown {
  if (S.f !== 0) throw internalError("SY9004", "SY9004: plain code ran while a suspension was on its way to the scheduler.");
  if (S.nest >= MAX_NEST) {
    throw new RuntimeError("SY5003", `Plain code and goroutines have called each other ${MAX_NEST} deep: each such call needs native stack. Compile the plain code between them with sansync, or call it less deep.`);
  }
  const g0 = S.g, rv = S.rv, err = S.err, depth = S.depth;
  const call = new PlainCall(role === "awaited", g0);
  const g = new G(top, -1, g0);
  g.ending = call;
  S.nest++;
  try {
    resume(g);
  } finally {
    call.below = null;
    S.nest--;
    S.g = g0;
    S.rv = rv;
    S.err = err;
    S.depth = depth;
  }
  if (call.done) {
    if (call.error !== null) throw call.error.v;
    return call.value;
  }
  if (FL[0]! >= 0 && S.nest === 0) FL[0] = WANTED;
  call.context = host.capture();
  g.context ??= call.context;
  const p = new Pending((resolve, reject) => { call.resolve = resolve; call.reject = reject; });
  const state = stateOf(p);
  state.what = nameOf(g);
  state.g = g;
  call.promise = p;
  S.given = S.given + 1 | 0;
  const use = role === undefined && how !== undefined ? useOf(top, how) : undefined;
  if (use?.what === "then") {
    if (how!.args !== null) call.rejects = how!.args[1] as (e: unknown) => void;
    return p;
  }
  if (use?.what === "trap") {
    throw new RuntimeError("SY5017", `${state.what}(), the trap \`${use.as}\` of a Proxy, had to wait where nobody can: the language calls it and uses the result at once. Let the trap give what is known without waiting, and call what blocks by name.`);
  }
  if (use?.what === "get" || use?.what === "set") role = use.what;
  if (role === "constructor") {
    throw new RuntimeError("SY5005", `The constructor ${state.what} had to wait, but plain code called it with \`new\`, which cannot wait. Move the waiting into a method or a function that makes the object.`);
  }
  if (role === "generator") {
    throw new RuntimeError("SY5016", `The generator ${state.what} had to wait, but plain code stepped it, which cannot wait. Iterate over it in compiled code that runs in a goroutine.`);
  }
  if (role === "get" || role === "set") {
    throw new RuntimeError("SY5017", `The ${role === "get" ? "getter" : "setter"} ${state.what}${use === undefined ? "" : ` of \`${use.as}\``} had to wait where nobody can: plain code, or an operation that is not compiled (spread, a native), used the property. ${role === "get" ? "Read" : "Write"} it as \`o.x\` in compiled code that runs in a goroutine, or use a method.`);
  }
  if (use !== undefined || (role !== "awaited" && CONVERTS.test(state.what))) {
    throw new RuntimeError("SY5017", `${state.what}()${use === undefined || state.what.endsWith(use.as) ? "" : `, stored as \`${use.as}\`,`} had to wait where nobody can: the language calls it to convert, test or dispose of a value and does not wait for the result. Call it by name in compiled code that runs in a goroutine, and use what it gives.`);
  }
  return p;
}

/** Names of functions that the language calls by itself: a promise from them would be taken for the result, or make it try another one. */
const CONVERTS = /(^|\.)(toString|valueOf|toJSON|\[Symbol\.(toPrimitive|hasInstance|dispose|toStringTag|isConcatSpreadable|iterator)\])$/;

/** The function a goroutine was started with, from its outermost frame. */
function nameOf(g: G): string {
  let f = g.top;
  while (f !== null && f.up !== null) f = f.up;
  return (f !== null && siteOf(f.site)?.fn) || "the function";
}
