/**
 * Functions whose body must stay as it is written, because names in it mean what only the run decides.
 *
 *   eval("x = 2")                    sees and changes every variable around it, `arguments` and `this` included
 *   with (o) { f(x) }                any name in it may be a property of o
 *   arguments = list; let arguments  (sloppy) frames and arrows take `arguments` along, and would keep the old object
 *   ({ m() { arguments.callee } })   (sloppy) must be m itself, and a method has no statement of its own to say so in
 *   var yield;                       (sloppy) no generator may have that name, and the frame is one
 *   (function f() { f = 1 })         (sloppy) the assignment of a function expression's own name is ignored, and `const` would throw
 *
 * They are compiled plain, as are the arrows around them that share their `arguments`, and everything inside a `with`. If they may block, that is SY4017.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
/** A call of `eval` by name, whatever the name is bound to: direct if it is the built-in (ECMA-262 13.3.6.1). */
export declare function isDirectEval(ts: Ts, call: ts.CallExpression): boolean;
/** Where the file gives `arguments` another meaning or value: an assignment or a declaration of that name. */
export declare function changesArguments(ts: Ts, node: ts.Identifier): boolean;
export declare function isDeclaredName(ts: Ts, node: ts.Identifier): boolean;
/** `arguments.callee` in a method of an object literal or in a generator, which could be sloppy. */
export declare function namesCallee(ts: Ts, node: ts.Identifier, owner: ts.Node): boolean;
/** `arguments` is used as an object of its own, so that somebody may ask it for `callee`. */
export declare function mayReadCallee(ts: Ts, node: ts.Identifier): boolean;
/** The function expression's own name, where its body assigns to it. */
export declare function assignsOwnName(checker: ts.TypeChecker, node: ts.FunctionExpression, assigned: readonly ts.Identifier[]): boolean;
