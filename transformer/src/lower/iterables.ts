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
import { lookUpCall, prefixOf } from "./calls";
import { assignPattern, bindPattern, hasSteps } from "./patterns";
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
export function lowerPatternDeclaration(l: FileLowering, node: ts.VariableDeclaration, scope: Scope): ts.VariableDeclaration | undefined {
  const { ts } = l;
  if (ts.isIdentifier(node.name) || node.initializer === undefined || !hasSteps(l, node.name, scope)) return undefined;
  const value = visitNode(l, node.initializer, scope);
  if (ts.isArrayBindingPattern(node.name) && isLowered(l, node.name, scope) && node.name.elements.every((e) => !ts.isOmittedExpression(e) && ts.isIdentifier(e.name) && e.initializer === undefined)) {
    const rest = node.name.elements.some((e) => ts.isBindingElement(e) && e.dotDotDotToken !== undefined);
    return l.f.updateVariableDeclaration(node, node.name, node.exclamationToken, node.type, take(l, node.name, value, node.name.elements.length - (rest ? 1 : 0), rest, scope));
  }
  const { name, initializer } = bindPattern(l, node.name, value, scope);
  return l.f.updateVariableDeclaration(node, name, undefined, undefined, initializer);
}

/** `[a, b] = things` */
export function lowerPatternAssignment(l: FileLowering, node: ts.BinaryExpression, scope: Scope): ts.Expression | undefined {
  const { ts, f } = l;
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left } = node;
  if ((!ts.isArrayLiteralExpression(left) && !ts.isObjectLiteralExpression(left)) || !hasSteps(l, left, scope)) return undefined;
  const source = visitNode(l, node.right, scope);
  if (ts.isExpressionStatement(ts.getOriginalNode(node).parent)) return assignPattern(l, left, source, scope);
  const temp = f.createIdentifier(scope.temps.fresh());
  return f.createParenthesizedExpression(f.createComma(assignPattern(l, left, f.createAssignment(temp, source), scope), temp));
}

/** `catch ([a, b]) { … }` becomes `catch ($e) { let [a, b] = $e; { … } }` */
export function lowerCatchPattern(l: FileLowering, node: ts.CatchClause, scope: Scope): ts.CatchClause | undefined {
  const { ts, f } = l;
  const name = node.variableDeclaration?.name;
  if (name === undefined || ts.isIdentifier(name) || !hasSteps(l, name, scope)) return undefined;
  const error = f.createIdentifier(l.names.unique("$e"));
  const bound = bindPattern(l, name, error, scope);
  const bind = f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(bound.name, undefined, undefined, bound.initializer)], ts.NodeFlags.Let));
  return f.updateCatchClause(node, f.createVariableDeclaration(error), f.createBlock([bind, visitNode(l, node.block, scope)], true));
}

function take(l: FileLowering, pattern: ts.Node, source: ts.Expression, count: number, rest: boolean, scope: Scope): ts.Expression {
  const { f } = l;
  const { text } = l.callPlan(pattern)!.facts;
  const call = lookUpCall(l, l.abi("take"), l.undefined(), [source, f.createNumericLiteral(count), rest ? f.createTrue() : f.createFalse()], text, prefixOf(scope));
  return l.suspend(call, pattern, scope, text);
}
