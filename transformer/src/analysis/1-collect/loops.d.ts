/** Loops: which need no check, which can be strip-mined (counted-loops.ts), and what a `for…of` iterates over. */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Iteration, type LoopFacts } from "../facts";
import type { CountedLoops } from "./counted-loops";
/** `iterable`: the type of what a `for…of` iterates over. */
export declare function loopFacts(ts: Ts, checker: ts.TypeChecker, loops: CountedLoops, node: ts.IterationStatement, iterable: ts.Type | undefined): LoopFacts;
/**
 * What stepping through `expression` calls. Channels say so in their declaration; iterables of the language and user generators step natively; of everything else
 * (classes with their own iterator, `Iterable` parameters, `any`) the iterator is looked up at run time.
 */
export declare function iterationOf(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): Iteration;
/** The same for the type of a value. */
export declare function iterationOfValue(ts: Ts, checker: ts.TypeChecker, value: ts.Type): Iteration;
