/**
 * Making channels: the public `chan`, and the form the compiler turns its calls into, which knows the site.
 */
import { Channel } from "./channel.js";
import type { Chan } from "./directions.js";

/**
 * Makes a channel, Go's `make(chan T, capacity)`.
 * @param capacity how many elements it buffers; 0, the default: every send waits for its receiver
 * @throws RangeError "makechan: size out of range" (SY5013) if capacity is no integer from 0 to 2^53 - 1
 * @see Go spec, "Making slices, maps and channels"
 * @intrinsic chan
 */
export function chan<T>(capacity = 0): Chan<T> {
  return new Channel<T>(capacity) as unknown as Chan<T>;
}

/** ABI `chan`: what a call of {@link chan} becomes. The text of the site is the name of the variable. */
export function chanAt<T>(site: number, capacity = 0): Chan<T> {
  return new Channel<T>(capacity, site) as unknown as Chan<T>;
}
