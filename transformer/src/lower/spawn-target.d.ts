/** The frame of the function that `go(f, …)` names, where it is a declaration of this file in scope. */
import type ts from "typescript";
import type { FileLowering } from "./scope";
export declare function resolvedFrame(l: FileLowering, first: ts.Expression, call: ts.CallExpression): ts.Identifier | undefined;
