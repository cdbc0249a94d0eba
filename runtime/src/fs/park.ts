/**
 * Node's callbacks in blocking style: the goroutine parks until the callback is called.
 *
 * A context can end the wait, not the operation: the system has no way to take a file operation back. What comes after that is dropped, a descriptor that was opened is closed.
 */
import type { Context } from "../context/context.js";
import type { G } from "../core/goroutine.js";
import { park, ready, readyError } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { S } from "../core/state.js";
import { endOf, whenDone } from "../stream/context-end.js";
import { PathError } from "./path-error.js";

class Operation {
  g: G | null = null;
  over = false;
  leave: (() => void) | null = null;
  constructor(private readonly op: string, private readonly path: string, private readonly late: ((value: unknown) => void) | null) {}
  done(error: unknown, value: unknown): void {
    if (this.over) {
      if ((error === null || error === undefined) && this.late !== null) this.late(value);
      return;
    }
    this.over = true;
    this.leave?.();
    if (error === null || error === undefined) ready(this.g!, value);
    else readyError(this.g!, new PathError(this.op, this.path, error));
  }
  stop(why: unknown): void {
    this.leave = null;
    if (this.over) return;
    this.over = true;
    readyError(this.g!, new PathError(this.op, this.path, why));
  }
  forget(): void {
    this.over = true;
    this.leave?.();
  }
  describe(): string { return `${this.op} ${this.path}`; }
}

/**
 * Protocol function: starts the operation and parks; gives what it calls back with.
 * @param late what becomes of a result nobody waits for any more
 */
export function operation(op: string, path: string, start: (done: (error: unknown, value?: unknown) => void) => void, ctx?: Context, late: ((value: unknown) => void) | null = null): never {
  const end = ctx === undefined ? null : endOf(ctx);
  if (end !== null) throw new PathError(op, path, end);
  if (S.g === null) park(reasons.io, null); // throws: nobody can wait here
  const o = new Operation(op, path, late);
  try {
    start((error, value) => o.done(error, value));
  } catch (e) {
    o.over = true;
    throw e;
  }
  o.g = park(reasons.io, o);
  if (ctx !== undefined) o.leave = whenDone(ctx, (why) => o.stop(why));
  return undefined as never;
}
