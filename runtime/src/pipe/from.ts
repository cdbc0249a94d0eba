/**
 * from: an iterable, an async iterable or a stream as a channel.
 */
import { iterate as blockingSteps, type AsyncSource } from "../bridge/iterate.js";
import type { Channel } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import { close, fail, iterate, next } from "../chan/range.js";
import type { Context } from "../context/context.js";
import { call1 } from "../core/call.js";
import { DONE } from "../core/done.js";
import type { Body } from "../core/frames.js";
import { S } from "../core/state.js";
import { callback, output, Stage, start, type PipeOptions, type Step } from "./stage.js";

/** Options of {@link from}. */
export interface FromOptions extends PipeOptions {
  /** Gets the error of a source that fails; then the channel is closed. Without it the error ends the program, as any that nobody catches. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Everything a source gives, as a channel, which is closed at its end. One value is read ahead, and `capacity` more. If the context ends, the source is closed as by leaving a loop over it.
 * (Without need for a `select`, `for (const x of iterate(source))` does without the channel, and throws the source's errors where it stands.)
 * @param source an iterable (its steps may block), an async iterable, a Node or Web stream to read from
 * @throws TypeError if it is neither (SY5046)
 */
export function from<T>(source: Iterable<T> | AsyncSource<T>, options: FromOptions = {}): RecvChan<T> {
  if (options.onError !== undefined) callback("from: onError", options.onError);
  const out = output<T>(options), plain = typeof (source as Partial<Iterable<T>> | null | undefined)?.[Symbol.iterator] === "function" && (source as Partial<AsyncIterable<T>>)[Symbol.asyncIterator] === undefined;
  const steps = plain ? source : blockingSteps(source as AsyncSource<T>, options.ctx);
  start([pump(new Stage(options), steps, out as Channel<unknown>, options)], [out as never]);
  return out as unknown as RecvChan<T>;
}

function* pump(stage: Stage, source: unknown, out: Channel<unknown>, { ctx, onError }: FromOptions): Body {
  try {
    let cursor: unknown = iterate(source);
    if (S.f !== 0) cursor = yield -1;
    try {
      for (;;) {
        let value = next(cursor as never);
        if (S.f !== 0) value = yield -1;
        if (value === DONE) break;
        let step = stage.send(out, value);
        if (S.f !== 0) step = (yield -1) as Step;
        if (step.case === "stop") break;
      }
    } catch (e) {
      fail(cursor as never);
      throw e;
    } finally {
      close(cursor as never);
      if (S.f !== 0) yield -1;
    }
  } catch (e) {
    if (isEnd(ctx, e)) return undefined;
    if (onError === undefined) throw e;
    call1("onError", onError, undefined, e);
    if (S.f !== 0) yield -1;
  }
  return undefined;
}

/** Is e how the context ended the source? */
function isEnd(ctx: Context | undefined, e: unknown): boolean { return ctx !== undefined && ctx.err() !== undefined && e === ctx.err(); }
