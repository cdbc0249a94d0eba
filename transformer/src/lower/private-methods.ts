/**
 * `#m` where the private method `m` has generator form: called by name, as a value through `$privateMethod`.
 */
import type ts from "typescript";
import { hasStandardDecorators } from "./decorators";
import { isLoweredGenerator, markInit } from "./generators";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

/** The private method in generator form that `x.#m` names. */
export function privateMethodOf(l: FileLowering, node: ts.PropertyAccessExpression): ts.MethodDeclaration | undefined {
  const { ts } = l;
  if (!ts.isPrivateIdentifier(node.name)) return undefined;
  for (let at = ts.getOriginalNode(node).parent; at !== undefined; at = at.parent) {
    if (!ts.isClassLike(at)) continue;
    const member = at.members.find((m) => m.name !== undefined && ts.isPrivateIdentifier(m.name) && m.name.text === node.name.text);
    if (member !== undefined) return ts.isMethodDeclaration(member) && l.functionPlan(member)?.form === "direct" && !hasStandardDecorators(l, member) ? member : undefined;
  }
  return undefined;
}

/** The function that `x.#m` is, where the member itself is the generator. */
export function privateMethodValue(l: FileLowering, node: ts.PropertyAccessExpression, read: ts.Expression): ts.Expression {
  const method = privateMethodOf(l, node);
  return method === undefined ? read : wrapped(l, method, read);
}

/** `x.#m` that is not called at once. */
export function isPrivateMethodRead(l: FileLowering, node: ts.PropertyAccessExpression): boolean {
  if (!l.ts.isPrivateIdentifier(node.name)) return false;
  const original = l.ts.getOriginalNode(node);
  if (l.ts.isCallExpression(original.parent) && original.parent.expression === original) return false;
  return privateMethodOf(l, node) !== undefined && !isWritten(l, original);
}

/** An assignment to a private method throws, and is left to the engine. */
function isWritten(l: FileLowering, node: ts.Node): boolean {
  const { ts } = l;
  let child = node, at = node.parent;
  while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isNonNullExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at)) [child, at] = [at, at.parent];
  if (ts.isPrefixUnaryExpression(at) || ts.isPostfixUnaryExpression(at)) return at.operator === ts.SyntaxKind.PlusPlusToken || at.operator === ts.SyntaxKind.MinusMinusToken;
  if (ts.isBinaryExpression(at) && at.left === child && at.operatorToken.kind > ts.SyntaxKind.EqualsToken && at.operatorToken.kind <= ts.SyntaxKind.LastAssignment) return true;
  for (; ; [child, at] = [at, at.parent]) {
    if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) { if (at.left === child) return true; if (child === at.right || !ts.isArrayLiteralExpression(at.parent) && !ts.isPropertyAssignment(at.parent)) return false; } // a default in a pattern
    else if (ts.isForOfStatement(at) || ts.isForInStatement(at)) return at.initializer === child;
    else if (!ts.isArrayLiteralExpression(at) && !ts.isObjectLiteralExpression(at) && !(ts.isPropertyAssignment(at) && at.initializer === child) && !ts.isSpreadElement(at) && !ts.isSpreadAssignment(at)) return false;
  }
}

export function lowerPrivateMethodRead(l: FileLowering, node: ts.PropertyAccessExpression, scope: Scope): ts.Expression {
  const read = l.f.updatePropertyAccessExpression(node, visitNode(l, node.expression, scope), node.name);
  return wrapped(l, privateMethodOf(l, node)!, read);
}

function wrapped(l: FileLowering, method: ts.MethodDeclaration, read: ts.Expression): ts.Expression {
  const plan = l.functionPlan(method);
  return isLoweredGenerator(plan) ? l.abiCall("privateGenerator", [markInit(l, plan, read)]) : l.abiCall("privateMethod", [read]);
}
