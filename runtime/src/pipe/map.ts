/**
 * map and filter: a function for each value, in one goroutine or several.
 */
import type { Channel } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import { call1 } from "../core/call.js";
import type { Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { atLeastOne, callback, channel, ends, output, Stage, start, type PipeOptions, type Step } from "./stage.js";

/** Options of {@link map} and {@link filter}. */
export interface WorkerOptions extends PipeOptions {
  /** So many goroutines call the function at a time; default 1. With more than one, results come in the order in which they are there. */
  readonly workers?: number;
}

/**
 * What `fn` makes of each value. `fn` may block. An error that leaves it ends the program, as in any goroutine: catch it inside, and send it on as a value.
 * @waits
 * @throws TypeError if `input` is no channel, `fn` no function, or `workers` no integer of at least 1 (SY5047)
 */
export function map<T, U>(input: RecvChan<T>, fn: (value: T) => U, options: WorkerOptions = {}): RecvChan<U> {
  return each<U>("map", input, fn as (value: unknown) => unknown, options, false);
}

/**
 * The values of which `test` says true. `test` may block.
 * @waits
 * @throws as {@link map}
 */
export function filter<T>(input: RecvChan<T>, test: (value: T) => boolean, options: WorkerOptions = {}): RecvChan<T> {
  return each<T>("filter", input, test as (value: unknown) => unknown, options, true);
}

function each<U>(what: string, input: RecvChan<unknown>, fn: (value: unknown) => unknown, options: WorkerOptions, filters: boolean): RecvChan<U> {
  const out = output<U>(options), workers = atLeastOne(`${what}: workers`, options.workers ?? 1), bodies: Body[] = [];
  channel(what, input);
  callback(what, fn);
  for (let i = 0; i < workers; i++) bodies.push(work(new Stage(options), input, out as Channel<unknown>, fn, filters));
  start(bodies, [out as never]);
  return out as unknown as RecvChan<U>;
}

function* work(stage: Stage, input: RecvChan<unknown>, out: Channel<unknown>, fn: (value: unknown) => unknown, filters: boolean): Body {
  for (;;) {
    let step = stage.receive(input);
    if (S.f !== 0) step = (yield -1) as Step;
    if (ends(step)) return undefined;
    const { value } = step;
    let made = call1("fn", fn, undefined, value);
    if (S.f !== 0) made = yield -1;
    if (filters && !made) continue; // eslint-disable-line @typescript-eslint/strict-boolean-expressions
    step = stage.send(out, filters ? value : made);
    if (S.f !== 0) step = (yield -1) as Step;
    if (step.case === "stop") return undefined;
  }
}
