/**
 * Sends and closes that meet a channel that is closed for certain: on all paths to them it was closed, or all paths behind a close come to them. What two conditions have in common plays no part: whenever the one
 * operation has run, the other fails.
 */
import type ts from "typescript";
import type { RuleContext } from "../define";
import { type Operation } from "../flow/functions";
export interface ClosedBefore {
    /** The send or close that fails. */
    readonly operation: Operation;
    readonly close: ts.CallExpression;
    /** The close is deferred: it comes at the end of the function. */
    readonly deferred: boolean;
    /** On all paths to the operation the channel is closed; else: whenever it was closed, the operation comes. */
    readonly always: boolean;
}
export declare function closedBefore(context: RuleContext): readonly ClosedBefore[];
