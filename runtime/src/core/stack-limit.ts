/**
 * The limit of a goroutine's stack. It grows on the heap, so that without a limit endless recursion ends by killing the process without a word. Go stops at a gigabyte ("goroutine stack
 * exceeds 1000000000-byte limit", runtime/stack.go, newstack), plain JavaScript with a RangeError, which programs catch: so here.
 *
 * Invariants
 *  1. A stack of at most `frames` is never refused; one that goes on growing is, at the latest a tenth above.
 *  2. Nothing is counted per call: the frames are counted now and then, after so many suspensions as a tenth of the limit takes.
 *
 * Cost: one decrement at each preemption and each growth, and over the life of a stack about ten walks over it.
 */
import type { Frame } from "./frames.js";
import { host } from "./host.js";
import { MAX_DEPTH } from "./state.js";

const DEFAULT = 5_000_000;
/** Frames that one growth (core/frames.ts) may move to the heap. */
const GROWTH = MAX_DEPTH;

let limit = 0;
/** @internal Preemptions until the frames are counted; a growth counts for as many as it may move. */
export const until = { left: 0 };

/** @internal At a preemption (`pre` 1) or a growth (2), with all frames on the list: the error to raise, null: the stack may stand. */
export function stackOverflow(top: Frame | null, pre: number): { v: unknown } | null {
  until.left -= pre === 2 ? GROWTH : 1;
  return until.left > 0 ? null : look(top);
}

function look(top: Frame | null): { v: unknown } | null {
  if (limit === 0) {
    const asked = Number(host.env("SANSYNC_MAX_STACK"));
    limit = asked >= 1 ? asked : DEFAULT;
    until.left = limit / 10;
    return null;
  }
  until.left = limit / 10;
  let n = 0;
  for (let f = top; f !== null; f = f.up) n++;
  if (n <= limit) return null;
  return { v: Object.assign(new RangeError(`Maximum call stack size exceeded: the goroutine is more than ${limit} calls deep (SY5021). If that is no endless recursion, SANSYNC_MAX_STACK=n allows n calls.`), { code: "SY5021" }) };
}
