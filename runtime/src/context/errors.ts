/**
 * The two errors of contexts. They are single frozen objects, as in Go: compare with `===`. Their names are those of the web, so that code that knows AbortError and TimeoutError
 * works with them.
 */
import { sentinel } from "../core/sentinel.js";

/** What `ctx.err()` gives when the context was cancelled. Name "AbortError", message "context canceled". */
export const Canceled: Error = sentinel("context.AbortError", "AbortError", "context canceled");

/** What `ctx.err()` gives when its deadline has passed. Name "TimeoutError", message "context deadline exceeded". */
export const DeadlineExceeded: Error = sentinel("context.TimeoutError", "TimeoutError", "context deadline exceeded");
