/**
 * Which property accesses may call an accessor of the program. Syntax and a name decide first: the checker is asked only about names that the program declares accessors of.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { keyOf } from "../facts";
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
  if (ts.isOptionalChain(node) || node.expression.kind === ts.SyntaxKind.SuperKeyword || (ts.isPropertyAccessExpression(node) && ts.isPrivateIdentifier(node.name))) return undefined;
  let child: ts.Node = node, parent = node.parent;
  while (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isTypeAssertionExpression(parent) || ts.isSatisfiesExpression(parent)) {
    child = parent;
    parent = parent.parent;
  }
  if (ts.isBinaryExpression(parent) && parent.left === child) {
    const operator = parent.operatorToken.kind;
    if (operator === ts.SyntaxKind.EqualsToken) return isTarget(ts, parent) ? undefined : { name, get: false, set: true };
    if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) return { name, get: true, set: true };
  }
  if ((ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) && (parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken)) return { name, get: true, set: true };
  if (ts.isDeleteExpression(parent) || ts.isJsxOpeningElement(parent) || ts.isJsxClosingElement(parent) || ts.isJsxSelfClosingElement(parent) || isTarget(ts, child)) return undefined;
  if (ts.isOptionalChain(parent) && parent.expression === child) return undefined; // the start of a chain that keeps its receiver
  return { name, get: true, set: false };
}

/** A target of a destructuring assignment or of a loop, or a default of one. */
function isTarget(ts: Ts, node: ts.Node): boolean {
  let child = node;
  for (let at = node.parent; at !== undefined; child = at, at = at.parent) {
    if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      if (at.left !== child) return false;
      if (at.parent !== undefined && (ts.isArrayLiteralExpression(child) || ts.isObjectLiteralExpression(child))) return true;
      continue; // a default: the whole may stand in a pattern
    }
    if (ts.isForOfStatement(at) || ts.isForInStatement(at)) return at.initializer === child;
    if (ts.isPropertyAssignment(at) && at.initializer !== child) return false;
    if (!ts.isArrayLiteralExpression(at) && !ts.isObjectLiteralExpression(at) && !ts.isPropertyAssignment(at) && !ts.isSpreadElement(at) && !ts.isSpreadAssignment(at) && !ts.isParenthesizedExpression(at)) return false;
  }
  return false;
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

function isStatic(ts: Ts, node: ts.ClassElement): boolean {
  return (ts.canHaveModifiers(node) ? ts.getModifiers(node) ?? [] : []).some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
}
