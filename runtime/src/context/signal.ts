/**
 * Contexts from AbortSignals.
 */
import { kindOf, typeError } from "../core/errors.js";
import { shared } from "../core/state.js";
import { background } from "./background.js";
import { CancelContext } from "./cancel.js";
import type { Context } from "./context.js";
import { Canceled, DeadlineExceeded } from "./errors.js";

class SignalContext extends CancelContext {
  constructor(readonly source: AbortSignal) {
    super(background());
    if (source.aborted) this.abort();
    else source.addEventListener("abort", () => this.abort(), { once: true });
  }
  private abort(): void {
    const reason: unknown = this.source.reason;
    const why = reason instanceof Error ? reason : new Error(String(reason));
    this.cancel(why.name === "TimeoutError" ? DeadlineExceeded : Canceled, why);
  }
  override get signal(): AbortSignal {
    return this.source;
  }
  override toString(): string {
    return "context.FromSignal";
  }
}

const made = shared("context.signals", () => new WeakMap<AbortSignal, Context>());

/**
 * A context that is done when the signal aborts: `err()` is {@link DeadlineExceeded} if the reason is a TimeoutError, else {@link Canceled}; {@link cause} is the reason.
 * One signal gives one context, however often it is asked for.
 * @throws TypeError if `signal` is no AbortSignal (SY5044)
 */
export function fromSignal(signal: AbortSignal): Context {
  if (typeof (signal as AbortSignal | undefined)?.aborted !== "boolean") throw typeError("SY5044", `fromSignal needs an AbortSignal, and got ${kindOf(signal)}`);
  let ctx = made.get(signal);
  if (ctx === undefined) made.set(signal, (ctx = new SignalContext(signal)));
  return ctx;
}
