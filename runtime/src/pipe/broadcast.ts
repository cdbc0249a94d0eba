/**
 * broadcast and tee: every value to several receivers.
 *
 * Each output gets each value, in order. The slowest receiver sets the pace, beyond what its output buffers: where that must not be, let the outputs lose values.
 */
import type { Channel } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import { withOptions } from "../chan/lossy.js";
import type { Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { atLeastOne, channel, ends, Stage, start, type PipeOptions, type Step } from "./stage.js";

/** Options of {@link broadcast} and {@link tee}. */
export interface BroadcastOptions extends PipeOptions {
  /** What happens to a value that an output has no room for: all wait (`"blocking"`, the default), this output loses it (`"dropping"`), or its oldest one (`"sliding"`). The latter need a capacity. */
  readonly buffer?: "blocking" | "dropping" | "sliding";
}

/**
 * `n` channels, each of which gets every value of `input`.
 * @throws TypeError if `input` is no channel or `n` no integer of at least 1 (SY5047); RangeError SY5023 for a buffer without capacity
 */
export function broadcast<T>(input: RecvChan<T>, n: number, options: BroadcastOptions = {}): RecvChan<T>[] {
  const outs: Channel<T>[] = [];
  channel("broadcast", input);
  atLeastOne("broadcast: n", n);
  for (let i = 0; i < n; i++) outs[i] = withOptions<T>(options.capacity ?? 0, -1, { buffer: options.buffer ?? "blocking" });
  start([spread(new Stage(options), input, outs as Channel<unknown>[])], outs as never);
  return outs as unknown as RecvChan<T>[];
}

/** Two channels, each of which gets every value: `const [a, b] = tee(input)`. */
export function tee<T>(input: RecvChan<T>, options: BroadcastOptions = {}): [RecvChan<T>, RecvChan<T>] {
  return broadcast(input, 2, options) as [RecvChan<T>, RecvChan<T>];
}

function* spread(stage: Stage, input: RecvChan<unknown>, outs: readonly Channel<unknown>[]): Body {
  for (;;) {
    let step = stage.receive(input);
    if (S.f !== 0) step = (yield -1) as Step;
    if (ends(step)) return undefined;
    const { value } = step;
    for (let i = 0; i < outs.length; i++) {
      step = stage.send(outs[i]!, value);
      if (S.f !== 0) step = (yield -1) as Step;
      if (step.case === "stop") return undefined;
    }
  }
}
