/**
 * Why I/O fails, as the errors of all packages say it: a context has ended, or a stream, the system or another program has failed.
 *
 * Of a context, `error` is what `ctx.err()` gives, and `reason` the cause it was cancelled with, if that says more.
 */
import { cause, dependOn } from "../context/cancel.js";
import type { Context } from "../context/context.js";

export class ContextEnd {
  readonly reason: Error | undefined;
  constructor(readonly error: Error, why: Error | undefined) {
    this.reason = why === error ? undefined : why;
  }
}

/** Why ctx is done; null: it is not, or there is none. */
export function endOf(ctx: Context | undefined): ContextEnd | null {
  if (ctx === undefined) return null;
  const error = ctx.err();
  return error === undefined ? null : new ContextEnd(error, cause(ctx));
}

/** Calls `ended` once when ctx is done, in whatever stack cancels it; at once if it is. Returns how to leave. */
export function whenDone(ctx: Context, ended: (why: ContextEnd) => void): () => void {
  return dependOn(ctx, { parentDone: (error, why) => ended(new ContextEnd(error, why)) });
}

/** What an error takes over from that for which it is thrown. */
export interface Failure {
  /** Its `cause`. */
  readonly cause: Error;
  /** Its `code`: that of the cause, or of Node for a time that is over ("ETIMEDOUT") and for what was given up ("ABORT_ERR"). */
  readonly code: string;
  /** A deadline of any kind has passed. */
  readonly timeout: boolean;
  /** Its `reason`. */
  readonly reason: Error | undefined;
  /** The end of its text: the reason behind a colon, or nothing. */
  readonly more: string;
}

/** @param why the end of a context, or whatever was thrown @param other the code of what has none */
export function failureOf(why: unknown, other = ""): Failure {
  const ended = why instanceof ContextEnd ? why : null, cause = (ended === null ? why : ended.error) as Error;
  const { code: own, name } = (cause ?? {}) as { code?: unknown; name?: unknown }, reason = ended?.reason;
  const code = typeof own === "string" ? own : name === "TimeoutError" ? "ETIMEDOUT" : name === "AbortError" ? "ABORT_ERR" : other;
  return { cause, code, timeout: name === "TimeoutError" || code === "ETIMEDOUT" || code === "SY5102", reason, more: reason === undefined ? "" : `: ${reason.message}` };
}

/** Gives the error the reason of the failure, if there is one. */
export function withReason<E extends Error>(error: E, { reason }: Failure): E {
  return reason === undefined ? error : Object.assign(error, { reason });
}
