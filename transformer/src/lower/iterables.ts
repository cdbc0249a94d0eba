/**
 * Spread and array destructuring of an iterable whose steps may suspend.
 *
 * Before
 *   f(...things);  const [a, b] = things;  [a, ...rest] = things;
 * After: read into an array first; what the engine iterates natively comes back as it is
 *   f(...(($1 = $call1("things", $collect, void 0, things), $S.f) ? yield $at : $1));
 *   const [a, b] = (($1 = $call3("things", $take, void 0, things, 2, false), $S.f) ? yield $at + 1 : $1);
 *
 * An assignment whose own value is used keeps that value, the iterable, in a temporary. Nested patterns and parameters stay native: an iterator that parks there
 * throws (SY5002).
 */
import type ts from "typescript";
import { lookUpCall, prefixOf } from "./calls";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

function isLowered(l: FileLowering, node: ts.Node, scope: Scope): boolean {
  const plan = l.callPlan(node);
  return scope.mode !== "plain" && plan !== undefined && plan.mode !== "plain";
}

export function lowerSpread(l: FileLowering, node: ts.SpreadElement, scope: Scope): ts.SpreadElement | undefined {
  if (!isLowered(l, node, scope)) return undefined;
  const { text } = l.callPlan(node)!.facts;
  const call = lookUpCall(l, l.abi("collect"), l.undefined(), [visitNode(l, node.expression, scope)], text, prefixOf(scope));
  return l.f.updateSpreadElement(node, l.suspend(call, node, scope, text));
}

/** `const [a, b] = things` */
export function lowerArrayPattern(l: FileLowering, node: ts.VariableDeclaration, scope: Scope): ts.VariableDeclaration | undefined {
  const { ts } = l;
  if (!ts.isArrayBindingPattern(node.name) || node.initializer === undefined || !isLowered(l, node.name, scope)) return undefined;
  const rest = node.name.elements.some((e) => ts.isBindingElement(e) && e.dotDotDotToken !== undefined);
  const taken = take(l, node.name, visitNode(l, node.initializer, scope), node.name.elements.length - (rest ? 1 : 0), rest, scope);
  return l.f.updateVariableDeclaration(node, visitNode(l, node.name, scope), node.exclamationToken, node.type, taken);
}

/** `[a, b] = things` */
export function lowerArrayAssignment(l: FileLowering, node: ts.BinaryExpression, scope: Scope): ts.Expression | undefined {
  const { ts, f } = l;
  const { left } = node;
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isArrayLiteralExpression(left) || !isLowered(l, left, scope)) return undefined;
  const rest = left.elements.some((e) => ts.isSpreadElement(e));
  const count = left.elements.length - (rest ? 1 : 0);
  const target = visitNode(l, left, scope), source = visitNode(l, node.right, scope);
  if (ts.isExpressionStatement(ts.getOriginalNode(node).parent)) return f.updateBinaryExpression(node, target, node.operatorToken, take(l, left, source, count, rest, scope));
  const temp = f.createIdentifier(scope.temps.fresh());
  const assigned = f.updateBinaryExpression(node, target, node.operatorToken, take(l, left, f.createAssignment(temp, source), count, rest, scope));
  return f.createParenthesizedExpression(f.createComma(assigned, temp));
}

function take(l: FileLowering, pattern: ts.Node, source: ts.Expression, count: number, rest: boolean, scope: Scope): ts.Expression {
  const { f } = l;
  const { text } = l.callPlan(pattern)!.facts;
  const call = lookUpCall(l, l.abi("take"), l.undefined(), [source, f.createNumericLiteral(count), rest ? f.createTrue() : f.createFalse()], text, prefixOf(scope));
  return l.suspend(call, pattern, scope, text);
}
