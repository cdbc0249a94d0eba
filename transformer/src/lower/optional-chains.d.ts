/**
 * Optional chains with a call, or a property, that may suspend in their spine: `a?.b(c).d`.
 *
 * Before
 *   const n = box?.items?.(key).length;
 * After: the whole chain is cut short together (ECMA-262 13.3.9)
 *   const n = ($2 = box) === null || $2 === void 0 ? void 0 : ($3 = $2.items) === null || $3 === void 0 ? void 0 : (($1 = $call1("box.items", $3, $2, key), $S.f) ? yield $at : $1).length;
 *
 * Temporaries are fresh per link: a value must survive suspensions in the arguments behind it.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
/** The outermost expression of an optional chain that has a suspending call, or a private method in generator form, among its links. */
export declare function isChainRoot(l: FileLowering, node: ts.Expression, scope: Scope): boolean;
/** `(a?.b)(…)`: what is called, and a temporary with its receiver. Cut short, it is undefined, which is called all the same. */
export declare function chainAsCallee(l: FileLowering, node: ts.Expression, scope: Scope): {
    callee: ts.Expression;
    self: ts.Expression;
};
/** `deleted`: the chain is the operand of `delete`, which is cut short with it. `keep`: a temporary for the object of its last link. */
export declare function lowerOptionalChain(l: FileLowering, node: ts.Expression, scope: Scope, deleted?: boolean, keep?: ts.Identifier): ts.Expression;
