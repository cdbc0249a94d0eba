/**
 * Ticker: something that happens again and again.
 */
import "../core/dispose.js";
import type { RecvChan } from "../chan/directions.js";
import { runtimeError } from "../core/errors.js";
import { TimerChannel } from "./timer-channel.js";

function interval(ms: number, what: string): number {
  if (typeof ms === "number" && ms > 0) return ms;
  throw runtimeError("SY5020", `non-positive interval for ${what}`);
}

/**
 * Delivers the time every `ms` milliseconds, Go's `time.Ticker`. Who reads too slowly loses ticks: one is kept, further ones are dropped. A ticker that nobody holds any more is
 * collected; it need not be stopped. With `using`, leaving the block stops it.
 * @see Go, time.Ticker (1.23 and later)
 */
export class Ticker {
  /** Delivers the time of each tick. Never closed. */
  readonly c: RecvChan<Date>;
  private readonly channel: TimerChannel;

  /**
   * @param ms milliseconds between ticks; the first one comes after `ms`
   * @throws RuntimeError "non-positive interval for NewTicker" (SY5020)
   */
  constructor(ms: number) {
    interval(ms, "NewTicker");
    this.channel = new TimerChannel();
    this.c = this.channel as unknown as RecvChan<Date>;
    this.channel.set(ms, ms);
  }

  /** No tick comes any more, not even one that was due. The channel stays open. */
  stop(): void {
    this.channel.off();
  }

  /**
   * Stops the ticker and starts it with a new period, the first tick coming after `ms`.
   * @throws RuntimeError "non-positive interval for Ticker.Reset" (SY5020)
   */
  reset(ms: number): void {
    this.channel.set(interval(ms, "Ticker.Reset"), ms);
  }

  [Symbol.dispose](): void {
    this.stop();
  }
}
