/**
 * Time slices: when a goroutine that does not park must give way, and when a turn of the scheduler is over.
 *
 * A turn starts with FL[0] = WANTED, so its first check calls preempt(). With a watcher (a thread of the host, core/host.ts) that call tells the watcher that a turn runs and clears the
 * flag; the watcher sets it after 5 ms, or earlier if the slice ends or a timer is due before, and only then is the clock read. Without one (not started yet, no threads, no shared memory) the flag stays set and preempt() counts calls,
 * reading the clock every `grain` of them; grain adapts between 1 and 256 to how long the work between two checks takes. The watcher is started the first time a turn has lasted 2 ms.
 *
 * A turn is over when it has lasted a slice (10 ms; half of it where a CPU loop runs while others are woken from outside, core/scheduler.ts) or a timer is due; then the running goroutine goes to the tail of the queue and the host gets a turn.
 *
 * Invariants
 *  1. preempt() returns true only after it set the flag (S.f = 1, S.pre = 1): the caller must yield.
 *  2. Progress: a goroutine goes on behind the check that suspended it, so every resume executes something.
 *  3. Nothing is preempted on the spot (S.nest > 0): the native stack beneath cannot be suspended.
 *  4. In hostile mode the clock is not asked; the chooser is, at every check and every frame().
 *
 * Cost: a check whose flag is clear is one load; a turn in which nothing runs long costs one store and, if a check comes by, one call.
 * Rejected: a clock read per check (40 ns); Atomics.load per check (7 ns, not inlined by V8). ABI: preempt, min, max.
 */
import { choose, hostile } from "./chooser.js";
import { internalError } from "./errors.js";
import { host } from "./host.js";
import { ALIVE as alive, ASLEEP, CLEAR, DELAY, FL as flags, FLAG as flag, S as registers, SLEEP, TURN, WANTED, shared } from "./state.js";
import { nextDue } from "./timers.js";
import { TICK } from "./watcher.js";

// Constants of this module: V8 folds those into the code, and loads what other modules export.
const S = registers, FL = flags, FLAG = flag, ALIVE = alive;

/** How far a strip of a counted loop goes, whatever becomes of `Math`. ABI. */
export const { min, max } = Math;

/** Switches between two looks at the clock while there is no watcher. */
const SWITCHES = 32;
/** A turn that lasted so long (ms) starts the watcher. */
const LONG = 2;

const slice = shared("slice", () => ({ ms: 10, start: 0, end: 0, stamp: 0, last: 0, fuel: 1, grain: 1, left: SWITCHES, tried: false, over: false, epoch: host.now() }));
/** @internal */
export { slice };

/**
 * The cold half of a check. True: the flag is set, the caller must yield. ABI.
 *
 * It is no small function, on purpose: V8 inlines up to 460 bytes of bytecode, and did so wherever the check was compiled while there was no watcher yet. The loop around it then keeps its
 * variables on the stack (up to 1.7 times as long). The first line never does anything; it is longer than that.
 */
export function preempt(): boolean {
  if (S.nest < 0) S.rv = [S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S];
  if (S.f !== 0) throw internalError("SY9005", "SY9005: a check ran while a suspension was on its way to the scheduler.");
  if (S.nest > 0) {
    if (FL[ALIVE] !== 0 && !hostile()) FL[FLAG] = CLEAR;
    return false;
  }
  if (hostile()) {
    if (choose("preempt", 2) === 0) return false;
  } else {
    if (FL[ALIVE] === 0 && --slice.fuel > 0) return false;
    if (!turnOver()) return false;
  }
  S.f = 1;
  S.pre = 1;
  return true;
}

/** A turn begins at t: the first check shall look at the clock. @internal */
export function turnBegins(t: number): void {
  slice.start = slice.last = t;
  slice.end = t + slice.ms;
  slice.stamp = t - slice.epoch | 0;
  slice.left = SWITCHES;
  slice.fuel = slice.grain;
  slice.over = false;
  FL[FLAG] = WANTED;
}

/** The watcher need not tick any more. @internal */
export function turnEnds(): void {
  FL[TURN] = 0;
}

/** Look at the clock: must the host get its turn now? @internal */
export function turnOver(): boolean {
  const t = host.now();
  const end = Math.min(slice.end, nextDue());
  if (t >= end) {
    slice.over = true;
    return true;
  }
  if (hostile()) { slice.left = SWITCHES; return false; }
  if (FL[ALIVE] !== 0) {
    slice.left = 0;
    FL[FLAG] = CLEAR;
    if (FL[TURN] === 0) {
      Atomics.store(FL, TURN, 1);
      if (Atomics.load(FL, ASLEEP) !== 0) Atomics.notify(FL, TURN);
    }
    const ms = Math.ceil(end - t);
    if (ms < TICK || FL[DELAY] !== TICK) {
      FL[DELAY] = ms < TICK ? ms : TICK;
      Atomics.notify(FL, SLEEP);
    }
    return false;
  }
  const dt = t - slice.last;
  slice.last = t;
  slice.left = dt > 1 ? 0 : SWITCHES;
  if (dt < 0.1) { if (slice.grain < 256) slice.grain <<= 1; }
  else if (dt > 0.5 && slice.grain > 1) slice.grain >>= 1;
  slice.fuel = slice.grain;
  if (!slice.tried && t - slice.start >= LONG) {
    slice.tried = true;
    host.watch(FL);
  }
  return false;
}
