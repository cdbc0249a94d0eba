/**
 * A deadline that is moved often: a connection sets one before each read. Moving it later is a store; the timer stays where it is and, when it fires early, goes on to the new time.
 */
import { typeError } from "../core/errors.js";
import { host } from "../core/host.js";
import { startTimer, stopTimer, type Timer } from "../core/timers.js";

/** Throws TypeError (SY5107) unless n is a number of milliseconds of at least 0. */
export function checkMilliseconds(what: string, n: number): void {
  if (typeof n !== "number" || !(n >= 0)) throw typeError("SY5107", `${what} is ${String(n)}; it is a number of milliseconds of at least 0`);
}

export class Deadline {
  /** A time of host.now(), Infinity: none. */
  private at = Infinity;
  /** When the timer fires. */
  private armed = Infinity;
  private timer: Timer | null = null;
  /** It has passed. */
  late = false;
  constructor(private readonly passed: () => void) {}

  /** @param at a Date, milliseconds since 1970, or null: none. `passed` is not called for one in the past. */
  set(what: string, at: Date | number | null): void {
    const time = at === null ? Infinity : Number(at);
    if (Number.isNaN(time)) throw typeError("SY5107", `${what}: the deadline is no valid time. It is a Date, milliseconds since 1970 (Date.now() + 5 * Second), or null for none.`);
    const ms = time - Date.now();
    this.late = ms <= 0;
    if (this.late) { this.clear(); return; }
    this.at = host.now() + ms;
    if (this.at < this.armed) this.arm();
  }

  clear(): void {
    this.at = this.armed = Infinity;
    if (this.timer !== null) stopTimer(this.timer);
    this.timer = null;
  }

  private arm(): void {
    if (this.timer !== null) stopTimer(this.timer);
    this.armed = this.at;
    this.timer = startTimer(this.at, fired, this as unknown);
  }

  /** @internal */
  fire(): void {
    this.timer = null;
    this.armed = Infinity;
    if (this.at === Infinity) return;
    if (this.at > host.now()) this.arm();
    else {
      this.at = Infinity;
      this.late = true;
      this.passed();
    }
  }
}

function fired(d: unknown): void { (d as Deadline).fire(); }
