/** Which classes may have their static fields and blocks evaluated behind the class, by a frame that may wait (lower/static-elements.ts). */
import type ts from "typescript";
import type { Ts } from "../typescript";
import type { FunctionFacts } from "../facts";
import { hasModifier, isStatic } from "./modifiers";

/** `outer` is the code the class stands in: a function, whose frame waits. */
export function staticsMayWait(ts: Ts, node: ts.ClassLikeDeclaration, outer: FunctionFacts): boolean {
  const kinds: readonly FunctionFacts["kind"][] = ["function", "expression", "arrow", "method", "constructor", "accessor"];
  if (node.name === undefined || !kinds.includes(outer.kind)) return false;
  const decorated = (n: ts.Node): boolean => ts.canHaveDecorators(n) && ts.getDecorators(n) !== undefined;
  if (decorated(node) || node.members.some(decorated)) return false;
  return node.members.filter((m) => isStaticElement(ts, m)).every((m) => {
    if (ts.isClassStaticBlockDeclaration(m)) return true;
    const field = m as ts.PropertyDeclaration;
    if (ts.isPrivateIdentifier(field.name) || hasModifier(ts, field, ts.SyntaxKind.AccessorKeyword)) return false;
    if (ts.isComputedPropertyName(field.name) && !ts.isStringLiteralLike(field.name.expression)) return false;
    return field.initializer === undefined || !isAnonymous(ts, field.initializer);
  });
}

/** A static field or block that exists at run time. */
export function isStaticElement(ts: Ts, member: ts.ClassElement): boolean {
  if (ts.isClassStaticBlockDeclaration(member)) return true;
  return ts.isPropertyDeclaration(member) && isStatic(ts, member) && !hasModifier(ts, member, ts.SyntaxKind.DeclareKeyword);
}

/** It takes the name of the field. */
function isAnonymous(ts: Ts, value: ts.Expression): boolean {
  let at: ts.Node = value;
  while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isNonNullExpression(at) || ts.isTypeAssertionExpression(at)) at = at.expression;
  return ts.isArrowFunction(at) || ((ts.isFunctionExpression(at) || ts.isClassExpression(at)) && at.name === undefined);
}
