/**
 * Node's callbacks in blocking style: the goroutine parks until the callback is called.
 *
 * A context can end the wait. Most operations go on then, since the system has no way to take them back: what comes after that is dropped, or handed to `late`, which releases it. One that can be given up
 * says how.
 */
import type { Context } from "../context/context.js";
import { blocking } from "../core/entry.js";
import type { G } from "../core/goroutine.js";
import { mustBeGoroutine, park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { endOf, whenDone } from "./context-end.js";

/** Node's callback: an error, or a value. */
export type Done = (error: unknown, value?: unknown) => void;

class Operation {
  g: G | null = null;
  over = false;
  leave: (() => void) | null = null;
  giveUp: (() => void) | null = null;
  constructor(private readonly what: string, private readonly failure: (why: unknown) => unknown, private readonly late: ((value: unknown) => void) | null) {}
  done(error: unknown, value: unknown): void {
    if (this.over) {
      if ((error === null || error === undefined) && this.late !== null) this.late(value);
      return;
    }
    this.over = true;
    this.leave?.();
    if (error === null || error === undefined) ready(this.g!, value);
    else readyError(this.g!, this.failure(error));
  }
  stop(why: unknown): void {
    this.leave = null;
    if (this.over) return;
    this.over = true;
    this.giveUp?.();
    readyError(this.g!, this.failure(why));
  }
  forget(): void {
    this.over = true;
    this.leave?.();
    this.giveUp?.();
  }
  describe(): string { return this.what; }
}

/**
 * Protocol function: starts the operation and parks; gives what it calls back with. The callback comes in a later turn.
 * @param failure makes the error that is thrown, of Node's or of the end of the context
 * @param start begins it, and gives how to give it up, if there is a way
 */
export function operation(what: string, failure: (why: unknown) => unknown, start: (done: Done) => (() => void) | void, ctx?: Context, late: ((value: unknown) => void) | null = null): never {
  const end = endOf(ctx);
  if (end !== null) throw failure(end);
  mustBeGoroutine();
  const o = new Operation(what, failure, late);
  o.giveUp = start((error, value) => o.done(error, value)) ?? null;
  o.g = park(reasons.io, o);
  if (ctx !== undefined) o.leave = whenDone(ctx, (why) => o.stop(why));
  return undefined as never;
}

/** The blocking form of a function of Node's that takes a callback last; errors are Node's own. */
export function overCallback<F>(name: string, start: (done: Done, ...args: never[]) => void): F {
  return blocking(name, ((...args: unknown[]) => operation(name, (why) => why, (done) => { (start as (...a: unknown[]) => void)(done, ...args); })) as never) as F;
}
