/** Go's nil channel. What its state means to each operation stands there (chan/channel.ts). */
import { shared } from "../core/state.js";
import { Channel, NIL } from "./channel.js";
import type { Chan, RecvChan } from "./directions.js";

/**
 * A channel that is never ready, Go's nil channel: a receive or send on it parks for ever, close throws "close of nil channel", length and capacity are 0.
 * In a select it is a case that is switched off, as `null` is.
 */
export const nilChan: Chan<never> & RecvChan<any> = shared("nilChan", () => {
  const ch = new Channel<never>();
  ch.state = NIL;
  return Object.freeze(ch);
}) as never;
