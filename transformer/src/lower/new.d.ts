/**
 * `new` where the constructor may suspend, and `new.target`.
 *
 * Before
 *   const p = new Parser(source, ...rest);
 * After, direct form
 *   const p = ($1 = $newCall("Parser", Parser, source, ...rest), $S.f) ? yield $at : $1;
 *
 * The constructor's own way of being constructed is looked up on the function value, as for calls of unknown functions. `new.target` is a register of the frame (lower/constructors.ts, functions.ts):
 * a generator has none of its own.
 */
import type ts from "typescript";
import type { FunctionFacts } from "../analysis/facts";
import type { FileLowering, Scope } from "./scope";
export declare function lowerNew(l: FileLowering, node: ts.NewExpression, scope: Scope): ts.Expression | undefined;
export declare function lowerNewTarget(l: FileLowering, node: ts.MetaProperty, scope: Scope): ts.Expression;
/**
 * The frame of a function that reads `new.target`: made by a function that takes the register before anything else runs, since the generator may start late.
 *   function Point$frame(x, y) { const $target = $newTarget(Point$frame); return (function* (x, y) { … $target … }).apply(this, arguments); }
 */
export declare function newTargetBody(l: FileLowering, frame: string, parts: {
    parameters: ts.ParameterDeclaration[];
    body: ts.Block;
}): ts.Block;
/** The function has a `new.target` of its own, and reads it. */
export declare function readsNewTarget(facts: FunctionFacts): boolean;
