/**
 * `#m` where the private method `m` has generator form: called by name, as a value through `$privateMethod`.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
/** The private method in generator form that `x.#m` names. */
export declare function privateMethodOf(l: FileLowering, node: ts.PropertyAccessExpression): ts.MethodDeclaration | undefined;
/** The function that `x.#m` is, where the member itself is the generator. */
export declare function privateMethodValue(l: FileLowering, node: ts.PropertyAccessExpression, read: ts.Expression): ts.Expression;
/** `x.#m` that is not called at once. */
export declare function isPrivateMethodRead(l: FileLowering, node: ts.PropertyAccessExpression): boolean;
export declare function lowerPrivateMethodRead(l: FileLowering, node: ts.PropertyAccessExpression, scope: Scope): ts.Expression;
