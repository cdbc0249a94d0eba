/**
 * Errors of sansync/http: what a handler may throw to answer with a status, and what a request of the client failed with.
 */
import { IOError, sentinel } from "../io/errors.js";
import { ContextEnd } from "../stream/context-end.js";
import { OpError } from "../net/op-error.js";

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
    Object.defineProperty(this, "name", { value: "HTTPError", writable: true, configurable: true });
  }
}

/** @internal */
export function tooLarge(max: number): HTTPError { return new HTTPError(413, `${ErrBodyTooLarge.message}: more than ${max} bytes`, { cause: ErrBodyTooLarge }); }

/** What a request of the client failed with, Go's url.Error: `Get "http://…": dial tcp …: connect: connection refused`. */
export class RequestError extends IOError {
  /** A deadline of any kind passed. */
  readonly timeout: boolean;
  constructor(readonly method: string, readonly url: string, why: unknown) {
    const cause = why instanceof ContextEnd ? why.error : systemError(why);
    const name = method.charAt(0) + method.slice(1).toLowerCase(), more = why instanceof ContextEnd && why.reason !== undefined ? `: ${why.reason.message}` : "";
    const code = (cause as { code?: unknown }).code;
    super(`${name} ${JSON.stringify(url)}: ${cause instanceof Error ? cause.message : String(cause)}${more}`, cause, typeof code === "string" ? code : cause.name === "TimeoutError" ? "ETIMEDOUT" : cause.name === "AbortError" ? "ABORT_ERR" : "SY5123");
    this.timeout = this.code === "ETIMEDOUT" || this.code === "SY5102";
    if (why instanceof ContextEnd && why.reason !== undefined) (this as { reason?: Error }).reason = why.reason;
    Object.defineProperty(this, "name", { value: "RequestError", writable: true, configurable: true });
  }
}

/** Node's error as one in Go's words, where it is one of the system. */
function systemError(why: unknown): Error {
  const e = why as { syscall?: unknown; address?: unknown; port?: unknown; errors?: unknown[]; code?: unknown };
  const first = (Array.isArray(e.errors) && e.errors.length > 0 ? e.errors[0] : e) as typeof e;
  if (typeof first.syscall !== "string") return why as Error;
  const op = first.syscall === "connect" || first.syscall === "getaddrinfo" ? "dial" : first.syscall;
  const addr = typeof first.address === "string" ? `${first.address.includes(":") ? `[${first.address}]` : first.address}${first.port === undefined ? "" : `:${String(first.port)}`}` : undefined;
  return new OpError(op, "tcp", undefined, addr, first);
}
