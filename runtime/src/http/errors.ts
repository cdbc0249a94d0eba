/**
 * Errors of sansync/http: what a handler may throw to answer with a status, and what a request of the client failed with.
 */
import { hide } from "../core/errors.js";
import { IOError, sentinel } from "../io/errors.js";
import { joinHostPort } from "../net/address.js";
import { OpError, single } from "../net/op-error.js";
import { failureOf, withReason } from "../stream/context-end.js";

/** The client has gone: the cause of the request's context, and of writes that come too late. */
export const ErrClientGone: Error = sentinel("ErrClientGone", "http: the client has gone", "SY5120");

/** The server is being closed: the cause of the contexts of requests that are still under way then. Go's http.ErrServerClosed. */
export const ErrServerClosed: Error = sentinel("ErrServerClosed", "http: Server closed", "SY5121");

/** A body is larger than the limit. Go's words for http.MaxBytesError. */
export const ErrBodyTooLarge: Error = sentinel("ErrBodyTooLarge", "http: request body too large", "SY5122");

/** Thrown by a handler: the request is answered with this status and text. */
export class HTTPError extends Error {
  constructor(readonly status: number, message: string, options?: { cause?: unknown }) {
    super(message, options as ErrorOptions);
    hide(this, "name", "HTTPError");
  }
}

/** @internal */
export function tooLarge(max: number): HTTPError { return new HTTPError(413, `${ErrBodyTooLarge.message}: more than ${max} bytes`, { cause: ErrBodyTooLarge }); }

/** What a request of the client failed with, Go's url.Error: `Get "http://…": dial tcp …: connect: connection refused`. */
export class RequestError extends IOError {
  /** A deadline of any kind passed. */
  readonly timeout: boolean;
  constructor(readonly method: string, readonly url: string, why: unknown) {
    const failure = failureOf(systemError(why), "SY5123"), { cause } = failure;
    const name = method.charAt(0) + method.slice(1).toLowerCase();
    super(`${name} ${JSON.stringify(url)}: ${cause instanceof Error ? cause.message : String(cause)}${failure.more}`, cause, failure.code);
    this.timeout = failure.timeout;
    withReason(this, failure);
    hide(this, "name", "RequestError");
  }
}

/** Node's error as one in Go's words, where it is one of the system. */
function systemError(why: unknown): unknown {
  const first = single(why), { syscall, address, port } = (first ?? {}) as { syscall?: unknown; address?: unknown; port?: unknown };
  if (typeof syscall !== "string") return why;
  const op = syscall === "connect" || syscall === "getaddrinfo" ? "dial" : syscall;
  const addr = typeof address !== "string" ? undefined : port === undefined ? address : joinHostPort(address, String(port));
  return new OpError(op, "tcp", undefined, addr, first);
}
