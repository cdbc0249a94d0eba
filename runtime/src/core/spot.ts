/**
 * Calls of function values of unknown colour where the caller is no goroutine but can await: async functions and the top level of ES modules.
 *
 * What has an entry is run as a goroutine on the spot, and answers with a Pending if it parks; anything else is called plainly. Emitted code tests pending(), awaits, and unpacks the
 * value with awaited().
 * ABI: spot0…spot3, spotn, spotFrame.
 */
import { entryOf } from "./entry.js";
import { notCallable } from "./call.js";
import { CallFrame, frameOf, GenFrame, type Body } from "./frames.js";
import { onTheSpot } from "./plain.js";

/** Call with a list of arguments. ABI. */
export function spotn(text: string, f: unknown, self: unknown, args: ArrayLike<unknown>): unknown {
  if (typeof f !== "function") throw notCallable(text);
  const e = entryOf(f);
  if (e === undefined) return Reflect.apply(f, self, args);
  return onTheSpot(frameOf(e, self, args), "awaited");
}
/** ABI. */
export function spot0(text: string, f: unknown, self: unknown): unknown { return spotn(text, f, self, []); }
/** ABI. */
export function spot1(text: string, f: unknown, self: unknown, a: unknown): unknown { return spotn(text, f, self, [a]); }
/** ABI. */
export function spot2(text: string, f: unknown, self: unknown, a: unknown, b: unknown): unknown { return spotn(text, f, self, [a, b]); }
/** ABI. */
export function spot3(text: string, f: unknown, self: unknown, a: unknown, b: unknown, c: unknown): unknown { return spotn(text, f, self, [a, b, c]); }
/** Start a generator as a call on the spot. ABI. */
export function spotFrame(gen: Body): unknown { return onTheSpot(new GenFrame(gen, -1), "awaited"); }
/** Call a protocol function on the spot. @internal */
export function spotEntry(go: Function, ...args: unknown[]): unknown { return onTheSpot(new CallFrame(go, undefined, args), "awaited"); }
