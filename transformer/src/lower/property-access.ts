/**
 * Reading and writing properties whose accessors may suspend.
 *
 * Before
 *   o.x;  o.x();  o.x = v;  o.x += v;  o.x ??= v;  o.x++;
 * After, each `$get` and `$set` with its test of the flag
 *   $get(o, "x");  $call0("o.x", $get($2 = o, "x"), $2);  $set(o, "x", $2 = v), $2;  $set($2 = o, "x", $3 = $get($2, "x") + v), $3;
 *   ($3 = $get($2 = o, "x")) ?? ($set($2, "x", $4 = v), $4);  $3 = $get($2 = o, "x"), $4 = $3++, $set($2, "x", $3), $4;
 *
 * The object is evaluated once, before the value, and asked for the property after it (ECMA-262 13.15.2). In members of classes that have a name, `super.x` is `$getAbove(C.prototype, this, "x")`. Optional
 * chains and patterns read by the same calls (optional-chains.ts, patterns.ts). Spread stays native: an accessor that parks there throws SY5017. So do assignments in sloppy code, where a failing one must
 * not throw.
 */
import type ts from "typescript";
import { homeOf, setKey } from "../analysis/1-collect/property-access";
import { functionOf, skipOuter } from "../analysis/1-collect/program-index";
import { keyOf } from "../analysis/facts";
import { lookUpCall, prefixOf } from "./calls";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

function isAccess(l: FileLowering, node: ts.Node): node is Access {
  return l.ts.isPropertyAccessExpression(node) || l.ts.isElementAccessExpression(node);
}

/** Reading the property may suspend here. */
export function readsAccessor(l: FileLowering, node: ts.Node, scope: Scope): node is Access {
  return scope.mode !== "plain" && isAccess(l, node) && (l.callPlan(node)?.mode ?? "plain") !== "plain";
}

function writesAccessor(l: FileLowering, node: ts.Node, scope: Scope): node is Access {
  return scope.mode !== "plain" && !l.mayBeSloppy && isAccess(l, node) && (l.plan.calls.get(setKey(l.ts.getOriginalNode(node)))?.mode ?? "plain") !== "plain";
}

function keyText(l: FileLowering, node: Access): ts.Expression {
  return l.f.createStringLiteral(l.ts.isPropertyAccessExpression(node) ? node.name.text : String((node.argumentExpression as ts.StringLiteral).text));
}

function textOf(l: FileLowering, node: Access): string {
  const original = l.ts.getOriginalNode(node);
  return (l.plan.calls.get(keyOf(original)) ?? l.plan.calls.get(setKey(original)))!.facts.text;
}

function isSuper(l: FileLowering, node: Access): boolean {
  return (l.ts.getOriginalNode(node) as Access).expression.kind === l.ts.SyntaxKind.SuperKeyword;
}

/** What the property is read from, or for. */
function objectOf(l: FileLowering, node: Access, scope: Scope): ts.Expression {
  return isSuper(l, node) ? l.this_(scope, node) : visitNode(l, node.expression, scope);
}

/** `<$get(object, "x")>`, for an element of an object pattern. */
export function readElement(l: FileLowering, element: ts.Node, name: string, object: ts.Expression, scope: Scope): ts.Expression {
  const { text } = l.callPlan(element)!.facts, args = [object, l.f.createStringLiteral(name)];
  return l.suspend(scope.mode === "awaiting" ? lookUpCall(l, l.abi("get"), l.undefined(), args, text, prefixOf(scope)) : l.abiCall("get", args), element, scope, text);
}

/** `$get(object, "x")` with the test behind it. */
export function readOf(l: FileLowering, node: Access, object: ts.Expression, scope: Scope): ts.Expression {
  return l.suspend(accessCall(l, "get", node, [object, keyText(l, node)], scope), node, scope, textOf(l, node));
}

function writeOf(l: FileLowering, node: Access, object: ts.Expression, value: ts.Expression, scope: Scope): ts.Expression {
  return l.suspend(accessCall(l, "set", node, [object, keyText(l, node), value], scope), node, scope, textOf(l, node));
}

function accessCall(l: FileLowering, kind: "get" | "set", node: Access, args: ts.Expression[], scope: Scope): ts.Expression {
  const home = isSuper(l, node) ? homeOf(l.ts, l.ts.getOriginalNode(node))! : undefined;
  const name = home === undefined ? kind : kind === "get" ? "getAbove" : "setAbove";
  if (home !== undefined) args = [home.isStatic ? l.f.createIdentifier(home.name) : l.f.createPropertyAccessExpression(l.f.createIdentifier(home.name), "prototype"), ...args];
  return scope.mode === "awaiting" ? lookUpCall(l, l.abi(name), l.undefined(), args, textOf(l, node), prefixOf(scope)) : l.abiCall(name, args);
}

/** A read that is no callee: calls keep the receiver themselves (calls.ts). */
export function lowerPropertyRead(l: FileLowering, node: Access, scope: Scope): ts.Expression | undefined {
  return readsAccessor(l, node, scope) ? readOf(l, node, objectOf(l, node, scope), scope) : undefined;
}

/** `o.x = v`, `o.x += v`, `o.x ??= v` */
export function lowerPropertyAssignment(l: FileLowering, node: ts.BinaryExpression, scope: Scope): ts.Expression | undefined {
  const { ts, f } = l;
  const operator = node.operatorToken.kind;
  if (operator < ts.SyntaxKind.FirstAssignment || operator > ts.SyntaxKind.LastAssignment) return undefined;
  const target = skipOuter(l.ts, node.left);
  const reads = operator !== ts.SyntaxKind.EqualsToken && readsAccessor(l, target, scope);
  if (!isAccess(l, target) || (!reads && !writesAccessor(l, target, scope))) return undefined;
  if (l.mayBeSloppy) return f.updateBinaryExpression(node, nativeTarget(l, target, scope), node.operatorToken, visitNode(l, node.right, scope));
  const result = f.createIdentifier(scope.temps.fresh());
  const stored = (value: ts.Expression): ts.Expression => f.createAssignment(result, unnamed(l, node.right, value));
  const withResult = (write: ts.Expression): ts.Expression => f.createParenthesizedExpression(f.createComma(write, result));
  const object = objectOf(l, target, scope);
  if (operator === ts.SyntaxKind.EqualsToken) return l.at_(withResult(writeOf(l, target, object, stored(visitNode(l, node.right, scope)), scope)), node);
  const self = f.createIdentifier(scope.temps.fresh());
  const kept = f.createAssignment(self, object);
  const logical = logicalOf(l, operator);
  if (logical !== undefined) {
    const read = f.createParenthesizedExpression(f.createAssignment(result, readOf(l, target, kept, scope)));
    const write = withResult(writeOf(l, target, self, stored(visitNode(l, node.right, scope)), scope));
    return l.at_(f.createParenthesizedExpression(f.createBinaryExpression(read, logical, write)), node);
  }
  const value = f.createBinaryExpression(readOf(l, target, self, scope), binaryOf(l, operator), f.createParenthesizedExpression(visitNode(l, node.right, scope)));
  return l.at_(withResult(writeOf(l, target, kept, f.createAssignment(result, value), scope)), node);
}

/** `++o.x`, `o.x--` */
export function lowerPropertyStep(l: FileLowering, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, scope: Scope): ts.Expression | undefined {
  const { ts, f } = l;
  if (node.operator !== ts.SyntaxKind.PlusPlusToken && node.operator !== ts.SyntaxKind.MinusMinusToken) return undefined;
  const target = skipOuter(l.ts, node.operand);
  if (!isAccess(l, target) || (!readsAccessor(l, target, scope) && !writesAccessor(l, target, scope))) return undefined;
  if (l.mayBeSloppy)
    return ts.isPrefixUnaryExpression(node) ? f.updatePrefixUnaryExpression(node, nativeTarget(l, target, scope)) : f.updatePostfixUnaryExpression(node, nativeTarget(l, target, scope));
  const self = f.createIdentifier(scope.temps.fresh()), now = f.createIdentifier(scope.temps.fresh());
  const read = f.createAssignment(now, readOf(l, target, f.createAssignment(self, objectOf(l, target, scope)), scope));
  if (ts.isPrefixUnaryExpression(node)) {
    const write = writeOf(l, target, self, f.createPrefixUnaryExpression(node.operator, now), scope);
    return l.at_(f.createParenthesizedExpression(f.createComma(f.createComma(read, write), now)), node);
  }
  const was = f.createIdentifier(scope.temps.fresh());
  const step = f.createAssignment(was, f.createPostfixUnaryExpression(now, node.operator));
  return l.at_(f.createParenthesizedExpression(f.createComma(f.createComma(f.createComma(read, step), writeOf(l, target, self, now, scope)), was)), node);
}

/** The reference as it is: what is assigned to in sloppy code. */
function nativeTarget(l: FileLowering, target: Access, scope: Scope): Access {
  const object = visitNode(l, target.expression, scope);
  return l.ts.isPropertyAccessExpression(target) ? l.f.updatePropertyAccessExpression(target, object, target.name) : l.f.updateElementAccessExpression(target, object, visitNode(l, target.argumentExpression, scope));
}

/** A function or class that is assigned to a property has no name; assigned to a temporary it would get that one's. */
function unnamed(l: FileLowering, source: ts.Expression, value: ts.Expression): ts.Expression {
  const inner = skipOuter(l.ts, source);
  return functionOf(l.ts, inner) !== undefined || l.ts.isClassExpression(inner) ? l.f.createParenthesizedExpression(l.f.createComma(l.f.createNumericLiteral(0), value)) : value;
}

function logicalOf(l: FileLowering, operator: ts.SyntaxKind): ts.BinaryOperator | undefined {
  const { SyntaxKind } = l.ts;
  if (operator === SyntaxKind.QuestionQuestionEqualsToken) return SyntaxKind.QuestionQuestionToken;
  if (operator === SyntaxKind.BarBarEqualsToken) return SyntaxKind.BarBarToken;
  return operator === SyntaxKind.AmpersandAmpersandEqualsToken ? SyntaxKind.AmpersandAmpersandToken : undefined;
}

/** The operator of a compound assignment. */
function binaryOf(l: FileLowering, operator: ts.SyntaxKind): ts.BinaryOperator {
  const { SyntaxKind: K } = l.ts;
  const pairs: readonly (readonly [ts.SyntaxKind, ts.BinaryOperator])[] = [
    [K.PlusEqualsToken, K.PlusToken], [K.MinusEqualsToken, K.MinusToken], [K.AsteriskEqualsToken, K.AsteriskToken], [K.AsteriskAsteriskEqualsToken, K.AsteriskAsteriskToken],
    [K.SlashEqualsToken, K.SlashToken], [K.PercentEqualsToken, K.PercentToken], [K.LessThanLessThanEqualsToken, K.LessThanLessThanToken],
    [K.GreaterThanGreaterThanEqualsToken, K.GreaterThanGreaterThanToken], [K.GreaterThanGreaterThanGreaterThanEqualsToken, K.GreaterThanGreaterThanGreaterThanToken],
    [K.AmpersandEqualsToken, K.AmpersandToken], [K.BarEqualsToken, K.BarToken], [K.CaretEqualsToken, K.CaretToken],
  ];
  return pairs.find(([from]) => from === operator)![1];
}
