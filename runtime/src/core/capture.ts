/**
 * Error.captureStackTrace(o, f) in goroutines: V8 leaves out the calls down to f, which it knows by identity. In a goroutine it is f's generator that runs, or its frame lies on the heap; V8
 * would leave out everything. So `o` gets the whole stack, and the formatter (core/traces.ts) leaves out the calls down to the first of f's name.
 *
 * The stack is formatted at once: while the goroutine's frames are there.
 *
 * Invariants: a function without a goroutine form, no function, or no running goroutine: V8's own capture, the same frames. Installed with the first goroutine; descriptor, name and length stay.
 */
import { ownWeakMap } from "./own-collections.js";
import { constructsHere } from "./construct.js";
import { entryOf } from "./entry.js";
import { S, shared } from "./state.js";

const CUTS = shared("stack cuts", () => ownWeakMap<object, string>());
/** Frames taken beyond the limit, for those that are left out. */
const MORE = 200;

/** @internal */
export function installCapture(): void {
  const E = Error as unknown as { stackTraceLimit?: unknown };
  const d = Object.getOwnPropertyDescriptor(Error, "captureStackTrace"), native = d?.value as ((o: object, f?: unknown) => void) | undefined;
  if (d === undefined || typeof native !== "function" || d.configurable !== true) return;
  const { captureStackTrace } = { captureStackTrace(this: unknown, o: object, f?: unknown): void {
    if (typeof o === "object" && o !== null) CUTS.delete(o);
    const limit = E.stackTraceLimit;
    if (typeof f !== "function" || S.g === null || !(entryOf(f) !== undefined || constructsHere(f)) || typeof limit !== "number" || !(limit > 0)) {
      native.call(Error, o, typeof f === "function" ? f : captureStackTrace);
      if (S.g !== null) format(o);
      return;
    }
    try { E.stackTraceLimit = limit + MORE; } catch { /* frozen: fewer frames */ }
    try { native.call(Error, o, captureStackTrace); } finally { try { E.stackTraceLimit = limit; } catch { /* as above */ } }
    CUTS.set(o, f.name);
    format(o);
  } };
  try {
    Object.defineProperty(captureStackTrace, "length", { value: native.length, configurable: true });
    Object.defineProperty(Error, "captureStackTrace", { ...d, value: captureStackTrace });
  } catch { /* hardened intrinsics */ }
}

/** V8 formats when the stack is first read, and the frames it stands on may be gone then. */
function format(o: object): void {
  try { void (o as { stack?: unknown }).stack; } catch { /* the user's formatter threw: again when it is read */ }
}

/** The name of the function down to which the stack of `o` is left out. @internal */
export function cutOf(o: unknown): string | undefined { return typeof o === "object" && o !== null ? CUTS.get(o) : undefined; }
