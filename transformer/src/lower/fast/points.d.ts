/**
 * Suspension points in a body of the direct form, known by the shapes in which lower/scope.ts writes them.
 *
 *   (($1 = call, $S.f) ? yield site : $1)                  a call
 *   if ($S.f) yield site;                                  behind a call that is a statement
 *   $FL[0] < 0 && $preempt() && (yield site)             a check in the head of a loop
 *   if ($FL[0] < 0 && $preempt()) yield site;            a check that is a statement
 */
import type ts from "typescript";
import type { FileLowering } from "../scope";
export interface CallPoint {
    readonly call: ts.Expression;
    readonly site: ts.Expression;
}
/** Does a suspension point stand in the node, apart from functions in it? */
export declare class Points {
    #private;
    private readonly l;
    constructor(l: FileLowering);
    in(node: ts.Node | undefined): boolean;
    call(e: ts.Expression): CallPoint | undefined;
    /** The site of a check in an expression. */
    check(e: ts.Expression): ts.Expression | undefined;
    statement(s: ts.Statement): {
        readonly test: "flag" | "check";
        readonly site: ts.Expression;
    } | undefined;
    isFlag(e: ts.Expression): boolean;
    isWanted(e: ts.Expression): boolean;
}
