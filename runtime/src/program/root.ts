/**
 * The goroutines of one run() or runMain(): everything its main started, directly or not. When main returns they are abandoned, as Go does when main returns: they get no further turn,
 * their finally blocks do not run, and what they wait on forgets them.
 */
import { allGoroutines } from "../core/dump.js";
import type { Frame } from "../core/frames.js";
import { start } from "../core/go.js";
import { bury, WAITING, ALL, type Ending, type G, type Root } from "../core/goroutine.js";
import { OBSERVER } from "../core/observer.js";
import { sweep } from "../core/run-queue.js";
import { shared } from "../core/state.js";

/** A run under way. */
export interface LiveRoot extends Root, Ending {
  /** The goroutine that its main runs in. */
  main: G | null;
  /** Nothing can wake these goroutines of the run any more. True: the run has dealt with it. */
  deadlocked(goroutines: readonly G[]): boolean;
}

/** The runs under way. */
export const roots: Set<LiveRoot> = shared("roots", () => new Set());

/** Starts the goroutine that `top` is the first frame of, as the main of `root`. */
export function begin(root: LiveRoot, top: Frame, site: number): void {
  const g = start(top, site);
  g.root = root;
  g.ending = root;
  root.main = g;
}

/** Take all goroutines of `root` out of the world; null: those of no run. */
export function abandon(root: Root | null): void {
  if (OBSERVER.abandoned !== null) OBSERVER.abandoned(allGoroutines().filter((g) => g.root === root && g.status === WAITING));
  for (let g = ALL.first; g !== null;) {
    const next: G | null = g.allNext;
    if (g.root === root) {
      if (g.status === WAITING) (g.on as { forget?(g: G): void } | null)?.forget?.(g);
      bury(g);
    }
    g = next;
  }
  sweep();
}
