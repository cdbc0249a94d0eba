/**
 * Operators and templates that call a method which may suspend, to convert an operand or to ask a class.
 *
 * Before
 *   `${a} and ${b}`;  a + b;  a < b;  a == b;  -a;  x instanceof C;
 * After, each `<x>` with its test of the flag
 *   `${<$convert(a, "string")>} and ${<$convert(b, "string")>}`;  ($2 = a, $3 = b, <$convert($2, "default")> + <$convert($3, "default")>);  … "number" …;  <$looseEqual(a, b)>;
 *   -<$convert(a, "numeric")>;  <$instanceOf(x, C)>;
 *
 * Both operands are evaluated before the first is converted, the left one is converted first (ECMA-262 13.15.3, 7.2.13); substitutions are converted one by one (13.2.8.6). Conversions by compound
 * assignment, `++`, computed keys and built-ins stay native: a method that parks there throws SY5017.
 */
import type ts from "typescript";
import type { FileLowering, Scope } from "./scope";
/** Converting one of the node's operands may suspend here. */
export declare function converts(l: FileLowering, node: ts.Node, scope: Scope): boolean;
export declare function lowerConversion(l: FileLowering, node: ts.TemplateExpression | ts.BinaryExpression | ts.PrefixUnaryExpression, scope: Scope): ts.Expression | undefined;
