/**
 * Which locks a goroutine holds where: on all paths to a point, in the function itself, with what functions that it calls lock and unlock, and with guards held by `using`.
 *
 * Locks are the same if they are the same place (places.ts). A lock that is taken by `tryLock`, or handed to somebody else, is not known here: rules are silent about it.
 */
import type ts from "typescript";
import type { RuleContext } from "../define";
import { type Place } from "./places";
/** "r": as one of several readers. */
export type Mode = "w" | "r";
export interface LockOperation {
    readonly kind: "lock" | "unlock";
    readonly mode: Mode;
    readonly on: Place;
    /** The call, in the function itself. */
    readonly node: ts.CallExpression;
    /** Where the lock is taken or released, if a function that is called does it. */
    readonly via?: ts.Node;
    /** Held by `using`: to the end of this block. */
    readonly block?: ts.Node;
}
interface Locking {
    /** What is done in the function, with the whole effect of functions that lock or unlock for it. */
    readonly operations: readonly LockOperation[];
    /** Calls of functions that take a lock, whether they release it or not. */
    readonly takes: readonly LockOperation[];
    /** Deferred: released at the end of the function. */
    readonly released: readonly LockOperation[];
}
export declare function lockingOf(context: RuleContext, fn: ts.Node): Locking;
export interface Held {
    readonly on: Place;
    readonly mode: Mode;
    /** What takes it. */
    readonly by: LockOperation;
}
/** The locks that are held before a point, on every path to it. */
export declare function heldIn(context: RuleContext, fn: ts.Node): (node: ts.Node) => readonly Held[];
/** The functions of a file that take a lock, or call something that does. */
export declare function functionsWithLocks(context: RuleContext): readonly ts.Node[];
/** `this.mu`, `mu`: how a lock is called in a message. */
export declare function lockText({ on }: {
    readonly on: Place;
}): string;
export {};
