/**
 * Methods of object literals.
 *
 * Before
 *   return { next() { return ch.recv(); }, name };
 * After
 *   return $methods({ *next() { … }, name }, "next");
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
export declare function lowerObjectLiteral(l: FileLowering, node: ts.ObjectLiteralExpression, scope: Scope): ts.Expression;
/** The computed name of a property or field whose value is a lowered closure without a name: keeps the key in a temporary, by which the closure is then named. */
export declare function keyThatNames(l: FileLowering, name: ts.PropertyName, value: ts.Expression, scope: Scope): ts.PropertyName | undefined;
