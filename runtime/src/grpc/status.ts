/**
 * How a call ended: a code, a text and trailers, as an error with Go's words.
 */
import { status as codes, type Metadata, type StatusObject } from "@grpc/grpc-js";
import { hide } from "../core/errors.js";
import { failureOf, withReason, type ContextEnd } from "../stream/context-end.js";

export { codes };

/** Go's names of the codes. */
const NAMES = ["OK", "Canceled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists", "PermissionDenied", "ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented", "Internal", "Unavailable", "DataLoss", "Unauthenticated"] as const;

/** A call that did not end well. Thrown by clients; thrown by a handler it is what the client gets. */
export class StatusError extends Error {
  /** The cause the caller's context was cancelled with, where it says more than `cause`. */
  readonly reason?: Error;
  constructor(
    /** One of {@link codes}. */
    readonly code: codes,
    /** The text that came with it. */
    readonly details: string,
    /** Trailers. */
    readonly metadata?: Metadata,
    options?: { cause?: unknown },
  ) {
    super(`rpc error: code = ${NAMES[code] ?? `Code(${String(code)})`} desc = ${details}`, options as ErrorOptions);
    hide(this, "name", "StatusError");
  }
}

/** The code of what was thrown, {@link codes}.UNKNOWN for what is no StatusError. Go's status.Code. */
export function codeOf(error: unknown): codes {
  return isStatus(error) ? error.code : codes.UNKNOWN;
}

/** @internal */
export function isStatus(e: unknown): e is StatusError {
  return typeof e === "object" && e !== null && (e as Error).name === "StatusError" && typeof (e as StatusError).code === "number";
}

/** @internal */
export function statusError(s: Pick<StatusObject, "code" | "details" | "metadata">): StatusError {
  return new StatusError(s.code, s.details, s.metadata);
}

/** What a call gives when the caller's context is done. @internal */
export function contextError(end: ContextEnd): StatusError {
  const failure = failureOf(end), { cause } = failure;
  return withReason(new StatusError(failure.timeout ? codes.DEADLINE_EXCEEDED : codes.CANCELLED, `${cause.message}${failure.more}`, undefined, { cause }), failure);
}
