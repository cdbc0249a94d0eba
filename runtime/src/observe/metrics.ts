/**
 * Counts of a program at one instant.
 */
import { ALL, WAITING, RUNNABLE } from "../core/goroutine.js";
import { host } from "../core/host.js";
import { slice } from "../core/slice.js";
import { pendingTimers } from "../core/timers.js";

/** What {@link metrics} counts. */
export interface Metrics {
  /** Goroutines that have not ended. */
  readonly goroutines: number;
  /** Goroutines that were ever started. */
  readonly started: number;
  readonly runnable: number;
  /** Goroutines that wait, by reason in Go's words. */
  readonly waiting: Readonly<Record<string, number>>;
  /** Timers that have not fired. */
  readonly timers: number;
  /** Milliseconds since the runtime was loaded. */
  readonly uptimeMs: number;
}

/** Counts of goroutines and timers. It looks at every goroutine: some 10 ns each. */
export function metrics(): Metrics {
  const waiting: Record<string, number> = Object.create(null) as Record<string, number>;
  let runnable = 0;
  for (let g = ALL.first; g !== null; g = g.allNext) {
    if (g.status === WAITING) waiting[g.reason] = (waiting[g.reason] ?? 0) + 1;
    else if (g.status === RUNNABLE) runnable++;
  }
  return { goroutines: ALL.count, started: ALL.lastId, runnable, waiting: { ...waiting }, timers: pendingTimers(), uptimeMs: Math.round(host.now() - slice.epoch) };
}
