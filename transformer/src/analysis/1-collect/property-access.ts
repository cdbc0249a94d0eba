/**
 * Which property accesses may call an accessor of the program. Syntax and a name decide first: the checker is asked only about names that the program declares accessors of.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { keyOf } from "../facts";
import { isPatternTarget } from "./assignment-targets";
import { isStatic } from "./modifiers";
import { memberName, type ProgramIndex } from "./program-index";

export interface Access {
  readonly name: string;
  readonly get: boolean;
  readonly set: boolean;
}

/** Key of the call that writing the property is; reading it has the key of the node. */
export function setKey(node: ts.Node): string {
  return `set:${keyOf(node)}`;
}

/** What `o.x` or `o["x"]` does with an accessor `x` that the program declares; undefined: nothing, or in a place where it is not lowered and runs on the spot. */
export function accessOf(ts: Ts, index: ProgramIndex, node: ts.PropertyAccessExpression | ts.ElementAccessExpression): Access | undefined {
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isStringLiteralLike(node.argumentExpression) || ts.isNumericLiteral(node.argumentExpression) ? node.argumentExpression.text : undefined;
  if (name === undefined || !index.accessors.has(name)) return undefined;
  if (ts.isPropertyAccessExpression(node) && ts.isPrivateIdentifier(node.name)) return undefined;
  const isSuper = node.expression.kind === ts.SyntaxKind.SuperKeyword;
  if (isSuper && (homeOf(ts, node) === undefined || (ts.isCallExpression(node.parent) && node.parent.expression === node) || ts.isTaggedTemplateExpression(node.parent) || ts.isOptionalChain(node.parent))) return undefined;
  let child: ts.Node = node, parent = node.parent;
  while (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isTypeAssertionExpression(parent) || ts.isSatisfiesExpression(parent)) {
    child = parent;
    parent = parent.parent;
  }
  if (ts.isBinaryExpression(parent) && parent.left === child) {
    const operator = parent.operatorToken.kind;
    if (operator === ts.SyntaxKind.EqualsToken) return isPatternTarget(ts, parent) ? undefined : { name, get: false, set: true };
    if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) return { name, get: true, set: true };
  }
  if ((ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) && (parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken)) return { name, get: true, set: true };
  if (ts.isDeleteExpression(parent) || ts.isJsxOpeningElement(parent) || ts.isJsxClosingElement(parent) || ts.isJsxSelfClosingElement(parent) || isPatternTarget(ts, child)) return undefined;
  return { name, get: true, set: false };
}

/** The class whose member `super` is looked up above, if its name can be used for it there. */
export function homeOf(ts: Ts, node: ts.Node): { readonly name: string; readonly isStatic: boolean; readonly declaration: ts.ClassLikeDeclaration } | undefined {
  let member: ts.Node = node;
  while (!ts.isClassLike(member.parent)) {
    if (ts.isFunctionDeclaration(member) || ts.isFunctionExpression(member) || ts.isObjectLiteralExpression(member) || ts.isSourceFile(member.parent)) return undefined;
    member = member.parent;
  }
  const declaration = member.parent;
  if (declaration.name === undefined || !(ts.isMethodDeclaration(member) || ts.isAccessor(member))) return undefined;
  if ([declaration, ...declaration.members].some((m) => ts.canHaveDecorators(m) && ts.getDecorators(m) !== undefined)) return undefined;
  return { name: declaration.name.text, isStatic: isStatic(ts, member), declaration };
}

/** Properties that an object pattern reads and the program declares accessors of, with what is read from. */
export function patternReads(ts: Ts, index: ProgramIndex, pattern: ts.ObjectBindingPattern | ts.ObjectLiteralExpression, from: () => ts.Type | undefined): { readonly at: ts.Node; readonly name: string; readonly type: ts.Type }[] {
  const found: { at: ts.Node; name: string; type: ts.Type }[] = [];
  const elements: readonly (ts.BindingElement | ts.ObjectLiteralElementLike)[] = ts.isObjectBindingPattern(pattern) ? pattern.elements : pattern.properties;
  for (const e of elements) {
    const key = ts.isBindingElement(e) ? (e.dotDotDotToken === undefined ? e.propertyName ?? e.name : undefined) : e.name;
    if (key === undefined || ts.isObjectBindingPattern(key) || ts.isArrayBindingPattern(key)) continue;
    const name = memberName(ts, key as ts.PropertyName);
    if (name === undefined) continue;
    const type = index.accessors.has(name) ? from() : undefined;
    if (type !== undefined) found.push({ at: e, name, type });
  }
  return found;
}

/** The type of what a pattern of an assignment is matched against: the checker has it for declarations only. */
export function matchedType(ts: Ts, checker: ts.TypeChecker, pattern: ts.Expression): ts.Type | undefined {
  let child: ts.Expression = pattern, at = pattern.parent;
  for (; ; child = at as ts.Expression, at = at.parent) {
    if (ts.isBinaryExpression(at) && at.left === child) {
      // A default, or the assignment itself.
      const held = ts.isPropertyAssignment(at.parent) || ts.isArrayLiteralExpression(at.parent) ? matchedType(ts, checker, at) : undefined;
      return held ?? checker.getTypeAtLocation(at.right);
    }
    if (!ts.isParenthesizedExpression(at)) break;
  }
  if (ts.isForOfStatement(at) && at.initializer === child) return checker.getIndexTypeOfType(checker.getTypeAtLocation(at.expression), ts.IndexKind.Number);
  const name = ts.isPropertyAssignment(at) ? memberName(ts, at.name) : ts.isArrayLiteralExpression(at) ? String(at.elements.indexOf(child)) : undefined;
  if (name === undefined) return undefined;
  const from = matchedType(ts, checker, ts.isPropertyAssignment(at) ? at.parent : at as ts.ArrayLiteralExpression);
  const property = from && checker.getPropertyOfType(from, name);
  if (property !== undefined) return checker.getTypeOfSymbolAtLocation(property, pattern);
  return from && ts.isArrayLiteralExpression(at) ? checker.getIndexTypeOfType(from, ts.IndexKind.Number) : undefined;
}

/** Why an accessor has to stay native. */
export function unframedAccessor(ts: Ts, node: ts.AccessorDeclaration): string | undefined {
  if (ts.isPrivateIdentifier(node.name)) return "it is private";
  if (ts.isObjectLiteralExpression(node.parent)) {
    // The other one of the pair only completes it.
    const own = memberName(ts, node.name);
    const others = node.parent.properties.filter((p) => p !== node && !(own !== undefined && ts.isAccessor(p) && p.kind !== node.kind));
    return others.some((p) => ts.isSpreadAssignment(p) || own === undefined || memberName(ts, p.name) === undefined || memberName(ts, p.name) === own) ? "another property may replace it" : undefined;
  }
  const owner = node.parent as ts.ClassLikeDeclaration;
  if (!ts.isClassLike(owner)) return "its owner is not known";
  if ([owner, ...owner.members].some((m) => ts.canHaveDecorators(m) && ts.getDecorators(m) !== undefined)) return "its class has decorators";
  const name = memberName(ts, node.name);
  const same = owner.members.filter((m) => m !== node && m.name !== undefined && name !== undefined && memberName(ts, m.name) === name && isStatic(ts, m) === isStatic(ts, node));
  if (same.some((m) => !ts.isAccessor(m) || m.kind === node.kind)) return "another member has its name";
  if (isStatic(ts, node) && name !== undefined && /^(name|length|prototype)$/.test(name)) return "it replaces a property of the class itself";
  return undefined;
}
