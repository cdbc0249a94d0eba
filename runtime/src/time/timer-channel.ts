/**
 * The channel of a Timer or Ticker, with the semantics of Go 1.23: synchronous (length and capacity 0), never a stale value after stop or reset, one tick
 * kept and further ones dropped, the value is the time at which it fired, however late it is read.
 *
 * The value is not sent when it is due: it is made when somebody asks. While nobody waits there is no host timer at all, only the time at which the next value is
 * due; the first waiter starts one, the last to leave stops it. Hence what the semantics ask for costs nothing: stop and reset change a number, ticks that nobody read
 * fall into one, and timers and tickers that nobody holds any more are collected without being stopped.
 *
 * Invariants
 *  1. due === Infinity: nothing will come. Otherwise a value is pending, fired (due <= now) or not: stop() answers true.
 *  2. A host timer runs only if somebody waits and due is finite.
 *  3. Who waits is served before who asks now.
 * Rejected: a buffer of one that the host timer fills (stop and reset must then take the value back, and an unread ticker keeps the program alive).
 */
import { Channel, OWNED, deliver } from "../chan/channel.js";
import { host } from "../core/host.js";
import { startTimer, stopTimer, type Timer } from "../core/timers.js";

export class TimerChannel extends Channel<Date> {
  /** Milliseconds on the host's clock; Infinity: off. */
  due = Infinity;
  /** Milliseconds between two ticks; 0: fires once. */
  period = 0;
  alarm: Timer | null = null;

  constructor() {
    super(0);
    this.state = OWNED;
  }

  /** From now on: fires in `ms`, then every `period` (0: once). Returns whether something was pending. */
  set(ms: number, period: number): boolean {
    const was = this.due !== Infinity;
    this.due = host.now() + (ms > 0 ? ms : 0);
    this.period = period;
    this.rearm();
    return was;
  }

  /** Nothing comes from now on. Returns whether something was pending: not fired, or fired and not received. */
  off(): boolean {
    const was = this.due !== Infinity;
    this.due = Infinity;
    this.rearm();
    return was;
  }

  override poll(): boolean {
    if (host.now() < this.due) return false;
    if (this.receivers.first === null) return true;
    this.serve();
    return false;
  }

  override produce(): Date {
    const due = this.due, now = host.now();
    if (this.period > 0) this.due = due + this.period * (1 + Math.floor((now - due) / this.period));
    else this.due = Infinity;
    return new Date(Date.now() - (now - due));
  }

  override describe(): string {
    return this.period > 0 ? "the channel of a ticker" : "the channel of a timer";
  }

  override watched(): void {
    this.rearm();
  }

  private serve(): void {
    deliver(this.receivers.shift(), this.produce(), true);
    this.rearm();
  }

  private rearm(): void {
    if (this.alarm !== null) stopTimer(this.alarm);
    this.alarm = this.receivers.first === null || this.due === Infinity ? null : startTimer(this.due, ring, this as unknown);
  }

  rang(): void {
    this.alarm = null;
    if (this.receivers.first === null) return;
    if (host.now() < this.due) this.rearm();
    else this.serve();
  }
}

function ring(ch: unknown): void {
  (ch as TimerChannel).rang();
}
