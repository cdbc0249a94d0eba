/**
 * Which property accesses may call an accessor of the program. Syntax and a name decide first: the checker is asked only about names that the program declares accessors of.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type ProgramIndex } from "./program-index";
export interface Access {
    readonly name: string;
    readonly get: boolean;
    readonly set: boolean;
}
/** Key of the call that writing the property is; reading it has the key of the node. */
export declare function setKey(node: ts.Node): string;
/** What `o.x` or `o["x"]` does with an accessor `x` that the program declares; undefined: nothing, or in a place where it is not lowered and runs on the spot. */
export declare function accessOf(ts: Ts, index: ProgramIndex, node: ts.PropertyAccessExpression | ts.ElementAccessExpression): Access | undefined;
/** The class whose member `super` is looked up above, if its name can be used for it there. */
export declare function homeOf(ts: Ts, node: ts.Node): {
    readonly name: string;
    readonly isStatic: boolean;
    readonly declaration: ts.ClassLikeDeclaration;
} | undefined;
/** Properties that an object pattern reads and the program declares accessors of, with what is read from. */
export declare function patternReads(ts: Ts, index: ProgramIndex, pattern: ts.ObjectBindingPattern | ts.ObjectLiteralExpression, from: () => ts.Type | undefined): {
    readonly at: ts.Node;
    readonly name: string;
    readonly type: ts.Type;
}[];
/** The type of what a pattern of an assignment is matched against: the checker has it for declarations only. */
export declare function matchedType(ts: Ts, checker: ts.TypeChecker, pattern: ts.Expression): ts.Type | undefined;
/** Why an accessor has to stay native. */
export declare function unframedAccessor(ts: Ts, node: ts.AccessorDeclaration): string | undefined;
