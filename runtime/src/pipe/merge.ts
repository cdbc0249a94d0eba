/**
 * merge: several channels into one (fan-in).
 */
import type { Channel } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import type { Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { channel, ends, output, Stage, start, type PipeOptions, type Step } from "./stage.js";

/**
 * Everything that comes from any of the channels, in one. Values of one input keep their order; the output is closed when all inputs are.
 * @throws TypeError if an input is no channel (SY5047)
 */
export function merge<T>(inputs: readonly RecvChan<T>[], options: PipeOptions = {}): RecvChan<T> {
  const out = output<T>(options), bodies: Body[] = [];
  for (let i = 0; i < inputs.length; i++) bodies.push(pass(new Stage(options), channel("merge", inputs[i]), out as Channel<unknown>));
  start(bodies, [out as never]);
  return out as unknown as RecvChan<T>;
}

/** Sends on what comes. */
export function* pass(stage: Stage, input: RecvChan<unknown>, out: Channel<unknown>): Body {
  for (;;) {
    let step = stage.receive(input);
    if (S.f !== 0) step = (yield -1) as Step;
    if (ends(step)) return undefined;
    step = stage.send(out, step.value);
    if (S.f !== 0) step = (yield -1) as Step;
    if (step.case === "stop") return undefined;
  }
}
