/**
 * The fast form: a generator body of the direct form, made into two functions.
 *
 * Before                                            the function with a test behind each call that may suspend, and the same function from any of those places on
 *   function* fib$frame(n) {                          function fib$go($d, n) {
 *     return n < 2 ? n                                  if ($d > $FL[0] && $enter($d)) return fib$save(1, 0, n);
 *       : (($1 = $frame(fib$frame(n - 1)), $S.f)        …
 *          ? yield $at : $1) + …;                     }
 *   }                                                 function fib$resume($fr) { … }
 *
 * The first runs until something in it really suspends: then it leaves its live variables in a frame object and returns. The scheduler calls the second with that frame. So a call costs a
 * test, and no generator. Everything that lowering does for a construct is done for the direct form, once; here stand only control flow and variables.
 *
 * 1 points.ts      finds the suspension points
 * 2 bindings.ts    may the two functions share the variables by value?
 * 3 normalise.ts   each point becomes a statement (expressions.ts)
 * 4 liveness.ts    what each frame has to keep (numbers.ts: which of it are numbers)
 * 5 copies.ts      the two functions (fast-copy.ts, resume-copy.ts)
 *
 * What one of them does not know keeps the direct form, with the reason (`sansync show --why`).
 */
import type ts from "typescript";
import type { FunctionPlan } from "../../analysis/3-plan/plan";
import type { FileLowering, Temps } from "../scope";
/** A body of the direct form. */
export interface GeneratorParts {
    readonly parameters: ts.ParameterDeclaration[];
    readonly body: ts.Block;
    readonly temps: Temps;
}
export interface FastParts {
    /** The goroutine entry. */
    readonly parameters: ts.ParameterDeclaration[];
    readonly body: ts.Block;
    readonly resume: {
        readonly name: string;
        readonly parameters: ts.ParameterDeclaration[];
        readonly body: ts.Block;
    };
    /** The function that leaves frames. */
    readonly save: readonly ts.Statement[];
}
/** The two functions; undefined: the body keeps the direct form. `base`: what names are made of; `shared`: they exist once, and may have a function for their frames (copies.ts). */
export declare function fastParts(l: FileLowering, plan: FunctionPlan, parts: GeneratorParts, base: string, shared: boolean): FastParts | undefined;
