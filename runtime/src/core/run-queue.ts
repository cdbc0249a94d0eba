/**
 * The run queue: goroutines that can go on, linked through `G.next`, and the request for a turn of the scheduler.
 *
 * Two lists, both first in first out: whoever was made ready, and CPU loops that used up their slice (`low`), as Go's scheduler has a local and a global queue. A CPU
 * loop runs when nobody else is runnable, and after a turn that others used up: so a sleeper that wakes, or a message, waits for one slice at most however many loops
 * compute, and nobody starves.
 *
 * A slice of a CPU loop is ten milliseconds in which nothing that others wrote leaves and nothing that arrives is seen. So who uses the world outside comes first: a loop goes on in a turn of its own, never behind others
 * in theirs (what they have written leaves between the two); while goroutines are woken from outside the host gets a second look before a slice, and the slice is half as long (core/scheduler.ts, `loopMayRun`).
 *
 * Whoever makes a goroutine runnable, on whatever stack, only appends it here; a turn is asked of the host once (a macrotask) unless one runs. So a wake-up from outside never
 * runs a goroutine inside the foreign call.
 * A list is circular and known by its last goroutine, whose `next` is the first: one pointer is stored in the shared object per wake-up. (V8 keeps account of each pointer from an old object to a
 * young one, at 10 to 20 ns.)
 * Rejected: goroutines woken by a timer in front of all others (they overtake those started before, and sleep(1) is then no way to let these run).
 */
import { host } from "./host.js";
import { DEAD, type G } from "./goroutine.js";
import { shared } from "./state.js";

/** A list of runnable goroutines. @internal */
export interface List { last: G | null }

/** Who is told of every step of every goroutine (observe/trace.ts). @internal */
export interface Tracer {
  /** g was appended to the queue: it is new, it was woken, or it gave way (then it is the running one). */
  runnable(g: G): void;
  /** g runs from here. Goroutines run on the spot begin and end within others. */
  begins(g: G): void;
  /** g has ended, waits or gave way. */
  ends(g: G): void;
}

const RQ = shared("RQ", () => ({
  last: null as G | null,
  low: { last: null } as List,
  /** How long `low` was passed over, in eighths of a slice: what others used, at least 1 per turn; 1 per turn that ended in another loop's first slice. At 8 it is its turn. */
  passed: 0,
  /** A goroutine of `low` ran in this turn. */
  ranLow: false,
  /** Somebody was made ready outside of turns since the last one began, and when the last turn began before which that had happened. */
  woken: false, wokenAt: -Infinity,
  /** The host had a turn since a goroutine of `low` ran. */
  polled: false,
  /** Goroutines have asynchronous contexts (node layer). */
  contexts: false,
  /** null: nobody is told. Set by `traceBy`. */
  tracer: null as Tracer | null,
  /** Goroutines are resumed by way of `resume`: there are contexts or a tracer. */
  indirect: false,
  /** In a turn, without a tracer: to append a goroutine is all that a wake-up does. */
  quiet: false,
  scheduled: false, inTurn: false, turn: (): void => { /* set by the scheduler */ },
}));
// (Exported like this, code of this file reaches it without a look at `exports`.)
/** @internal */
export { RQ };

/** Append g, which must be in no queue. @internal */
export function enqueue(g: G): void {
  append(RQ, g);
  if (RQ.quiet) return;
  if (RQ.tracer !== null) RQ.tracer.runnable(g);
  if (RQ.inTurn) return;
  RQ.woken = true;
  if (!RQ.scheduled) wantTurn();
}

/** Append g, which used up its slice; in a turn only. @internal */
export function enqueueLow(g: G): void { append(RQ.low, g); }

/** Take the first one. @internal */
export function first(q: List): G | null {
  const last = q.last;
  if (last === null) return null;
  const g = last.next!;
  if (g === last) q.last = null;
  else last.next = g.next;
  g.next = null;
  return g;
}

function append(q: List, g: G): void {
  const last = q.last;
  if (last === null) g.next = g;
  else {
    g.next = last.next;
    last.next = g;
  }
  q.last = g;
}

/** Take the one behind `p`, which is in the queue and not the last. @internal */
export function takeAfter(q: List, p: G): G {
  const g = p.next!;
  p.next = g.next;
  if (q.last === g) q.last = p;
  g.next = null;
  return g;
}

/** Is anybody runnable? @internal */
export function runnable(): boolean { return RQ.last !== null || RQ.low.last !== null; }

/** Take the goroutines that have ended (were abandoned) out of the queue. @internal */
export function sweep(): void {
  for (const q of [RQ, RQ.low]) {
    const { last } = q;
    if (last === null) continue;
    q.last = null;
    for (let g: G = last.next!, done = false; !done;) {
      const next: G = g.next!;
      done = g === last;
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

/** Tell `tracer` of every step from here on; null: nobody. @internal */
export function traceBy(tracer: Tracer | null): void {
  RQ.tracer = tracer;
  RQ.indirect = RQ.contexts || tracer !== null;
  RQ.quiet = RQ.inTurn && tracer === null;
}
