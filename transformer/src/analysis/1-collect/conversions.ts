/**
 * Operators and templates that convert an object, or ask a class, by a method of the program that blocks: `${o}`, `o + 1`, `o < p`, `o == 1`, `-o`, `x instanceof C`.
 *
 * Most programs have no such method, so nothing is asked of operators at first. Only if a member that the language calls turns out to block, are the files collected again, with the operands whose
 * types such members fit.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Callee, type FunctionId, idOf, keyOf } from "../facts";
import { functionOf, hasInstanceMember, type ProgramIndex, toPrimitiveMember } from "./program-index";

const primitiveNames = [toPrimitiveMember, "valueOf", "toString"];

/** How an operand is converted: hints of ToPrimitive; "numeric" ToNumeric, "loose" by `==`, "instance" by the right operand of `instanceof`. */
export type Conversion = "string" | "number" | "default" | "numeric" | "loose" | "instance";

/** Key of the call that converting the operand is. */
export function conversionKey(operand: ts.Node): string {
  return `as:${keyOf(operand)}`;
}

/** Members under the names the language calls, whose functions `blocks` says to block. */
export function blockingConversions(ts: Ts, index: ProgramIndex, blocks: (id: FunctionId) => boolean): ReadonlySet<FunctionId> {
  const found = new Set<FunctionId>();
  for (const name of [...primitiveNames, hasInstanceMember])
    for (const { value, within } of index.members.get(name) ?? []) {
      if (within === true || ts.isAccessor(value)) continue;
      const node = ts.isMethodDeclaration(value) ? value : functionOf(ts, value);
      if (node !== undefined && blocks(idOf(node))) found.add(idOf(node));
    }
  return found;
}

/** The operands of `node` that it converts. */
export function conversionsOf(ts: Ts, node: ts.Node): { readonly operands: readonly ts.Expression[]; readonly to: Conversion } | undefined {
  const { SyntaxKind: K } = ts;
  if (ts.isTemplateExpression(node)) return ts.isTaggedTemplateExpression(node.parent) ? undefined : { operands: node.templateSpans.map((span) => span.expression), to: "string" };
  if (ts.isPrefixUnaryExpression(node)) return [K.PlusToken, K.MinusToken, K.TildeToken].includes(node.operator) ? { operands: [node.operand], to: node.operator === K.PlusToken ? "number" : "numeric" } : undefined;
  if (!ts.isBinaryExpression(node)) return undefined;
  const operands = [node.left, node.right];
  switch (node.operatorToken.kind) {
    case K.PlusToken: return { operands, to: "default" };
    case K.LessThanToken: case K.GreaterThanToken: case K.LessThanEqualsToken: case K.GreaterThanEqualsToken: return { operands, to: "number" };
    case K.EqualsEqualsToken: case K.ExclamationEqualsToken: return { operands, to: "loose" };
    case K.InstanceOfKeyword: return { operands: [node.right], to: "instance" };
    case K.MinusToken: case K.AsteriskToken: case K.SlashToken: case K.PercentToken: case K.AsteriskAsteriskToken: case K.LessThanLessThanToken: case K.GreaterThanGreaterThanToken:
    case K.GreaterThanGreaterThanGreaterThanToken: case K.AmpersandToken: case K.BarToken: case K.CaretToken: return { operands, to: "numeric" };
    default: return undefined;
  }
}

/** What converting an operand of that type may call, of `blocking`. `membersOf` gives the functions under a name in what may be of the type. */
export function conversionCallee(ts: Ts, checker: ts.TypeChecker, operand: ts.Expression, to: Conversion, blocking: ReadonlySet<FunctionId>,
  membersOf: (name: string, type: ts.Type) => ReadonlySet<FunctionId> | undefined): Callee | undefined {
  if (ts.isStringLiteralLike(operand) || ts.isNumericLiteral(operand) || ts.isTemplateExpression(operand)) return undefined;
  let type = checker.getTypeAtLocation(operand);
  if ((type.flags & ts.TypeFlags.Instantiable) !== 0) type = checker.getBaseConstraintOfType(type) ?? type;
  const isObject = (t: ts.Type): boolean => (t.isUnion() ? t.types.some(isObject) : (t.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.NonPrimitive)) !== 0);
  if (!isObject(type)) return undefined;
  const ids = new Set<FunctionId>();
  // `Meters & number` is no type that a class fits: its object parts are.
  const parts = type.isIntersection() ? [type, ...type.types.filter(isObject)] : [type];
  for (const part of parts)
    for (const name of to === "instance" ? [hasInstanceMember] : primitiveNames) for (const id of membersOf(name, part) ?? blocking) if (blocking.has(id)) ids.add(id);
  return ids.size === 0 ? undefined : { kind: "functions", ids: [...ids], exact: false };
}
