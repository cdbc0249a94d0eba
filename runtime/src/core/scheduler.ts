/**
 * The scheduler: resumes goroutines one after the other, in turns of at most a slice, and gives the host's event loop a turn in between.
 *
 * A turn is a macrotask: it fires the timers that are due, then steps goroutines off the run queue until there is none or the time is over (core/slice.ts), then asks for the next turn
 * if something is runnable and sets the host timer. step(g) resumes the innermost frame with the value or error to deliver, hands its result to the next frame outwards, and so on, until
 * the goroutine has ended or the flag is set again.
 *
 * Invariants
 *  1. Goroutines run only in step(): from a turn, or on the caller's stack for plain entries (core/plain.ts). Never inside ready().
 *  2. What a frame throws reaches exactly the frames above it, each once.
 *  3. goexit is no error: frames are unwound innermost first (finally runs, catch does not); a finally that parks is waited for: frames from `g.barrier` inwards are resumed; an error thrown by a finally goes outwards as errors do,
 *     and where it is caught unwinding goes on with the next frame.
 *
 * Order: first in, first out, CPU loops that used up their slice after the others (core/run-queue.ts).
 * Cost: no allocation per switch; one linked list operation, one frame call. The loop looks at the clock when FL[0] says so, at most every 32 switches without a watcher.
 * Rejected: runnext (Go's hand-off slot): FIFO is fair as it is and simpler to reason about; draining in microtasks (starves timers and I/O).
 */
import { forgetCallees } from "./callees.js";
import { choose, hostile } from "./chooser.js";
import { EXIT } from "./fast-frames.js";
import { GenFrame, PassFrame, push, type Body, type Frame } from "./frames.js";
import { DEAD as dead, RUNNABLE as runnableState, RUNNING as runningState, bury, rareOf, type G } from "./goroutine.js";
import { host } from "./host.js";
import { RQ as queue, enqueue, enqueueLow, first, runnable, takeAfter, wantTurn } from "./run-queue.js";
import { keepShape } from "./shapes.js";
import { slice as sliceState, turnBegins, turnEnds, turnOver } from "./slice.js";
import { FL as flags, S as registers } from "./state.js";
import { armTimer, fireTimers, timerDue, timerState } from "./timers.js";
import { leaving, uncaught } from "./report.js";
import { stackOverflow, until as untilCounted } from "./stack-limit.js";
import { note } from "./traces.js";

// Constants of this module: V8 folds those into the code, and loads what other modules export.
const S = registers, FL = flags, RQ = queue, slice = sliceState, until = untilCounted, DEAD = dead, RUNNABLE = runnableState, RUNNING = runningState;

/** At most so many runnable goroutines are offered to the chooser. */
const CHOICE = 64;

/** So long (ms) after somebody was woken from outside, more is expected from there. */
const BUSY = 50;

keepShape(new PassFrame(), new GenFrame(null as unknown as Body, -1));
if (!RQ.inTurn) {
  RQ.turn = turn;
  timerState.alarm = wantTurn;
}

function turn(): void {
  RQ.scheduled = false;
  RQ.inTurn = timerState.inTurn = true;
  RQ.quiet = RQ.tracer === null;
  RQ.ranLow = false;
  const t = host.now();
  turnBegins(t);
  if (RQ.woken) {
    RQ.woken = false;
    RQ.wokenAt = t;
  }
  const lastLow = RQ.low.last;
  try {
    if (timerDue(t)) fireTimers(t);
    drain(RQ.passed >= 8 ? first(RQ.low) : null);
  } finally {
    S.g = null;
    turnEnds();
    RQ.inTurn = timerState.inTurn = RQ.quiet = false;
    forgetCallees();
    if (RQ.ranLow || RQ.low.last === null) RQ.passed = 0;
    else RQ.passed += RQ.low.last !== lastLow ? 1 : Math.max(1, (8 * (host.now() - t)) / slice.ms);
    if (runnable()) wantTurn();
    armTimer();
  }
}

/**
 * Run goroutines until there is none or the time is over; `g`, of the low queue, first. (Apart from `turn`, so that V8 can replace the loop while it runs: what stands behind a loop that has
 * never ended is unknown to it, and code so optimized is thrown away at each end of it.)
 */
function drain(g: G | null): void {
  let others = false;
  if (g !== null) RQ.ranLow = true;
  for (;;) {
    if (g === null) {
      g = hostile() ? chosenNext() : first(RQ);
      if (g !== null) others = true;
      else {
        if (RQ.low.last === null || !loopMayRun(others)) return;
        g = first(RQ.low)!;
        RQ.ranLow = true;
      }
    }
    S.depth = 0;
    if (g.status !== DEAD) {
      if ((g.rare === null || g.rare.context === null) && !RQ.indirect) { if (step(g)) resume(g); }
      else resumeWithin(g);
    }
    if (slice.over || (FL[0]! < 0 && --slice.left < 0 && turnOver())) return;
    g = null;
  }
}

/**
 * Nobody but CPU loops is runnable: may one of them go on in this turn? Not behind others: the host comes first, so that what they have written leaves. And while goroutines are woken from outside, not before the host
 * has looked twice (what it accepts in one turn sends its first bytes in the next), and for half a slice.
 */
function loopMayRun(behind: boolean): boolean {
  if (behind) {
    RQ.polled = true;
    return false;
  }
  if (RQ.ranLow || hostile()) return true;
  if (slice.start - RQ.wokenAt < BUSY) {
    if (!RQ.polled) {
      RQ.polled = true;
      return false;
    }
    slice.end = slice.start + slice.ms / 2;
  }
  RQ.polled = false;
  return true;
}

function resumeWithin(g: G): void {
  const { context } = g;
  resume(g);
  // a storage was used for the first time
  if (context === null && (g.status as number) !== DEAD && g.context === null) g.context = host.capture();
}

/** Run g until it has ended or suspends, in its asynchronous context, which it may change on the way. @internal */
export function resume(g: G): void {
  if (RQ.tracer !== null) RQ.tracer.begins(g);
  while (g.context === null ? step(g) : host.within(g.context, step, g)) { /* goes on in another context */ }
  if (RQ.tracer !== null) RQ.tracer.ends(g);
}

/** Hostile mode: any of the first runnable goroutines. */
function chosenNext(): G | null {
  const { last } = RQ;
  if (last === null) return null;
  let n = 1;
  for (let g = last.next!; g !== last && n < CHOICE; g = g.next!) n++;
  let k = choose("next", n);
  if (k === 0) return first(RQ);
  let p = last.next!;
  while (--k > 0) p = p.next!;
  return takeAfter(RQ, p);
}

/** Resume g until it has ended or suspends. True: it goes on at once in another context (`g.context`). */
function step(g: G): boolean {
  const base = S.depth;
  S.g = g;
  g.status = RUNNING;
  let fr = g.top;
  g.on = fr;
  let rare = g.rare;
  if (rare === null || rare.err === null) S.err = null;
  else {
    note(rare.err.v, fr, fr === null ? null : fr.up, true);
    S.err = rare.err;
    rare.err = null;
  }
  S.rv = g.v;
  g.v = undefined;
  let unwinding = false;
  for (;;) {
    try {
      while (fr !== null) {
        const up: Frame | null = fr.up;
        g.top = up;
        const v: unknown = unwinding ? fr.unwind() : fr.resume();
        S.depth = base;
        rare = g.rare;
        if (S.f !== 0) {
          const pre = S.pre;
          S.f = 0;
          if (rare !== null && rare.exiting && pre !== 3) rare.barrier ??= bound();
          seal(g, up);
          if (pre === 0) return false;
          S.pre = 0;
          if (pre === 4) return true;
          const overflow = pre === 1 && --until.left > 0 ? null : pre < 3 && (rare === null || !rare.exiting) ? stackOverflow(g.top, pre) : null;
          if (overflow === null && pre === 1) {
            g.status = RUNNABLE;
            g.on = null;
            if (slice.over && S.nest === 0 && RQ.inTurn) enqueueLow(g);
            else enqueue(g);
            return false;
          }
          unwinding = pre === 3;
          if (unwinding) {
            rare = rareOf(g);
            rare.exiting = true;
            rare.barrier = null;
          }
          S.rv = undefined;
          S.err = overflow;
          fr = g.top;
          continue;
        }
        S.rv = v;
        if (rare !== null && rare.exiting) {
          if (fr === rare.barrier) rare.barrier = null;
          unwinding = rare.barrier === null;
        }
        fr = up;
      }
      end(g, S.rv, null);
      return false;
    } catch (e) {
      // fr threw: it is unlinked already (g.top is its caller)
      S.f = 0;
      S.pre = 0;
      S.head = S.tail = null;
      S.depth = base;
      rare = g.rare;
      if (rare !== null && fr === rare.barrier) rare.barrier = null;
      if (e === EXIT) {
        // goexit, in a frame of the fast form whose finally block had parked
        S.rv = undefined;
        S.err = null;
        fr = g.top;
        unwinding = rare === null || rare.barrier === null;
        if (fr !== null) continue;
        end(g, undefined, null);
        return false;
      }
      leaving(e, fr, g.top);
      fr = g.top;
      unwinding = false;
      if (fr === null) {
        end(g, undefined, { v: e });
        return false;
      }
      S.err = { v: e };
    }
  }
}

/** The outermost frame of a suspension in a finally block. */
function bound(): Frame {
  if (S.tail === null) push(new PassFrame());
  return S.tail!;
}

/** Put the frames of the suspension under way on top of what was left (`up`). */
function seal(g: G, up: Frame | null): void {
  const tail = S.tail;
  if (tail === null) {
    g.top = up ?? new PassFrame();
    return;
  }
  tail.up = up;
  g.top = S.head;
  S.head = S.tail = null;
}

function end(g: G, value: unknown, error: { v: unknown } | null): void {
  S.rv = undefined;
  const ending = g.ending;
  if (error !== null && ending === null) uncaught(g, error.v);
  bury(g);
  if (ending !== null) ending.ended(g, value, error);
}
