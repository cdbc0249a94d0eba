/**
 * A promise as a channel, for a `select` in a loop.
 */
import { Channel, shut } from "./channel.js";
import type { RecvChan } from "./directions.js";
import { observe } from "./settlement.js";

/**
 * A channel view of a promise, for a `select` in a loop: delivers the settlement once, then is closed. (A promise as a case of its own is ready in every round
 * once it is settled.) Never parks and never throws the reason: a rejection is delivered as `{ status: "rejected", reason }`.
 */
export function settled<T>(promise: PromiseLike<T>): RecvChan<PromiseSettledResult<T>> {
  const ch = new Channel<PromiseSettledResult<T>>(1);
  const give = (result: unknown): void => {
    ch.trySend(result as PromiseSettledResult<T>);
    shut(ch as Channel<unknown>);
  };
  observe(promise, (value) => give({ status: "fulfilled", value }), (reason) => give({ status: "rejected", reason }));
  return ch as unknown as RecvChan<PromiseSettledResult<T>>;
}
