/**
 * Calls that may suspend, in any expression position.
 *
 * Before
 *   return width(shape) * height(shape) + box.measure(shape, ...rest);
 * After, direct form
 *   return (($1 = $frame(width$frame(shape)), $S.f) ? yield $at : $1) * (($1 = $frame(height$frame(shape)), $S.f) ? yield $at + 1 : $1)
 *     + (($1 = $calln("box.measure", box.measure, box, [shape, ...rest]), $S.f) ? yield $at + 2 : $1);
 *
 * `yield` keeps what was evaluated before it, so evaluation order is JavaScript's own (ECMA-262 13.3.6): callee and receiver, then arguments, then the test whether the callee can
 * be called. One temporary serves all results, since it is read right behind the call that set it.
 *
 * Breaks   evaluating a receiver twice: only names and `this` are repeated, everything else goes through a temporary that is read before any argument is evaluated.
 */
import type ts from "typescript";
import { type CallPlan } from "../analysis/3-plan/plan";
import type { FileLowering, Scope } from "./scope";
/** The lowered call; undefined if it needs nothing. `bare`: without the test of the flag (the caller adds it as a statement). */
export declare function lowerCall(l: FileLowering, node: ts.CallExpression, scope: Scope, bare?: boolean): ts.Expression | undefined;
/** `width$go`: the goroutine entry of the one function a call reaches, if it stands in this file under a name and has the fast form. */
export declare function entryOfTarget(l: FileLowering, plan: CallPlan): {
    readonly name: ts.Identifier;
    readonly counts: boolean;
} | undefined;
/** The frame of the one function a call reaches, if it stands in this file under a name. */
export declare function frameOfTarget(l: FileLowering, plan: CallPlan): ts.Identifier | undefined;
/** The call of a function value by look-up, in the shape for its number of arguments. */
export declare function lookUpCall(l: FileLowering, callee: ts.Expression, self: ts.Expression, args: readonly ts.Expression[], text: string, prefix: "call" | "spot"): ts.Expression;
export declare function prefixOf(scope: Scope): "call" | "spot";
/** The function value and what `this` will be in it. */
export declare function calleeAndReceiver(l: FileLowering, target: ts.Expression, scope: Scope): {
    callee: ts.Expression;
    self: ts.Expression;
};
/** What V8 calls the callee in "x is not a function". */
export declare function calleeText(l: FileLowering, expression: ts.Expression, fallback: string): string;
