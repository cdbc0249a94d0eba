/**
 * The run queue: goroutines that can go on, linked through `G.next`, and the request for a turn of the scheduler.
 *
 * Two lists, both first in first out: whoever was made ready (`first … last`), and CPU loops that used up their slice (`low`), as Go's scheduler has a local and a global queue. A CPU
 * loop runs when nobody else is runnable, and after a turn that others used up: so a sleeper that wakes, or a message, waits for one slice at most however many loops
 * compute, and nobody starves.
 *
 * Whoever makes a goroutine runnable, on whatever stack, only appends it here; a turn is asked of the host once (a macrotask) unless one runs. So a wake-up from outside never
 * runs a goroutine inside the foreign call.
 * Rejected: goroutines woken by a timer in front of all others (they overtake those started before, and sleep(1) is then no way to let these run).
 */
import { host } from "./host.js";
import { DEAD, type G } from "./goroutine.js";
import { shared } from "./state.js";

/** A list of runnable goroutines. @internal */
export interface List { first: G | null; last: G | null }

/** @internal */
export const RQ = shared("RQ", () => ({
  first: null as G | null, last: null as G | null,
  low: { first: null, last: null } as List,
  /** How long `low` was passed over: 8 per turn that others used up, 1 per turn that ended in another loop's first slice. At 8 it is its turn. */
  passed: 0,
  scheduled: false, inTurn: false, turn: (): void => { /* set by the scheduler */ },
}));

/** Append g, which must be in no queue. @internal */
export function enqueue(g: G): void {
  append(RQ, g);
  if (!RQ.scheduled && !RQ.inTurn) wantTurn();
}

/** Append g, which used up its slice; in a turn only. @internal */
export function enqueueLow(g: G): void { append(RQ.low, g); }

/** Take the first one. @internal */
export function first(q: List): G | null {
  const g = q.first;
  if (g === null) return null;
  const n = g.next;
  q.first = n;
  if (n === null) q.last = null;
  else g.next = null;
  return g;
}

function append(q: List, g: G): void {
  g.next = null;
  const last = q.last;
  if (last === null) q.first = g;
  else last.next = g;
  q.last = g;
}

/** Is anybody runnable? @internal */
export function runnable(): boolean { return RQ.first !== null || RQ.low.first !== null; }

/** Take the goroutines that have ended (were abandoned) out of the queue. @internal */
export function sweep(): void {
  for (const q of [RQ, RQ.low]) {
    let g = q.first;
    q.first = q.last = null;
    while (g !== null) {
      const next: G | null = g.next;
      if (g.status !== DEAD) append(q, g);
      else g.next = null;
      g = next;
    }
  }
}

/** Ask the host for a turn. @internal */
export function wantTurn(): void {
  if (RQ.scheduled) return;
  RQ.scheduled = true;
  host.macrotask(RQ.turn);
}
