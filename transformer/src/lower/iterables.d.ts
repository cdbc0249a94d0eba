/**
 * Spread and destructuring of an iterable whose steps may suspend.
 *
 * Before
 *   f(...things);  const [a, ...b] = things;
 * After: read into an array first; what the engine iterates natively comes back as it is
 *   f(...(($1 = $call1("things", $collect, void 0, things), $S.f) ? yield $at : $1));
 *   const [a, ...b] = (($1 = $call3("things", $take, void 0, things, 1, true), $S.f) ? yield $at + 1 : $1);
 *
 * Patterns with defaults, nested patterns or targets of an assignment are read element by element (patterns.ts). An assignment whose own value is used keeps that value, the iterable, in a temporary.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
export declare function lowerSpread(l: FileLowering, node: ts.SpreadElement, scope: Scope): ts.SpreadElement | undefined;
/** `const [a, b] = things` */
export declare function lowerPatternDeclaration(l: FileLowering, node: ts.VariableDeclaration, scope: Scope): ts.VariableDeclaration | undefined;
/** `[a, b] = things` */
export declare function lowerPatternAssignment(l: FileLowering, node: ts.BinaryExpression, scope: Scope): ts.Expression | undefined;
/** `catch ([a, b]) { … }` becomes `catch ($e) { let [a, b] = $e; { … } }` */
export declare function lowerCatchPattern(l: FileLowering, node: ts.CatchClause, scope: Scope): ts.CatchClause | undefined;
