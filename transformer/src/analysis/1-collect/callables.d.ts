/** What may be called: expressions and parameters that may hold functions, and what a callee does with those it is given. */
import type ts from "typescript";
import type { Ts } from "../typescript";
export declare class Callables {
    #private;
    constructor(ts: Ts, checker: ts.TypeChecker);
    /** The expression may give a function. */
    isCallable(expression: ts.Expression): boolean;
    /** Of its declared type, a function may be given for it. */
    takesFunctions(parameter: ts.ParameterDeclaration): boolean;
}
/** The declared parameters of what a call reaches. */
export declare function calledParameters(ts: Ts, checker: ts.TypeChecker, call: ts.CallExpression): readonly ts.ParameterDeclaration[];
/** Without `this`, and none of those that a doc comment declares. */
export declare function parametersOf(ts: Ts, signature: ts.SignatureDeclaration | ts.JSDocSignature | undefined): readonly ts.ParameterDeclaration[];
/** Names alone: no patterns, no values they have if nothing is given, no rest. */
export declare function hasSimpleParameters(ts: Ts, node: ts.FunctionLikeDeclaration): boolean;
/** A function of this type gives something that is used: neither nothing, nor a promise, nor anything at all, nor a conditional type (Fastify's handlers), which may come to any of these. */
export declare function resultIsUsed(ts: Ts, checker: ts.TypeChecker, type: ts.Type): boolean;
