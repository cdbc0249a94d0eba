/**
 * A context as the reason why I/O fails: `error` is what `ctx.err()` gives, `reason` the cause it was cancelled with, if that says more.
 */
import { cause, dependOn } from "../context/cancel.js";
import type { Context } from "../context/context.js";

export class ContextEnd {
  readonly reason: Error | undefined;
  constructor(readonly error: Error, why: Error | undefined) {
    this.reason = why === error ? undefined : why;
  }
}

/** Why ctx is done; null: it is not. */
export function endOf(ctx: Context): ContextEnd | null {
  const error = ctx.err();
  return error === undefined ? null : new ContextEnd(error, cause(ctx));
}

/** Calls `ended` once when ctx is done, in whatever stack cancels it; at once if it is. Returns how to leave. */
export function whenDone(ctx: Context, ended: (why: ContextEnd) => void): () => void {
  return dependOn(ctx, { parentDone: (error, why) => ended(new ContextEnd(error, why)) });
}
