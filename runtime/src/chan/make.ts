/**
 * Making channels: the public `chan`, and the form the compiler turns its calls into, which knows the site.
 */
import { OBSERVER } from "../core/observer.js";
import { Channel } from "./channel.js";
import type { Chan } from "./directions.js";
import { withOptions, type ChanOptions } from "./lossy.js";

/**
 * Makes a channel, Go's `make(chan T, capacity)`.
 * @param capacity how many elements it buffers; 0, the default: every send waits for its receiver
 * @param options `{ buffer: "dropping" }` or `{ buffer: "sliding" }`: sends never wait, and a full buffer loses the value sent, or its oldest one
 * @throws RangeError "makechan: size out of range" (SY5013) if capacity is no integer from 0 to 2^53 - 1; RangeError if it is 0 and the buffer loses values, TypeError for other options (SY5023)
 * @see Go spec, "Making slices, maps and channels"
 * @intrinsic chan
 */
export function chan<T>(capacity = 0, options?: ChanOptions): Chan<T> {
  return chanAt<T>(-1, capacity, options);
}

/** ABI `chan`: what a call of {@link chan} becomes. The text of the site is the name of the variable. */
export function chanAt<T>(site: number, capacity = 0, options?: ChanOptions): Chan<T> {
  const made = options === undefined ? new Channel<T>(capacity, site) : withOptions<T>(capacity, site, options);
  if (OBSERVER.channel !== null) OBSERVER.channel(made);
  return made as unknown as Chan<T>;
}
