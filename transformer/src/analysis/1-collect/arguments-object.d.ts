/**
 * Which identifiers called `arguments` are the object of a function: those that are expressions, and shorthand properties.
 *
 *   f(arguments), { arguments }            the object
 *   o.arguments, { arguments: a }, { arguments() {} }, const { arguments: a } = o, class { arguments = 1 }, <A arguments="" />, arguments: for (;;) break arguments      names of something else
 *
 * A declared name (`let arguments`, sloppy) counts as one too: it changes what the others mean (opaque.ts).
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
export declare function isArgumentsObject(ts: Ts, node: ts.Identifier): boolean;
/** The identifier stands for a variable, in its declaration or in an expression; it is not the name of a member, a label, an attribute or a type. Identifiers the compiler made (no parent) are references. */
export declare function isReference(ts: Ts, node: ts.Identifier): boolean;
