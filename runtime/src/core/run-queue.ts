/**
 * The run queue: goroutines that can go on, first in first out, linked through `G.next`, and the request for a turn of the scheduler.
 *
 * Whoever makes a goroutine runnable, on whatever stack, only appends it here; a turn is asked of the host once (a macrotask) unless one runs. So a wake-up from outside never
 * runs a goroutine inside the foreign call.
 */
import { host } from "./host.js";
import { DEAD, type G } from "./goroutine.js";
import { shared } from "./state.js";

/** @internal */
export const RQ = shared("RQ", () => ({ first: null as G | null, last: null as G | null, scheduled: false, inTurn: false, mark: null as G | null, turn: (): void => { /* set by the scheduler */ } }));

/** Append g, which must be in no queue. @internal */
export function enqueue(g: G): void {
  g.next = null;
  const last = RQ.last;
  if (last === null) RQ.first = g;
  else last.next = g;
  RQ.last = g;
  if (!RQ.scheduled && !RQ.inTurn) wantTurn();
}

/** Take the goroutines that have ended (were abandoned) out of the queue. @internal */
export function sweep(): void {
  let g = RQ.first;
  RQ.first = RQ.last = RQ.mark = null;
  while (g !== null) {
    const next: G | null = g.next;
    g.next = null;
    if (g.status !== DEAD) {
      const last: G | null = RQ.last;
      if (last === null) RQ.first = g;
      else last.next = g;
      RQ.last = g;
    }
    g = next;
  }
}

/**
 * Run `wake`, which makes goroutines ready, and put them in front of those that are runnable already: who waited for a time must not wait for every CPU loop as well.
 * Not twice in a row before the former head of the queue had its turn (`mark`), so nobody starves. @internal
 */
export function inFront(wake: () => void): void {
  const first = RQ.first, last = RQ.last;
  if (first === null || RQ.mark !== null) {
    wake();
    return;
  }
  RQ.first = RQ.last = null;
  wake();
  const woken: G | null = RQ.last as G | null;
  if (woken === null) RQ.first = first;
  else {
    woken.next = first;
    RQ.mark = first;
  }
  RQ.last = last;
}

/** Ask the host for a turn. @internal */
export function wantTurn(): void {
  if (RQ.scheduled) return;
  RQ.scheduled = true;
  host.macrotask(RQ.turn);
}
