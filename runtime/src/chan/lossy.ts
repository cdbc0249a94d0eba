/**
 * Channels whose sends never wait: what finds the buffer full is lost, and the kind says what. The words are those of CSP libraries (core.async): a dropping buffer keeps the oldest values, a
 * sliding one the newest.
 *
 * Invariant: nobody ever waits to send here. Everything else is as in any buffered channel.
 */
import { Channel, LOSSY, put, take } from "./channel.js";
import { rangeError, typeError } from "../core/errors.js";

/** What a channel made by `chan` does that others do not. */
export interface ChanOptions {
  /**
   * What a send does that finds the buffer full. `"blocking"`, the default: it waits, as in Go. `"dropping"`: the value sent is dropped. `"sliding"`: the oldest buffered value is dropped.
   * With the latter two a send never waits, and the capacity must be at least 1.
   */
  readonly buffer?: "blocking" | "dropping" | "sliding";
}

class LossyChannel<T> extends Channel<T> {
  constructor(cap: number, site: number, private readonly slides: boolean) {
    super(cap, site);
    this.state = LOSSY;
  }

  override overflow(value: T): boolean {
    if (!this.slides) return false;
    take(this as Channel<unknown>);
    put(this as Channel<unknown>, value);
    return true;
  }

  override kindText(): string {
    return `${this.slides ? "sliding" : "dropping"} ${this.count}/${this.cap}`;
  }
}

/** A channel with options. Throws TypeError SY5023, RangeError SY5013 or SY5023. @internal */
export function withOptions<T>(capacity: number, site: number, options: ChanOptions): Channel<T> {
  const buffer = (options as ChanOptions | null)?.buffer;
  if (typeof options !== "object" || (options as unknown) === null || (buffer !== undefined && buffer !== "blocking" && buffer !== "dropping" && buffer !== "sliding")) {
    throw typeError("SY5023", `chan: the second argument must be { buffer: "blocking" | "dropping" | "sliding" }, and ${typeof options === "object" ? (options as unknown) === null ? "it is null" : `buffer is ${JSON.stringify(buffer) ?? typeof buffer}` : `it is ${typeof options}`}`);
  }
  if (buffer === undefined || buffer === "blocking") return new Channel<T>(capacity, site);
  if (capacity === 0) throw rangeError("SY5023", `chan: a ${buffer} buffer needs a capacity of at least 1: with 0 every value that finds no receiver would be lost`);
  return new LossyChannel<T>(capacity, site, buffer === "sliding");
}
