/**
 * Counted loops: `for (let i = a; i < n; i++)` and its relatives, whose counter, bound and step the body cannot touch.
 *
 * A check stands where a loop may run long. A loop with a small constant number of rounds does not; a counted loop is checked once per 1,024 rounds, or 16 if the body calls
 * something, 256 if that is short (lower/loops.ts), by an inner loop that goes on to `i + 1024 * step`. That is the same loop if
 *  - the counter moves towards the bound: up and `<` or `<=`, or down and `>` or `>=`, by a step that is positive whatever runs;
 *  - nothing but the update writes to the counter: not the body, and no closure that the body might call; no closure in the body sees it, which would have its own each round;
 *  - the bound is the same value all the time, or is the length of an array or a string that is: that is read each round.
 *
 * Any other `for`, `while`, `do` and (in fast form) `for…of` is checked as seldom, by an inner loop that counts its rounds apart. It is the same loop if no `continue` has to reach what stands behind the body of the inner one, and no
 * closure sees a variable of the head.
 */
import type ts from "typescript";
import type { CountedLoop, Strip } from "../facts";
import type { Ts } from "../typescript";
import { type ProgramIndex } from "./program-index";
export declare class CountedLoops {
    #private;
    private readonly ts;
    private readonly checker;
    private readonly index;
    constructor(ts: Ts, checker: ts.TypeChecker, index: ProgramIndex);
    /** It runs at most a few rounds, whatever is in it. */
    isTiny(node: ts.IterationStatement): boolean;
    /** What strip-mining has to know of it; undefined: it is checked at each round. */
    stripOf(node: ts.IterationStatement): CountedLoop | Strip | undefined;
}
