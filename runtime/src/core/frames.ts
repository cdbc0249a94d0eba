/**
 * The frame stack of a goroutine: how a call chain that suspends is kept and resumed.
 *
 * A goroutine entry returns its value with `S.f === 0`, or sets the flag, pushes its frame and returns a dummy. Every caller tests the flag, pushes its own frame and returns too:
 * frames arrive innermost first (`S.head … S.tail`, linked by `up`), and the native stack is empty when the scheduler has control. In direct form the body is a generator and the
 * frame is a GenFrame around it; what the body yields is the site number of the place where it stands.
 *
 * Invariants
 *  1. A stored generator stands at a `yield`, or was never started: next(v) delivers v there, throw(e) raises e there, return() unwinds from there.
 *  2. A frame is unlinked before it is resumed. However it leaves (value, error, suspended again), it is found neither twice nor too late.
 *  3. The yields of a body come only with the flag set, its end only with the flag clear. Both are tested, since the alternative is a wrong value in silence: SY9002, SY9003.
 *  4. `S.depth` counts calls on the native stack, by what they take of it. An error that passes through leaves it too high; that only makes the next growth come early, and each resume sets it right.
 *
 * Cost: a call that does not suspend allocates its generator and nothing else. A suspension makes one frame object per activation, once: it is used again at every later suspension.
 * Deep recursion: at MAX_DEPTH nested calls the chain suspends with `pre = 2`, its frames move to the heap and it goes on at once on an empty native stack. Hence recursion 100,000 deep.
 * Rejected: yield* from caller to callee (each resume walks the whole chain; overflows at about 5,200 frames); one array of frames per goroutine (each suspension would turn its
 * new part round); try/finally around next() to keep the depth exact (costs every call to save an early growth after an error).
 * ABI: frame.
 */
import { internalError } from "./errors.js";
import { preempt } from "./slice.js";
import { FL as flags, GENERATOR_LEVEL, MAX_DEPTH, S as registers } from "./state.js";
import { siteText } from "./sites.js";

const FL = flags;
const S = registers;

/** A suspended call: what it is called by (`up`), where it stands, how it goes on and how it ends without going on. ABI. */
export interface Frame {
  up: Frame | null;
  /** Site number of the place where it stands, -1: unknown. */
  site: number;
  /** Go on with `S.rv`, or by throwing `S.err`: returns a value, throws, or suspends again. */
  resume(): unknown;
  /** goexit: run the finally blocks, as generator.return() does. May suspend again. */
  unwind(): unknown;
}

/** The body of a function in direct form: yields site numbers. */
export type Body = Generator<unknown, unknown, unknown>;

/** Append a frame to the suspension under way. @internal */
export function push(frame: Frame): void {
  frame.up = null;
  const tail = S.tail;
  if (tail === null) S.head = frame;
  else tail.up = frame;
  S.tail = frame;
}

/** What a resumed frame gets: throws the error to deliver, else returns the value. @internal */
export function take(): unknown {
  const e = S.err;
  if (e !== null) {
    S.err = null;
    throw e.v;
  }
  const v = S.rv;
  S.rv = undefined;
  return v;
}

// The generators' methods before anybody replaces them: frames are stepped whatever becomes of the prototype. (As fast as `gen.next()`, or faster, where many kinds of generators come by.)
const { apply } = Reflect, generators = Object.getPrototypeOf(function* () {}).prototype as Generator;
const nextOf = generators.next, throwInto = generators.throw, returnFrom = generators.return; // eslint-disable-line @typescript-eslint/unbound-method

/** A frame around a generator. @internal */
export class GenFrame implements Frame {
  up: Frame | null = null;
  gen: Body;
  site: number;
  constructor(gen: Body, site: number) {
    this.gen = gen;
    this.site = site;
  }
  resume(): unknown {
    const e = S.err;
    let r: IteratorResult<unknown, unknown>;
    if (e !== null) {
      S.err = null;
      r = apply(throwInto, this.gen, [e.v]);
    } else {
      const v = S.rv;
      S.rv = undefined;
      r = apply(nextOf, this.gen, [v]);
    }
    if (r.done === true) {
      if (S.f !== 0) lost(this.site);
      return r.value;
    }
    return this.again(r.value);
  }
  unwind(): unknown {
    const r = apply(returnFrom, this.gen, [undefined]);
    if (r.done === true) {
      if (S.f !== 0) lost(this.site);
      return r.value;
    }
    return this.again(r.value);
  }
  again(site: unknown): undefined {
    if (S.f === 0) stray(this.site);
    this.site = site as number;
    push(this);
    return undefined;
  }
}

/**
 * Start a generator as a call. ABI.
 * Returns its value with the flag clear, or pushes its frame and returns undefined with the flag set.
 */
export function frame(gen: Body): unknown {
  if (FL[0]! < 0 && preempt()) {
    push(new GenFrame(gen, -1));
    return undefined;
  }
  if ((S.depth += GENERATOR_LEVEL) > MAX_DEPTH) {
    S.f = 1;
    S.pre = 2;
    push(new GenFrame(gen, -1));
    return undefined;
  }
  const r = apply(nextOf, gen, []);
  S.depth -= GENERATOR_LEVEL;
  if (r.done === true) {
    if (S.f !== 0) lost(-1);
    return r.value;
  }
  if (S.f === 0) stray(r.value);
  push(new GenFrame(gen, r.value as number));
  return undefined;
}

/** The arguments of a function that counts its calls: the depth of the native stack comes first. @internal */
export function counted(args: ArrayLike<unknown>): unknown[] {
  const all: unknown[] = [S.depth];
  for (let i = 0; i < args.length; i++) all[i + 1] = args[i];
  return all;
}

/** A frame that calls an ordinary or a protocol function when it is first resumed: a goroutine started with one. @internal */
export class CallFrame implements Frame {
  up: Frame | null = null;
  site = -1;
  f: Function;
  self: unknown;
  args: ArrayLike<unknown>;
  /** f takes the depth of the native stack first. */
  counts: boolean;
  constructor(f: Function, self: unknown, args: ArrayLike<unknown>, counts = false) {
    this.f = f;
    this.self = self;
    this.args = args;
    this.counts = counts;
  }
  resume(): unknown {
    if (S.err !== null) return take();
    S.rv = undefined;
    const { args } = this;
    return Reflect.apply(this.f, this.self, this.counts ? counted(args) : args);
  }
  unwind(): unknown { return undefined; }
}

/** The frame that starts an entry. @internal */
export function frameOf(e: { readonly gen: ((this: unknown, ...args: never[]) => Body) | null; readonly go: Function | null; readonly kind: number }, self: unknown, args: ArrayLike<unknown>): Frame {
  if (e.gen !== null) return new GenFrame(Reflect.apply(e.gen, self, args as never[]) as Body, -1);
  return new CallFrame(e.go!, self, args, e.kind === 2);
}

/** Passes on what it is resumed with: stands below a protocol function that suspended without a frame of its own. @internal */
export class PassFrame implements Frame {
  up: Frame | null = null;
  site = -1;
  resume(): unknown { return take(); }
  unwind(): unknown { return undefined; }
}

/** A body ended although the flag is set: something between it and the primitive that suspended did not test the flag. */
/** @internal */
export function lost(site: number): never {
  S.f = 0; S.pre = 0; S.head = S.tail = null;
  throw internalError("SY9002", `SY9002: a call that suspended was not waited for${place(site)}: a function between it and the goroutine returned as if nothing had happened.`);
}

/** A body yielded although nothing suspended. */
function stray(site: unknown): never {
  throw internalError("SY9003", `SY9003: a compiled function yielded without having suspended${place(typeof site === "number" ? site : -1)}.`);
}

function place(site: number): string {
  const s = siteText(site);
  return s === "" ? "" : ` (last seen at ${s})`;
}
