/**
 * The errors of I/O, after Go's package io.
 *
 * Two kinds. Sentinels (ErrClosed, ErrDeadlineExceeded, ErrUnexpectedEOF …) say *what* happened: frozen, one per process, compared with `===`. What is thrown is a fresh IOError, or an error of the
 * package it happened in (net's OpError), with the sentinel or the host's own error as `cause`: it says where. So a caller asks `errorIs(e, ErrClosed)`, whoever threw.
 */
import { hide } from "../core/errors.js";
import { sentinel as frozen } from "../core/sentinel.js";

/** @internal */
export function sentinel(key: string, message: string, code: string): Error {
  return frozen(`io.${key}`, key, message, code);
}

/** A handle (connection, listener, file, pipe) was closed on this side while it was waited for, or before. */
export const ErrClosed: Error = sentinel("ErrClosed", "use of closed network connection", "SY5101");

/** The deadline of a connection passed. Go's os.ErrDeadlineExceeded; not the one of contexts. */
export const ErrDeadlineExceeded: Error = sentinel("ErrDeadlineExceeded", "i/o timeout", "SY5102");

/** The other end of a pipe was closed. */
export const ErrClosedPipe: Error = sentinel("ErrClosedPipe", "io: read/write on closed pipe", "SY5103");

/** The source ended in the middle of something of known length. */
export const ErrUnexpectedEOF: Error = sentinel("ErrUnexpectedEOF", "unexpected EOF", "SY5104");

/** A line, or a body, is longer than the limit that was set for it. */
export const ErrTooLong: Error = sentinel("ErrTooLong", "bufio.Scanner: token too long", "SY5105");

/** An error of sansync/io. `code` is stable; `cause` is what it is about, one of the sentinels or the host's error. */
export class IOError extends Error {
  /** Stable code, for example `SY5104`. */
  readonly code: string;
  constructor(message: string, cause: unknown, code?: string) {
    super(message, { cause });
    const own: unknown = code ?? (cause as { code?: unknown } | null | undefined)?.code;
    this.code = typeof own === "string" ? own : "";
    hide(this, "name", "IOError");
  }
}

/** The sentinel as an error of its own, with a stack. @internal */
export function because(cause: Error, more = ""): IOError {
  return new IOError(more === "" ? cause.message : `${cause.message}: ${more}`, cause);
}

/**
 * Is `target` this error, or the cause of it, however deep? Go's `errors.Is`. What a context was cancelled with (`reason` of an OpError) counts too.
 * @param error whatever was caught
 */
export function errorIs(error: unknown, target: unknown): boolean {
  for (let e = error, depth = 0; depth < 100; depth++) {
    if (e === target) return true;
    if (typeof e !== "object" || e === null) return false;
    const { cause, reason } = e as { cause?: unknown; reason?: unknown };
    if (reason === target && target !== undefined) return true;
    if (cause === undefined) return false;
    e = cause;
  }
  return false;
}
