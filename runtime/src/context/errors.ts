/**
 * The two errors of contexts. They are single frozen objects, as in Go: compare with `===`. Their names are those of the web, so that code that knows AbortError and TimeoutError
 * works with them.
 */
import { shared } from "../core/state.js";

function sentinel(name: string, message: string): Error {
  return shared(`context.${name}`, () => {
    const error = new Error(message);
    for (const [key, value] of [["name", name], ["stack", `${name}: ${message}`]] as const) Object.defineProperty(error, key, { value, configurable: true, writable: true });
    return Object.freeze(error);
  });
}

/** What `ctx.err()` gives when the context was cancelled. Name "AbortError", message "context canceled". */
export const Canceled: Error = sentinel("AbortError", "context canceled");

/** What `ctx.err()` gives when its deadline has passed. Name "TimeoutError", message "context deadline exceeded". */
export const DeadlineExceeded: Error = sentinel("TimeoutError", "context deadline exceeded");
