/**
 * sleep: a goroutine, a node in the heap of timers, nothing else. A million sleepers are cheap because there is no channel and no closure per sleeper.
 */
import { blocking } from "../core/entry.js";
import type { G } from "../core/goroutine.js";
import { host } from "../core/host.js";
import { park, ready } from "../core/park.js";
import { reasons } from "../core/reasons.js";
import { startTimer, stopTimer, type Timer } from "../core/timers.js";
import { duration } from "./durations.js";

/** What a sleeper waits on: nothing. If it is given up its timer goes. */
const nothing = {
  forget(g: G): void {
    if (g.v !== null) stopTimer(g.v as Timer);
  },
};

function wakeSleeper(g: unknown): void {
  ready(g as G, undefined);
}

function sleepFor(ms: number): void {
  if (typeof ms !== "number" || !(ms > 0)) {
    duration("sleep", ms);
    return;
  }
  const g = park(reasons.sleep, nothing);
  g.v = ms === Infinity ? null : startTimer(host.now() + ms, wakeSleeper, g as unknown);
}

/**
 * Parks the calling goroutine for at least `ms` milliseconds; other goroutines run meanwhile. Zero or a negative number: returns at once and does not even let others run
 * (`gosched` does that). `Infinity`: for ever.
 * @param ms milliseconds, with fractions; any length (also beyond the 2^31 - 1 ms of setTimeout)
 * @throws TypeError if `ms` is no number (SY5022)
 * @see Go, time.Sleep
 * @suspends
 */
export const sleep: (ms: number) => void = blocking("sleep", sleepFor as never) as never;
