/**
 * The run queue: goroutines that can go on, first in first out, linked through `G.next`, and the request for a turn of the scheduler.
 *
 * Whoever makes a goroutine runnable, on whatever stack, only appends it here; a turn is asked of the host once (a macrotask) unless one runs. So a wake-up from outside never
 * runs a goroutine inside the foreign call.
 */
import { host } from "./host.js";
import type { G } from "./goroutine.js";
import { shared } from "./state.js";

/** @internal */
export const RQ = shared("RQ", () => ({ first: null as G | null, last: null as G | null, scheduled: false, inTurn: false, turn: (): void => { /* set by the scheduler */ } }));

/** Append g, which must be in no queue. @internal */
export function enqueue(g: G): void {
  g.next = null;
  const last = RQ.last;
  if (last === null) RQ.first = g;
  else last.next = g;
  RQ.last = g;
  if (!RQ.scheduled && !RQ.inTurn) wantTurn();
}

/** Ask the host for a turn. @internal */
export function wantTurn(): void {
  if (RQ.scheduled) return;
  RQ.scheduled = true;
  host.macrotask(RQ.turn);
}
