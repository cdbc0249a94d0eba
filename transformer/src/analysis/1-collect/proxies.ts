/**
 * `new Proxy(target, { get … })`, and what `Proxy.revocable` gives: the object has the type of the target, and its methods are what the trap gives. A trap that hands on what the target has (`Reflect.get(t, k, r)`, `t[k]`, that bound) gives no other functions. What stands in
 * another file is not looked at: of functions' bodies other files depend on nothing.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { isConst, mayBeFunction, memberName, resolveAlias, skipOuter } from "./program-index";
import { symbolAt } from "./scopes";

/** `new Proxy(…)`, `Proxy.revocable(…)`. */
export function makesProxy(ts: Ts, node: ts.NewExpression | ts.CallExpression): boolean {
  const { expression } = node, name = ts.isNewExpression(node) ? expression : ts.isPropertyAccessExpression(expression) && expression.name.text === "revocable" ? expression.expression : undefined;
  return name !== undefined && ts.isIdentifier(name) && name.text === "Proxy";
}

/** Under any name, reading a member may give a function that is not known. */
export function givesOthers(ts: Ts, checker: ts.TypeChecker, handler: ts.Expression): boolean {
  const literal = literalOf(ts, checker, handler);
  if (literal === undefined || literal.properties.some((p) => p.name === undefined || memberName(ts, p.name) === undefined)) return true;
  const trap = literal.properties.find((p) => memberName(ts, p.name!) === "get");
  if (trap === undefined) return false;
  const given = ts.isPropertyAssignment(trap) ? skipOuter(ts, trap.initializer) : trap;
  if (!(ts.isMethodDeclaration(given) || ts.isArrowFunction(given) || ts.isFunctionExpression(given)) || given.body === undefined) return !isReflectGet(ts, given);
  const [target] = given.parameters;
  const name = target !== undefined && ts.isIdentifier(target.name) ? target.name.text : undefined;
  if (!ts.isBlock(given.body)) return !isOfTarget(ts, checker, given.body, name);
  return returnsOf(ts, given.body).some((e) => !isOfTarget(ts, checker, e, name));
}

function literalOf(ts: Ts, checker: ts.TypeChecker, handler: ts.Expression): ts.ObjectLiteralExpression | undefined {
  const inner = skipOuter(ts, handler);
  if (ts.isObjectLiteralExpression(inner)) return inner;
  const declaration = ts.isIdentifier(inner) ? resolveAlias(ts, checker, symbolAt(ts, checker, inner))?.valueDeclaration : undefined;
  const value = declaration !== undefined && declaration.getSourceFile() === inner.getSourceFile() && ts.isVariableDeclaration(declaration) && isConst(ts, declaration) && declaration.initializer !== undefined ? skipOuter(ts, declaration.initializer) : undefined;
  return value !== undefined && ts.isObjectLiteralExpression(value) ? value : undefined;
}

function returnsOf(ts: Ts, body: ts.Node): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    if (!ts.isFunctionLike(node) && !ts.isClassLike(node)) ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** What the target has, or no function. */
function isOfTarget(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression, target: string | undefined): boolean {
  const inner = skipOuter(ts, expression), both = (a: ts.Expression, b: ts.Expression): boolean => isOfTarget(ts, checker, a, target) && isOfTarget(ts, checker, b, target);
  if (ts.isConditionalExpression(inner)) return both(inner.whenTrue, inner.whenFalse);
  if (ts.isBinaryExpression(inner) && [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.AmpersandAmpersandToken].includes(inner.operatorToken.kind)) return both(inner.left, inner.right);
  if ((ts.isElementAccessExpression(inner) || ts.isPropertyAccessExpression(inner)) && ts.isIdentifier(inner.expression) && inner.expression.text === target) return true;
  if (ts.isCallExpression(inner)) {
    if (isReflectGet(ts, inner.expression)) return true;
    return ts.isPropertyAccessExpression(inner.expression) && inner.expression.name.text === "bind" && isOfTarget(ts, checker, inner.expression.expression, target);
  }
  if (ts.isIdentifier(inner)) {
    const declaration = symbolAt(ts, checker, inner)?.valueDeclaration;
    if (declaration !== undefined && ts.isVariableDeclaration(declaration) && isConst(ts, declaration) && declaration.initializer !== undefined && ts.isIdentifier(declaration.name)) return isOfTarget(ts, checker, declaration.initializer, target);
  }
  return !ts.isArrowFunction(inner) && !ts.isFunctionExpression(inner) && !mayBeFunction(ts, checker, checker.getTypeAtLocation(inner));
}

function isReflectGet(ts: Ts, expression: ts.Node): boolean {
  return ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression) && expression.expression.text === "Reflect" && expression.name.text === "get";
}
