/**
 * Timers: one heap over everything that waits for a time, one host timer for the earliest.
 *
 * The heap is four-ary, and the times stand in an array of numbers of their own: what sifting compares lies side by side in memory, not in a million objects.
 *
 * Invariants
 *  1. items[t.index] === t for every pending timer, and keys[t.index] is its time; index is -1 otherwise. The heap is ordered by time, then by the order of starting. keys[0] is Infinity
 *     where there is none.
 *  2. `fire` runs in the scheduler, at the start of a turn, with no goroutine current: it makes goroutines ready, starts timers, nothing else. It must not throw.
 *  3. The host timer stands at or before the earliest time whenever the scheduler is not in a turn.
 *
 * Cost: start and stop O(log n), 56 bytes for the timer and 16 in the heap. Delays beyond 2^31-1 ms are chained: hosts fire those at once.
 * Rejected: a host timer each (1 to 2 µs and 200 bytes a piece, and no common order of ties); a binary heap of objects (a million random ones took twice the time to fire).
 */
import { choose, hostile } from "./chooser.js";
import { host } from "./host.js";
import { shared } from "./state.js";

/** A pending or past timer. */
export interface Timer<A = unknown> {
  fire: (arg: A) => void;
  arg: A;
  /** Place in the heap, -1: not pending. */
  index: number;
  seq: number;
}

const MAX_DELAY = 2 ** 31 - 1;

/** Room for so many times at least. */
const ROOM = 64;

const T = shared("timers", () => ({ items: [] as Timer<never>[], keys: new Float64Array(ROOM).fill(Infinity), seq: 0, armed: Infinity, handle: undefined as unknown, inTurn: false, alarm: (): void => { /* set by the scheduler */ } }));
/** For the scheduler. @internal */
export const timerState: { inTurn: boolean; alarm: () => void } = T;

/** Call `fire(arg)` at or soon after `when` (a time of `host.now()`; `Infinity` is refused: it would never fire). @internal */
export function startTimer<A>(when: number, fire: (arg: A) => void, arg: A): Timer<A> {
  const t: Timer<A> = { fire, arg, index: -1, seq: ++T.seq };
  const { items } = T, n = items.length;
  if (n === T.keys.length) resize(2 * n);
  items.push(t as unknown as Timer<never>);
  up(t as unknown as Timer<never>, when, n);
  if (t.index === 0 && !T.inTurn) armTimer();
  return t;
}

/** Cancel. True: it was pending and will not fire. @internal */
export function stopTimer(t: Timer<never> | Timer): boolean {
  const i = t.index;
  if (i < 0) return false;
  remove(i);
  if (T.items.length === 0 && !T.inTurn) armTimer();
  return true;
}

/** Is a timer due at t? @internal */
export function timerDue(t: number): boolean { return T.keys[0]! <= t; }

/** When the earliest timer is due, Infinity: there is none. @internal */
export function nextDue(): number { return T.keys[0]!; }

/** Number of pending timers. @internal */
export function pendingTimers(): number { return T.items.length; }

/** Fire what is due at t. A timer started by a firing one waits for the next turn, even if it is due already: no endless loop. @internal */
export function fireTimers(t: number): void {
  const { items } = T, last = T.seq;
  while (T.keys[0]! <= t && items[0]!.seq <= last) {
    if (hostile()) { fireTied(T.keys[0]!, last); continue; }
    const first = items[0]!;
    remove(0);
    (first.fire as (a: unknown) => void)(first.arg);
  }
}

/** Timers due at the same instant: in an order the chooser gives. They stay in the heap until they fire, so that one can still stop another. */
function fireTied(when: number, last: number): void {
  for (;;) {
    const tied = T.items.filter((t, i) => T.keys[i] === when && t.seq <= last).sort((a, b) => a.seq - b.seq);
    if (tied.length === 0) return;
    const t = tied[choose("timer-tie", tied.length)]!;
    remove(t.index);
    (t.fire as (a: unknown) => void)(t.arg);
  }
}

/** Set the host timer to the earliest pending one. Called whenever a turn ends. @internal */
export function armTimer(): void {
  const when = T.keys[0]!;
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

function resize(room: number): void {
  const keys = new Float64Array(room);
  keys.set(T.keys.subarray(0, Math.min(room, T.keys.length)));
  T.keys = keys;
}

/** Put t, due at `when`, at i or nearer to the root. */
function up(t: Timer<never>, when: number, i: number): void {
  const { items, keys } = T;
  while (i > 0) {
    const p = (i - 1) >> 2, key = keys[p]!;
    if (when > key || (when === key && t.seq > items[p]!.seq)) break;
    const o = items[p]!;
    items[i] = o; keys[i] = key; o.index = i;
    i = p;
  }
  items[i] = t; keys[i] = when; t.index = i;
}

/** Put t at i or further from the root. */
function down(t: Timer<never>, when: number, i: number): void {
  const { items, keys } = T, n = items.length;
  for (;;) {
    let c = 4 * i + 1;
    if (c >= n) break;
    let key = keys[c]!;
    for (let k = c + 1, end = c + 4 < n ? c + 4 : n; k < end; k++) {
      const other = keys[k]!;
      if (other < key || (other === key && items[k]!.seq < items[c]!.seq)) { c = k; key = other; }
    }
    if (key > when || (key === when && items[c]!.seq > t.seq)) break;
    const o = items[c]!;
    items[i] = o; keys[i] = key; o.index = i;
    i = c;
  }
  items[i] = t; keys[i] = when; t.index = i;
}

function remove(i: number): void {
  const { items, keys } = T, t = items[i]!, l = items.pop()!, n = items.length, when = keys[n]!;
  if (l !== t) {
    const p = (i - 1) >> 2;
    if (i > 0 && (when < keys[p]! || (when === keys[p]! && l.seq < items[p]!.seq))) up(l, when, i);
    else down(l, when, i);
  }
  if (n === 0) keys[0] = Infinity;
  t.index = -1;
  if (n < keys.length >> 3 && keys.length > ROOM) resize(keys.length >> 1);
}
