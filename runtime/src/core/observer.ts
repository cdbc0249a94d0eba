/**
 * What tools that watch a program are told besides the steps of goroutines (Tracer in core/run-queue.ts). Everything here happens seldom, and a member that is null costs one look.
 *
 * Invariant: who is told changes nothing in the program and throws nothing. Goroutines and channels are given as they are: look, and keep nothing but a WeakRef.
 */
import type { G } from "./goroutine.js";
import { shared } from "./state.js";

/** @internal */
export const OBSERVER = shared("observer", () => ({
  /** `chan()` made a channel. */
  channel: null as ((ch: object) => void) | null,
  /** A run has ended: these goroutines of it waited and are given up. */
  abandoned: null as ((goroutines: readonly G[]) => void) | null,
  /** Nothing can wake these goroutines of a run any more; called before the run deals with it. */
  deadlock: null as ((goroutines: readonly G[]) => void) | null,
}));
