/**
 * The variables of a body: which of them the resume function has to hold, and whether two functions may share them by value.
 *
 * The fast function keeps every declaration where it is. The resume function declares all variables that are in scope at a point at its top, under their names, and takes their values
 * from the frame. That is the same program if
 *  - a name means one variable wherever the resume function has it: blocks inside each other do not declare it twice, and nothing outside the function is meant by it;
 *  - nothing is read before its declaration (it would throw, and here it would not);
 *  - variables that closures see are never assigned again, and closures see them after they got their value: then a copy is as good as the variable.
 * What is otherwise keeps the direct form.
 */
import type ts from "typescript";
import type { FileLowering } from "../scope";
import type { Points } from "./points";
export interface Bindings {
    /** Variables that the resume function declares. */
    readonly held: ReadonlySet<string>;
    /** Those of them that are declared in a block, or a `let` or `const` of the function itself: they do not exist before. */
    readonly lexical: ReadonlySet<string>;
}
/** Throws Unsupported. `parameters`: of the function. */
export declare function findBindings(l: FileLowering, parameters: readonly ts.ParameterDeclaration[], body: ts.Block, points: Points): Bindings;
