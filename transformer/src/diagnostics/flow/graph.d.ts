/**
 * The control flow of one function: a graph whose points are its calls, declarations and exits, in the order in which they are evaluated. Closures are no part of it: they run when somebody calls them.
 *
 *   mu.lock(); if (failed) return 0; mu.unlock(); return 1;      mu.lock() → ┬→ return 0 → end
 *                                                                           └→ mu.unlock() → return 1 → end
 *
 * Invariants
 *  - Each way a statement can be left by its own words has an edge: falling out of it, break, continue, return, throw. What a call may throw has edges into the `catch` clause of the function itself, and no
 *    others: a rule that asks "on all paths" speaks of the paths on which nothing fails.
 *  - A `finally` block is there once for each way into it, so that paths do not mix behind it.
 *  - A call that gives `never` has no successor.
 *
 * Rejected: TypeScript's own flow nodes. They are made for narrowing (assignments and conditions, backwards), know no calls, and are internal.
 */
import type ts from "typescript";
import type { Ts } from "../../analysis/typescript";
export interface Point {
    /** A call or a `new`, a variable declaration (also each round's), a `for…of` that takes its next value, a spread, a `return` or `throw`, or the function itself at its end. Undefined: ways meet or part. */
    readonly node: ts.Node | undefined;
    /** It ends the function. */
    readonly exit: boolean;
    readonly next: Point[];
    readonly before: Point[];
    /** Those of `next` that come when the call throws. */
    fails?: readonly Point[];
    /** What is caught here. */
    catches?: ts.TryStatement;
}
export interface Graph {
    readonly entry: Point;
    /** In an order in which most points come behind those before them. */
    readonly points: readonly Point[];
}
/** @returns undefined: it has no body, or too large a one */
export declare function graphOf(ts: Ts, checker: ts.TypeChecker, fn: ts.Node): Graph | undefined;
