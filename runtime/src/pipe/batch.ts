/**
 * batch: values in groups.
 *
 * A batch is sent when it is full, when its first value has waited long enough, or when the input ends: no value is lost by the end, none waits longer than asked for (but for the receiver).
 */
import type { Channel } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import { Selection, send } from "../chan/select.js";
import type { Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { duration } from "../time/durations.js";
import { TimerChannel } from "../time/timer-channel.js";
import { atLeastOne, channel, output, start, type PipeOptions, type Step } from "./stage.js";

/** Options of {@link batch}. */
export interface BatchOptions extends PipeOptions {
  /** A batch that is not full is sent when its first value is so old, in milliseconds; default: never. */
  readonly within?: number;
}

/**
 * The values in lists of `size`; the last one may be shorter, also one that `within` ended. A context that ends drops the batch under way.
 * @throws TypeError if `input` is no channel or `size` no integer of at least 1 (SY5047), if `within` is no number (SY5022)
 */
export function batch<T>(input: RecvChan<T>, size: number, options: BatchOptions = {}): RecvChan<T[]> {
  const out = output<T[]>(options);
  channel("batch", input);
  atLeastOne("batch: size", size);
  duration("batch: within", options.within ?? Infinity);
  start([gather(input, size, options, out as Channel<unknown>)], [out as never]);
  return out as unknown as RecvChan<T[]>;
}

function* gather(input: RecvChan<unknown>, size: number, { ctx, within = Infinity }: BatchOptions, out: Channel<unknown>): Body {
  const either = new Selection(["in", "late", "out", "stop"], true), { nodes } = either, timer = new TimerChannel(), stop = ctx?.done() ?? null;
  let list: unknown[] = [], ended = false;
  while (!ended || list.length > 0) {
    const sends: boolean = ended || list.length >= size || (list.length > 0 && within !== Infinity && timer.due === Infinity);
    nodes[0]!.operand(sends ? null : input);
    nodes[1]!.operand(sends || list.length === 0 ? null : timer);
    nodes[2]!.operand(sends ? send(out as never, list as never) : null);
    nodes[3]!.operand(stop);
    let step = either.go(true) as Step;
    if (S.f !== 0) step = (yield -1) as Step;
    switch (step.case) {
      case "stop": timer.off(); return undefined;
      case "out": list = []; timer.off(); break;
      case "late": break; // the timer is off: it is sent
      default:
        if (!step.ok) { ended = true; break; }
        list[list.length] = step.value;
        if (list.length === 1 && within !== Infinity) timer.set(within, 0);
    }
  }
  return undefined;
}
