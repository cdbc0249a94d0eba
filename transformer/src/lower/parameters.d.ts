/**
 * Parameter lists with something in them that may suspend: `yield` is not allowed there.
 *
 * Before
 *   function greet(name = names.recv(), { loud } = options()) { … }
 * After
 *   function* greet$frame(...$args) { let [name = (…yield…), { loud } = …] = [...$args]; { … } }
 *
 * The body keeps a block of its own, so its `let`, `const` and functions may shadow parameters as before. A `var` of the body with the name of a parameter is reported
 * (SY4017): in a nested block it would be a syntax error.
 */
import type ts from "typescript";
import type { FunctionPlan } from "../analysis/3-plan/plan";
import type { FileLowering, Scope } from "./scope";
export declare function suspendsInParameters(l: FileLowering, plan: FunctionPlan): boolean;
/** `moved`: into the body in any case. */
export declare function lowerParameters(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan, scope: Scope, moved?: boolean): {
    parameters: ts.ParameterDeclaration[];
    prologue: ts.Statement[];
};
