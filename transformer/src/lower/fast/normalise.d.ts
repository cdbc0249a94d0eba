/**
 * From a generator body to steps: every suspension point becomes a statement of its own, in front of the statement it stood in (expressions.ts says how). Loops keep their shape, with the
 * check at the end of the round; a `finally` that may suspend is taken apart.
 *
 * Before
 *   return width(a) * (($1 = $frame(height$frame(a)), $S.f) ? yield $at : $1);
 * After
 *   $2 = width(a);
 *   point 1: $3 = $frame(height$frame(a))
 *   return $2 * $3;
 */
import type ts from "typescript";
import { Expressions } from "./expressions";
import { type Step } from "./steps";
export declare class Normaliser extends Expressions {
    #private;
    /** The statement that a step is the first of: its comments go there. */
    readonly sources: Map<Step, ts.Statement>;
    /** The body of a function: its functions apart, since they are there from the beginning. */
    body(statements: readonly ts.Statement[], entry: ts.Expression | undefined): Step[];
}
