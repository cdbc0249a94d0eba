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
import { conversionKey, conversionsOf, type Conversion } from "../analysis/1-collect/conversions";
import type { AbiName } from "../emit/abi";
import { lookUpCall, prefixOf } from "./calls";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

/** Converting one of the node's operands may suspend here. */
export function converts(l: FileLowering, node: ts.Node, scope: Scope): boolean {
  if (scope.mode === "plain" || !l.plan.facts.converts) return false;
  return conversionsOf(l.ts, l.ts.getOriginalNode(node))?.operands.some((e) => isPlanned(l, e)) ?? false;
}

function isPlanned(l: FileLowering, operand: ts.Expression): boolean {
  return (planOf(l, operand)?.mode ?? "plain") !== "plain";
}

function planOf(l: FileLowering, operand: ts.Expression): ReturnType<FileLowering["callPlan"]> {
  return l.plan.calls.get(conversionKey(l.ts.getOriginalNode(operand)));
}

export function lowerConversion(l: FileLowering, node: ts.TemplateExpression | ts.BinaryExpression | ts.PrefixUnaryExpression, scope: Scope): ts.Expression | undefined {
  if (!converts(l, node, scope)) return undefined;
  const { ts, f } = l;
  const { to } = conversionsOf(ts, ts.getOriginalNode(node))!;
  const converted = (operand: ts.Expression, value: ts.Expression): ts.Expression => asked(l, "convert", operand, [value, f.createStringLiteral(to satisfies Conversion)], scope);
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => {
      const value = visitNode(l, span.expression, scope);
      return f.updateTemplateSpan(span, isPlanned(l, span.expression) ? converted(span.expression, value) : value, span.literal);
    });
    return f.updateTemplateExpression(node, node.head, spans);
  }
  if (ts.isPrefixUnaryExpression(node)) return f.updatePrefixUnaryExpression(node, converted(node.operand, visitNode(l, node.operand, scope)));
  const left = visitNode(l, node.left, scope), right = visitNode(l, node.right, scope);
  if (to === "instance") return asked(l, "instanceOf", node.right, [left, right], scope);
  if (to === "loose") {
    const equal = asked(l, "looseEqual", isPlanned(l, node.left) ? node.left : node.right, [left, right], scope);
    return node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken ? equal : f.createLogicalNot(equal);
  }
  const isLiteral = (e: ts.Expression): boolean => ts.isStringLiteralLike(e) || ts.isNumericLiteral(e);
  if (isLiteral(node.right)) return l.at_(f.updateBinaryExpression(node, converted(node.left, left), node.operatorToken, right), node);
  if (isLiteral(node.left)) return l.at_(f.updateBinaryExpression(node, left, node.operatorToken, converted(node.right, right)), node);
  const a = f.createIdentifier(scope.temps.fresh()), b = f.createIdentifier(scope.temps.fresh());
  return l.at_(f.createParenthesizedExpression(f.createCommaListExpression([
    f.createAssignment(a, left), f.createAssignment(b, right), f.createBinaryExpression(converted(node.left, a), node.operatorToken, converted(node.right, b)),
  ])), node);
}

/** `$convert(value, "string")` with the test behind it. */
function asked(l: FileLowering, name: AbiName, at: ts.Expression, args: ts.Expression[], scope: Scope): ts.Expression {
  const text = planOf(l, at)?.facts.text ?? "conversion";
  const call = scope.mode === "awaiting" ? lookUpCall(l, l.abi(name), l.undefined(), args, text, prefixOf(scope)) : l.abiCall(name, args);
  return l.suspend(call, at, scope, text);
}
