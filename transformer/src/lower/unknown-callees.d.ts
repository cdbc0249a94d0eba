/**
 * Calls of function values of unknown colour, in loops and recursive functions: what was called there last and has no entry is called directly.
 *
 * Before
 *   while (before(a[i], pivot)) i++;
 * After
 *   const $callees = $ss.callees(1);                                                   // first in the file
 *   … before$call(before, a[i], pivot) …
 *   function before$call(f, a, b) {                                                    // last in the file; of recursive functions it takes the depth of the native stack first
 *     if (f !== $callees[0] && !$isPlain(f, $callees, 0)) return $call2("before", f, void 0, a, b);
 *     const n = $S.given, v = f(a, b);
 *     return $S.given === n ? v : $given(v);
 *   }
 *
 * One such function for each callee of each function: what V8 learns of the call is for that place.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
/** The call; undefined: an ordinary look-up. */
export declare function unknownCall(l: FileLowering, node: ts.CallExpression, callee: ts.Expression, args: readonly ts.Expression[], text: string, scope: Scope): ts.Expression | undefined;
/** `const $callees = $ss.callees(2);` */
export declare function calleesVariable(l: FileLowering): ts.Statement[];
