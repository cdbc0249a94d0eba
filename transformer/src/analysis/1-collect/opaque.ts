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
import { skipOuter } from "./program-index";

/** A call of `eval` by name, whatever the name is bound to: direct if it is the built-in (ECMA-262 13.3.6.1). */
export function isDirectEval(ts: Ts, call: ts.CallExpression): boolean {
  const target = skipOuter(ts, call.expression);
  return ts.isIdentifier(target) && target.text === "eval" && call.questionDotToken === undefined;
}

/** Where the file gives `arguments` another meaning or value: an assignment or a declaration of that name. */
export function changesArguments(ts: Ts, node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.left === node && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  if (isDeclaredName(ts, node)) return true;
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return parent.initializer === node;
  return false;
}

export function isDeclaredName(ts: Ts, node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent) || ts.isBindingElement(parent)) && parent.name === node;
}

/** `arguments.callee` in a method of an object literal or in a generator, which could be sloppy. */
export function namesCallee(ts: Ts, node: ts.Identifier, owner: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent) || parent.name.text !== "callee") return false;
  return ts.isMethodDeclaration(owner) ? ts.isObjectLiteralExpression(owner.parent) : (ts.isFunctionDeclaration(owner) || ts.isFunctionExpression(owner)) && owner.asteriskToken !== undefined;
}

/** `arguments` is used as an object of its own, so that somebody may ask it for `callee`. */
export function mayReadCallee(ts: Ts, node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return parent.name.text !== "length";
  if (ts.isElementAccessExpression(parent) && parent.expression === node) return ts.isStringLiteralLike(parent.argumentExpression);
  if (ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression)) return parent.expression.name.text !== "apply";
  return true;
}

/** The function expression's own name, where its body assigns to it. */
export function assignsOwnName(checker: ts.TypeChecker, node: ts.FunctionExpression, assigned: readonly ts.Identifier[]): boolean {
  if (node.name === undefined) return false;
  const own = (node as unknown as { symbol?: ts.Symbol }).symbol;
  return assigned.some((a) => a.pos >= node.pos && a.end <= node.end && checker.getSymbolAtLocation(a) === own);
}
