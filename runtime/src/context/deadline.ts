/**
 * Contexts that are cancelled by time.
 */
import { typeError } from "../core/errors.js";
import { host } from "../core/host.js";
import { startTimer, stopTimer, type Timer } from "../core/timers.js";
import { CancelContext } from "./cancel.js";
import { cancelable, type CancelFunc, type Cancelable, type Context } from "./context.js";
import { parentOf } from "./derived.js";
import { Canceled, DeadlineExceeded } from "./errors.js";

class DeadlineContext extends CancelContext {
  timer: Timer | null = null;
  constructor(parent: Context, readonly at: number, readonly why: Error) {
    super(parent);
  }
  override deadline(): Date {
    return new Date(this.at);
  }
  arm(ms: number): void {
    if (ms !== Infinity) this.timer = startTimer(host.now() + ms, expire, this as unknown);
  }
  protected override ended(): void {
    if (this.timer !== null) stopTimer(this.timer);
    this.timer = null;
  }
  override toString(): string {
    return `${String(this.parent)}.WithDeadline(${new Date(this.at).toISOString()})`;
  }
}

function expire(ctx: unknown): void {
  const { why } = ctx as DeadlineContext;
  (ctx as DeadlineContext).cancel(DeadlineExceeded, why);
}

/**
 * A context that is done at a time, or when `cancel` is called, or when `parent` is, whichever comes first. A deadline later than the parent's is the parent's; one in the past gives a context
 * that is done already. Call `cancel` as soon as the work is over: it stops the timer.
 * @param at a Date, or milliseconds since 1970
 * @param cause what {@link cause} gives if the deadline is what ended it; {@link DeadlineExceeded} by default
 * @throws TypeError if `at` is no time (SY5042), RuntimeError "cannot create context from nil parent" (SY5041)
 * @see Go, context.WithDeadlineCause
 */
export function withDeadline(parent: Context, at: Date | number, cause: Error = DeadlineExceeded): Cancelable<CancelFunc> {
  const time = Number(at);
  if (Number.isNaN(time)) throw typeError("SY5042", "withDeadline: the deadline is no valid time");
  return until(parent, time, time - Date.now(), cause);
}

/**
 * A context that is done after `ms` milliseconds: {@link withDeadline} from now on. `ms <= 0` gives a context that is done already.
 * @param ms milliseconds
 * @param cause what {@link cause} gives if the time-out is what ended it
 * @throws TypeError if `ms` is no number (SY5042), RuntimeError "cannot create context from nil parent" (SY5041)
 * @see Go, context.WithTimeoutCause
 */
export function withTimeout(parent: Context, ms: number, cause: Error = DeadlineExceeded): Cancelable<CancelFunc> {
  if (typeof ms !== "number" || ms !== ms) throw typeError("SY5042", "withTimeout: the time-out is not a number");
  return until(parent, Date.now() + ms, ms, cause);
}

function until(parent: Context, at: number, ms: number, why: Error): Cancelable<CancelFunc> {
  const earlier = parentOf(parent).deadline();
  const ctx = (earlier !== undefined && earlier.getTime() <= at) || at > MAX_TIME ? new CancelContext(parent) : new DeadlineContext(parent, Math.max(at, -MAX_TIME), why);
  ctx.follow();
  if (ctx.err() === undefined) {
    if (ms <= 0 && ctx instanceof DeadlineContext) ctx.cancel(DeadlineExceeded, why);
    else if (ctx instanceof DeadlineContext) ctx.arm(ms);
  }
  return cancelable(ctx, () => ctx.cancel(Canceled));
}

/** The latest time a Date can hold (ECMA-262 21.4.1.1). A deadline beyond it never comes. */
const MAX_TIME = 8.64e15;
