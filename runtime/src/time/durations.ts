/**
 * Durations: numbers of milliseconds. `5 * Second` reads as in Go; plain numbers work as well. Negative ones are allowed where Go allows them, and mean "now"; what is no number is an error,
 * since it would mean "now" as well, in silence.
 */
import { kindOf, typeError } from "../core/errors.js";

/** `ms`, if it is a number. @internal */
export function duration(what: string, ms: number): number {
  if (typeof ms !== "number" || ms !== ms) throw typeError("SY5022", `${what} needs a number of milliseconds, and got ${typeof ms === "number" ? "NaN" : kindOf(ms)}`);
  return ms;
}

/** One millisecond: the unit of every duration. */
export const Millisecond = 1;
/** 1000 ms. */
export const Second = 1000;
/** 60,000 ms. */
export const Minute = 60000;
/** 3,600,000 ms. */
export const Hour = 3600000;
