import type { Graph, Point } from "../flow/graph";
import { type LockOperation } from "../flow/locks";
/** A path leaves the function with a lock that other paths release. */
export declare const unlockMissing: import("../define").Rule;
/** The exits that a path reaches with the lock held; undefined: where paths with and without it meet, it is locked or unlocked again, so that conditions may belong together. */
export declare function heldExits(graph: Graph, own: readonly Pick<LockOperation, "kind" | "node">[]): readonly Point[] | undefined;
