/**
 * Reading and writing properties whose accessors may suspend.
 *
 * Before
 *   o.x;  o.x();  o.x = v;  o.x += v;  o.x ??= v;  o.x++;
 * After, each `$get` and `$set` with its test of the flag
 *   $get(o, "x");  $call0("o.x", $get($2 = o, "x"), $2);  $set(o, "x", $2 = v), $2;  $set($2 = o, "x", $3 = $get($2, "x") + v), $3;
 *   ($3 = $get($2 = o, "x")) ?? ($set($2, "x", $4 = v), $4);  $3 = $get($2 = o, "x"), $4 = $3++, $set($2, "x", $3), $4;
 *
 * The object is evaluated once, before the value, and asked for the property after it (ECMA-262 13.15.2). In members of classes that have a name, `super.x` is `$getAbove(C.prototype, this, "x")`. Optional
 * chains and patterns read by the same calls (optional-chains.ts, patterns.ts). Spread stays native: an accessor that parks there throws SY5017. So do assignments in sloppy code, where a failing one must
 * not throw.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;
/** Reading the property may suspend here. */
export declare function readsAccessor(l: FileLowering, node: ts.Node, scope: Scope): node is Access;
/** `<$get(object, "x")>`, for an element of an object pattern. */
export declare function readElement(l: FileLowering, element: ts.Node, name: string, object: ts.Expression, scope: Scope): ts.Expression;
/** `$get(object, "x")` with the test behind it. */
export declare function readOf(l: FileLowering, node: Access, object: ts.Expression, scope: Scope): ts.Expression;
/** A read that is no callee: calls keep the receiver themselves (calls.ts). */
export declare function lowerPropertyRead(l: FileLowering, node: Access, scope: Scope): ts.Expression | undefined;
/** `o.x = v`, `o.x += v`, `o.x ??= v` */
export declare function lowerPropertyAssignment(l: FileLowering, node: ts.BinaryExpression, scope: Scope): ts.Expression | undefined;
/** `++o.x`, `o.x--` */
export declare function lowerPropertyStep(l: FileLowering, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, scope: Scope): ts.Expression | undefined;
export {};
