/**
 * What the functions of `sansync/pipe` have in common: goroutines that receive from a channel, do something, and send on another one, until the input is closed or their context is done.
 *
 * Invariants
 *  1. A stage closes its outputs when it ends, whichever way.
 *  2. It waits for nothing but its input, its outputs and its context: when the context is done it ends, also if nobody receives any more.
 */
import { Channel, isChannel, shut } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import { Selection, send } from "../chan/select.js";
import type { Context } from "../context/context.js";
import { kindOf, typeError } from "../core/errors.js";
import type { Body } from "../core/frames.js";
import { spawn } from "../core/go.js";

/** What every function of `sansync/pipe` takes. */
export interface PipeOptions {
  /** When it is done, the stage ends and its outputs are closed. Give one where the receiver may stop before the input is closed: else the stage waits for it for ever. */
  readonly ctx?: Context;
  /** How many values an output buffers; 0 by default: a stage works on the next value only when the last one is taken. */
  readonly capacity?: number;
}

/** What receiving or sending in a stage gives: `case` is "go", or "stop" if the stage shall end. */
export interface Step { readonly case: string | number; readonly value: unknown; readonly ok: boolean }

/** One goroutine of a stage. Its operations are protocol functions: test the flag behind them. */
export class Stage {
  private readonly either = new Selection(["go", "stop"], true);
  private readonly stop: RecvChan<never> | null;
  constructor(options: PipeOptions) { this.stop = options.ctx?.done() ?? null; }

  /** A value of the input. `ok` is false at its end. */
  receive(input: RecvChan<unknown>): Step { return this.go(input); }

  send(output: Channel<unknown>, value: unknown): Step { return this.go(send(output as never, value as never)); }

  private go(operand: unknown): Step {
    const { nodes } = this.either;
    nodes[0]!.operand(operand);
    nodes[1]!.operand(this.stop);
    return this.either.go(true) as Step;
  }
}

/** Does the stage end, by this step of receiving? */
export function ends(step: Step): boolean { return step.case === "stop" || !step.ok; }

export function output<T>(options: PipeOptions): Channel<T> { return new Channel<T>(options.capacity ?? 0); }

/** Throws SY5047 unless x is a channel. */
export function channel(what: string, x: unknown): RecvChan<unknown> {
  if (!isChannel(x)) throw typeError("SY5047", `${what} needs a channel to receive from, and got ${kindOf(x)}. Of an iterable or a stream make one by from().`);
  return x as unknown as RecvChan<unknown>;
}

/** Throws SY5047 unless f is a function. */
export function callback(what: string, f: unknown): void {
  if (typeof f !== "function") throw typeError("SY5047", `${what} needs a function, and got ${kindOf(f)}`);
}

/** Throws SY5047 unless n is an integer of at least 1. */
export function atLeastOne(what: string, n: unknown): number {
  if (!Number.isSafeInteger(n) || (n as number) < 1) throw typeError("SY5047", `${what} must be an integer of at least 1, and is ${String(n)}`);
  return n as number;
}

/** Starts the goroutines of a stage. When the last of them has ended, its outputs are closed. */
export function start(bodies: readonly Body[], outputs: readonly Channel<never>[]): void {
  let left = bodies.length;
  const close = (): void => { for (let i = 0; i < outputs.length; i++) shut(outputs[i] as unknown as Channel<unknown>); };
  if (left === 0) close();
  for (let i = 0; i < bodies.length; i++) spawn(-1, counted(bodies[i]!));

  function* counted(body: Body): Body {
    try {
      yield* body;
    } finally {
      if (--left === 0) close();
    }
    return undefined;
  }
}
