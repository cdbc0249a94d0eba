/**
 * Starting goroutines. The function and its arguments are evaluated by the caller, now; the goroutine starts at the tail of the run queue. Its result is dropped.
 * ABI: spawn, go, startedAt.
 */
import { kindOf, RuntimeError } from "./errors.js";
import { entryOf } from "./entry.js";
import { CallFrame, frameOf, GenFrame, type Body, type Frame } from "./frames.js";
import { G } from "./goroutine.js";
import { host } from "./host.js";
import { enqueue } from "./run-queue.js";
import { S, shared } from "./state.js";

/** Start a goroutine with a generator as its body. ABI. */
export function spawn(site: number, gen: Body): G {
  return start(new GenFrame(gen, -1), site);
}

/** Start a goroutine with a function value of any colour. ABI. Throws SY5006 if f is no function. */
export function go(site: number, f: unknown, ...args: unknown[]): G {
  return start(firstFrame(f, args), site);
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
  if (typeof f !== "function") throw new RuntimeError("SY5006", `go of nil func value\n  The first argument of go() must be a function, and it is ${kindOf(f)}.`);
  const e = entryOf(f);
  if (e === undefined) return new CallFrame(f, undefined, args);
  return frameOf(e, undefined, args);
}

/** @internal */
export function start(top: Frame, site: number): G {
  const g = new G(top, site, S.g);
  g.context = host.capture();
  enqueue(g);
  return g;
}
