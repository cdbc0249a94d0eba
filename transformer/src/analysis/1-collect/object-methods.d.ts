/** Methods of object literals that a later element of the literal may replace. */
import type ts from "typescript";
import type { Ts } from "../typescript";
/** A spread, a computed name or the same name stands behind the method. */
export declare function mayBeReplaced(ts: Ts, literal: ts.ObjectLiteralExpression, method: ts.MethodDeclaration): boolean;
