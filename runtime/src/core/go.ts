/**
 * Starting goroutines. The function and its arguments are evaluated by the caller, now; the goroutine starts at the tail of the run queue. Its result is dropped.
 *
 * Invariant: a goroutine whose `top` is START calls `prev` when it is first resumed, with the first `mode & 3` of `v` and `reason` (behind the depth of the native stack where COUNTED_ARGS is set): fields that mean
 * nothing before a goroutine has run. So one that was started and has not run is its G and nothing else.
 *
 * Cost: 136 bytes. Most of what a goroutine costs that never parks is the collector's copying of it: a frame and a list of arguments made it 264 bytes, and twice the time.
 * ABI: spawn, spawnFast, go, startedAt.
 */
import { kindOf, RuntimeError } from "./errors.js";
import { COUNTS, entryOf, type Entry } from "./entry.js";
import { CallFrame, frameOf, GenFrame, take, type Body, type Frame } from "./frames.js";
import { G } from "./goroutine.js";
import { host } from "./host.js";
import { append } from "./own-collections.js";
import { enqueue } from "./run-queue.js";
import { S as registers, shared } from "./state.js";

const S = registers;

/** In `mode`: the function takes the depth of the native stack first. */
const COUNTED_ARGS = 4;

class Start implements Frame {
  readonly up = null;
  readonly site = -1;
  resume(): unknown {
    if (S.err !== null) return take();
    const g = S.g!, f = g.prev as unknown as Function, b: unknown = g.reason, a = S.rv, how = g.mode;
    S.rv = undefined;
    g.prev = null;
    g.reason = "";
    g.mode = 0;
    switch (how) {
      case 0: return f() as unknown;
      case 1: return f(a) as unknown;
      case 2: return f(a, b) as unknown;
      case COUNTED_ARGS: return f(S.depth) as unknown;
      case COUNTED_ARGS + 1: return f(S.depth, a) as unknown;
      default: return f(S.depth, a, b) as unknown;
    }
  }
  unwind(): undefined { return undefined; }
}
const START: Frame = shared("start", () => new Start());

/** Start a goroutine with a generator as its body. ABI. */
export function spawn(site: number, gen: Body): G {
  return start(new GenFrame(gen, -1), site);
}

/** Start a goroutine with a function value of any colour. ABI. Throws SY5006 if f is no function. */
export function go(site: number, f: unknown, a?: unknown, b?: unknown): G {
  const n = arguments.length - 2, own = callable(f), e = entryOf(own);
  if (n > 2 || (e !== undefined && e.gen !== null)) return start(frameFor(own, e, from(arguments, 2)), site);
  return startCall(site, e === undefined ? own : e.go!, e !== undefined && e.kind === COUNTS ? n + COUNTED_ARGS : n, a, b);
}

/** Start a goroutine with the protocol function `f`, which nobody else has. `counts`: as for goEntry. ABI. */
export function spawnFast(site: number, counts: boolean, f: Function, a?: unknown, b?: unknown): G {
  const n = arguments.length - 3;
  if (n > 2) return start(new CallFrame(f, undefined, from(arguments, 3), counts), site);
  return startCall(site, f, counts ? n + COUNTED_ARGS : n, a, b);
}

function from(args: IArguments, k: number): unknown[] {
  const out: unknown[] = [];
  for (; k < args.length; k++) append(out, args[k]);
  return out;
}

function startCall(site: number, f: Function, how: number, a: unknown, b: unknown): G {
  const g = start(START, site);
  g.prev = f as never;
  g.v = a;
  g.reason = b as never;
  g.mode = how;
  return g;
}

const FROM = shared("started from", () => ({ site: -1, f: undefined as unknown }));

/** The place of a call of a method that starts a goroutine (`WaitGroup.go`), on the way to it with the function `f` it is given. Gives f. ABI. */
export function startedAt<F>(site: number, f: F): F {
  FROM.site = site;
  FROM.f = f;
  return f;
}

/** Where the goroutine that is about to be started with f comes from; -1: not known (the call was not compiled). @internal */
export function startOf(f: unknown): number {
  if (FROM.f !== f) return -1;
  FROM.f = undefined;
  return FROM.site;
}

/** The frame a goroutine that calls f(...args) starts with. @internal */
export function firstFrame(f: unknown, args: unknown[]): Frame {
  const own = callable(f);
  return frameFor(own, entryOf(own), args);
}

function frameFor(f: Function, e: Entry | undefined, args: unknown[]): Frame {
  return e === undefined ? new CallFrame(f, undefined, args) : frameOf(e, undefined, args);
}

function callable(f: unknown): Function {
  if (typeof f !== "function") throw new RuntimeError("SY5006", `go of nil func value\n  The first argument of go() must be a function, and it is ${kindOf(f)}.`);
  return f;
}

/** @internal */
export function start(top: Frame, site: number): G {
  const g = new G(top, site, S.g);
  g.context = host.capture();
  enqueue(g);
  return g;
}
