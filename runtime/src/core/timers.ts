/**
 * Timers: one binary heap over everything that waits for a time, one host timer for the earliest.
 *
 * Invariants
 *  1. heap[t.index] === t for every pending timer; index is -1 otherwise. The heap is ordered by `when`, then by the order of starting.
 *  2. `fire` runs in the scheduler, at the start of a turn, with no goroutine current: it makes goroutines ready, starts timers, nothing else. It must not throw.
 *  3. The host timer stands at or before the earliest `when` whenever the scheduler is not in a turn.
 *
 * Cost: start and stop O(log n), no allocation but the timer. Delays beyond 2^31-1 ms are chained: hosts fire those at once.
 * Rejected: a host timer each (1 to 2 µs and 200 bytes a piece, and no common order of ties).
 */
import { choose, hostile } from "./chooser.js";
import { host } from "./host.js";
import { shared } from "./state.js";

/** A pending or past timer. `when` is on the clock of `host.now()`. */
export interface Timer<A = unknown> {
  when: number;
  fire: (arg: A) => void;
  arg: A;
  /** Place in the heap, -1: not pending. */
  index: number;
  seq: number;
}

const MAX_DELAY = 2 ** 31 - 1;

const T = shared("timers", () => ({ heap: [] as Timer<never>[], seq: 0, armed: Infinity, handle: undefined as unknown, inTurn: false, alarm: (): void => { /* set by the scheduler */ } }));
/** For the scheduler. @internal */
export const timerState: { inTurn: boolean; alarm: () => void } = T;

/** Call `fire(arg)` at or soon after `when` (a time of `host.now()`; `Infinity` is refused: it would never fire). @internal */
export function startTimer<A>(when: number, fire: (arg: A) => void, arg: A): Timer<A> {
  const t: Timer<A> = { when, fire, arg, index: T.heap.length, seq: ++T.seq };
  T.heap.push(t as unknown as Timer<never>);
  up(t as unknown as Timer<never>, t.index);
  if (t.index === 0 && !T.inTurn) armTimer();
  return t;
}

/** Cancel. True: it was pending and will not fire. @internal */
export function stopTimer(t: Timer<never> | Timer): boolean {
  const i = t.index;
  if (i < 0) return false;
  remove(i);
  if (T.heap.length === 0 && !T.inTurn) armTimer();
  return true;
}

/** Is a timer due at t? @internal */
export function timerDue(t: number): boolean {
  const h = T.heap;
  return h.length > 0 && h[0]!.when <= t;
}

/** When the earliest timer is due, Infinity: there is none. @internal */
export function nextDue(): number {
  const h = T.heap;
  return h.length > 0 ? h[0]!.when : Infinity;
}

/** Number of pending timers. @internal */
export function pendingTimers(): number { return T.heap.length; }

/** Fire what is due at t. A timer started by a firing one waits for the next turn, even if it is due already: no endless loop. @internal */
export function fireTimers(t: number): void {
  const h = T.heap;
  const last = T.seq;
  while (h.length > 0 && h[0]!.when <= t && h[0]!.seq <= last) {
    const first = h[0]!;
    if (hostile()) { fireTied(first.when, last); continue; }
    remove(0);
    (first.fire as (a: unknown) => void)(first.arg);
  }
}

/** Timers due at the same instant: in an order the chooser gives. They stay in the heap until they fire, so that one can still stop another. */
function fireTied(when: number, last: number): void {
  for (;;) {
    const tied = T.heap.filter((t) => t.when === when && t.seq <= last).sort((a, b) => a.seq - b.seq);
    if (tied.length === 0) return;
    const t = tied[choose("timer-tie", tied.length)]!;
    remove(t.index);
    (t.fire as (a: unknown) => void)(t.arg);
  }
}

/** Set the host timer to the earliest pending one. Called whenever a turn ends. @internal */
export function armTimer(): void {
  const h = T.heap;
  const when = h.length === 0 ? Infinity : h[0]!.when;
  if (when === T.armed) return;
  if (T.handle !== undefined) { host.clearTimer(T.handle); T.handle = undefined; }
  T.armed = when;
  if (when === Infinity) return;
  const ms = Math.ceil(when - host.now());
  T.handle = host.setTimer(ms < 0 ? 0 : ms > MAX_DELAY ? MAX_DELAY : ms, rang);
}

function rang(): void {
  T.handle = undefined;
  T.armed = Infinity;
  T.alarm();
}

function before(a: Timer<never>, b: Timer<never>): boolean { return a.when < b.when || (a.when === b.when && a.seq < b.seq); }

function up(t: Timer<never>, i: number): void {
  const h = T.heap;
  while (i > 0) {
    const p = (i - 1) >> 1, o = h[p]!;
    if (!before(t, o)) break;
    h[i] = o; o.index = i;
    i = p;
  }
  h[i] = t; t.index = i;
}

function down(t: Timer<never>, i: number): void {
  const h = T.heap, n = h.length;
  for (;;) {
    let c = 2 * i + 1;
    if (c >= n) break;
    if (c + 1 < n && before(h[c + 1]!, h[c]!)) c++;
    const o = h[c]!;
    if (!before(o, t)) break;
    h[i] = o; o.index = i;
    i = c;
  }
  h[i] = t; t.index = i;
}

function remove(i: number): void {
  const h = T.heap, t = h[i]!, l = h.pop()!;
  if (l !== t) {
    if (i > 0 && before(l, h[(i - 1) >> 1]!)) up(l, i); else down(l, i);
  }
  t.index = -1;
}
