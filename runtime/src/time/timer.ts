/**
 * Timer, after, afterFunc: something that happens once, later.
 */
import { nilChan } from "../chan/nil-chan.js";
import type { RecvChan } from "../chan/directions.js";
import { firstFrame, go } from "../core/go.js";
import { host } from "../core/host.js";
import { startTimer, stopTimer, type Timer as Pending } from "../core/timers.js";
import { duration } from "./durations.js";
import { TimerChannel } from "./timer-channel.js";

/** What a Timer drives: a channel, or a function. */
interface Alarm {
  set(ms: number, period: number): boolean;
  off(): boolean;
}

/**
 * A single event in the future, Go's `time.Timer`. The channel is synchronous: after `stop` or `reset` no old value can be received. A timer that nobody holds any more is
 * collected; it need not be stopped.
 * @see Go, time.Timer (1.23 and later)
 */
export class Timer {
  /** Delivers the time at which the timer fired, once, however late it is read. Of a timer made by {@link afterFunc}: never ready. */
  readonly c: RecvChan<Date>;
  private readonly alarm: Alarm;

  /**
   * Starts a timer that fires after `ms` milliseconds (<= 0: at once).
   * @throws TypeError if `ms` is no number (SY5022)
   */
  constructor(ms: number);
  /** @internal */
  constructor(ms: number, alarm: Alarm);
  constructor(ms: number, alarm?: Alarm) {
    duration("new Timer", ms);
    if (alarm === undefined) {
      const ch = new TimerChannel();
      this.c = ch as unknown as RecvChan<Date>;
      this.alarm = ch;
    } else {
      this.c = nilChan;
      this.alarm = alarm;
    }
    this.alarm.set(ms, 0);
  }

  /**
   * Prevents the timer from firing.
   * @returns true if it did: the timer was pending, or had fired and nobody had received the value (which is dropped). False: it was stopped or received before, or its function
   * was already started.
   */
  stop(): boolean {
    return this.alarm.off();
  }

  /**
   * Lets the timer fire `ms` milliseconds from now, whatever it was to do before.
   * @returns true if it was still pending, as {@link Timer.stop} would say
   * @throws TypeError if `ms` is no number (SY5022); the timer is as it was
   */
  reset(ms: number): boolean {
    duration("Timer.reset", ms);
    return this.alarm.set(ms, 0);
  }
}

class FunctionAlarm implements Alarm {
  /** Set, and neither stopped nor fired. A delay of Infinity is set without a timer. */
  on = false;
  timer: Pending | null = null;
  constructor(readonly f: () => void) {}
  set(ms: number): boolean {
    const was = this.off();
    this.on = true;
    if (ms !== Infinity) this.timer = startTimer(host.now() + (ms > 0 ? ms : 0), rang, this as unknown);
    return was;
  }
  off(): boolean {
    const was = this.on;
    this.on = false;
    if (this.timer !== null) stopTimer(this.timer);
    this.timer = null;
    return was;
  }
}

function rang(alarm: unknown): void {
  const a = alarm as FunctionAlarm;
  if (!a.on) return;
  a.on = false;
  a.timer = null;
  go(-1, a.f);
}

/**
 * A channel that delivers the time once, after `ms` milliseconds: a time-out as a case of a `select`. Costs nothing once nobody waits for it.
 * @param ms milliseconds; <= 0: ready at once
 * @throws TypeError if `ms` is no number (SY5022)
 * @see Go, time.After
 */
export function after(ms: number): RecvChan<Date> {
  duration("after", ms);
  return new Timer(ms).c;
}

/**
 * Calls `f` after `ms` milliseconds in a goroutine of its own, so it may block. An error that leaves `f` ends the program, as in any goroutine.
 * @returns a timer; its `stop()` is true if it prevented the call. Its channel is never ready.
 * @throws TypeError if `ms` is no number (SY5022); RuntimeError "go of nil func value" if `f` is no function (SY5006)
 * @see Go, time.AfterFunc
 */
export function afterFunc(ms: number, f: () => void): Timer {
  duration("afterFunc", ms);
  firstFrame(f, []); // throws now and not when the time has come
  return new Timer(ms, new FunctionAlarm(f));
}
