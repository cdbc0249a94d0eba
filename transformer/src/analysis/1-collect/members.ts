/**
 * What a member call `x.m()` may reach: the declarations the checker names, and whatever the program stores under `m` in objects whose type fits the receiver's.
 * Anything that is not a known function makes the call unknown.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { type Argument, type Callee, type FunctionId, idOf } from "../facts";
import { functionOf, type Member, memberName, type ProgramIndex } from "./program-index";

export interface MemberContext {
  readonly ts: Ts;
  readonly checker: ts.TypeChecker;
  readonly index: ProgramIndex;
  /** What an expression is that may be a function. */
  value(expression: ts.Expression): Argument;
  /** Types of what members are stored in: the checker makes a new one for an object literal at each question. */
  readonly types: Map<ts.Node, ts.Type>;
  /** Answers by name and receiver: many calls ask the same. */
  readonly answers: Map<string, Map<ts.Type, ReadonlySet<FunctionId> | undefined>>;
}

/** Functions stored under `name` in objects that may be a `receiver`; undefined if one of them is not known. */
export function membersThatFit(context: MemberContext, name: string, receiver: ts.Type): ReadonlySet<FunctionId> | undefined {
  let ofName = context.answers.get(name);
  if (ofName === undefined) context.answers.set(name, (ofName = new Map<ts.Type, ReadonlySet<FunctionId> | undefined>()));
  if (!ofName.has(receiver)) ofName.set(receiver, findMembers(context, name, receiver));
  return ofName.get(receiver);
}

function findMembers(context: MemberContext, name: string, receiver: ts.Type): ReadonlySet<FunctionId> | undefined {
  const { ts } = context;
  const known = new Set<FunctionId>();
  for (const member of context.index.members.get(name) ?? []) {
    const { value } = member;
    let id: FunctionId | undefined;
    if (ts.isMethodDeclaration(value)) id = idOf(value.getSourceFile(), value);
    else if (!ts.isAccessor(value)) {
      const stored = context.value(value);
      if (stored.kind === "none") continue;
      if (stored.kind === "function") id = stored.id;
    }
    if (id !== undefined && known.has(id)) continue;
    if (!fits(context, member, receiver)) continue;
    if (id === undefined) return undefined;
    known.add(id);
  }
  return known;
}

/** The object the member is stored in may be used where a `receiver` is expected. */
function fits(context: MemberContext, member: Member, receiver: ts.Type): boolean {
  const { ts, checker } = context;
  const assignable = (checker as unknown as { isTypeAssignableTo?(a: ts.Type, b: ts.Type): boolean }).isTypeAssignableTo?.bind(checker);
  const anyLike = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter;
  if (ts.isClassLike(member.container)) {
    const symbol = (member.container as unknown as { symbol?: ts.Symbol }).symbol;
    if (symbol === undefined) return true;
    const isStatic = !ts.isClassLike(member.value.parent) ? isStaticField(ts, member) : hasStatic(ts, member.value);
    const type = isStatic ? checker.getTypeOfSymbolAtLocation(symbol, member.container) : checker.getDeclaredTypeOfSymbol(symbol);
    return assignable === undefined || isGeneric(ts, member.container) ? hasAllNames(checker, type, receiver) : assignable(type, receiver);
  }
  let type = context.types.get(member.container);
  if (type === undefined) context.types.set(member.container, (type = checker.getTypeAtLocation(member.container)));
  if ((type.flags & anyLike) !== 0) return true;
  if (isGeneric(ts, member.container)) return hasAllNames(checker, type, receiver);
  if (assignable === undefined || assignable(type, receiver)) return true;
  // What is assigned to, or extended by Object.assign, may be known by a wider or a narrower type; so may `C.prototype`.
  return !ts.isObjectLiteralExpression(member.container) && assignable(receiver, type);
}

function hasStatic(ts: Ts, node: ts.Node): boolean {
  return (ts.canHaveModifiers(node) ? ts.getModifiers(node) ?? [] : []).some((m) => m.kind === ts.SyntaxKind.StaticKeyword);
}

function isStaticField(ts: Ts, member: Member): boolean {
  let node: ts.Node = member.value;
  while (!ts.isPropertyDeclaration(node)) {
    if (node.parent === undefined || ts.isClassLike(node)) return false;
    node = node.parent;
  }
  return hasStatic(ts, node);
}

/** Type parameters in scope make assignability say no too often; then names alone decide. */
function isGeneric(ts: Ts, node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent)
    if ((ts.isClassLike(at) || ts.isFunctionLike(at)) && (at.typeParameters?.length ?? 0) > 0) return true;
  return false;
}

function hasAllNames(checker: ts.TypeChecker, type: ts.Type, receiver: ts.Type): boolean {
  const parts = receiver.isUnion() ? receiver.types : [receiver];
  return parts.some((part) => checker.getPropertiesOfType(part).every((p) => checker.getPropertyOfType(type, p.name) !== undefined));
}

/** The function a member declaration is: method, function-valued field or property. */
export function memberFunction(ts: Ts, declaration: ts.Node): FunctionId | undefined {
  if (ts.isMethodDeclaration(declaration)) {
    const body = declaration.body !== undefined ? declaration : implementation(ts, declaration);
    return body === undefined ? undefined : idOf(body.getSourceFile(), body);
  }
  if ((ts.isPropertyDeclaration(declaration) || ts.isPropertyAssignment(declaration)) && declaration.initializer !== undefined) {
    const literal = functionOf(ts, declaration.initializer);
    if (literal !== undefined) return idOf(literal.getSourceFile(), literal);
  }
  return undefined;
}

/** The member with a body among overloads. */
function implementation(ts: Ts, declaration: ts.MethodDeclaration): ts.MethodDeclaration | undefined {
  const name = memberName(ts, declaration.name);
  if (!ts.isClassLike(declaration.parent)) return undefined;
  return declaration.parent.members.find((m): m is ts.MethodDeclaration => ts.isMethodDeclaration(m) && m.body !== undefined && memberName(ts, m.name) === name);
}

/** Joins what a member call may reach: several callees in one. */
export function joinCallees(callees: readonly Callee[]): Callee {
  const ids = new Set<FunctionId>();
  let outside: Callee | undefined;
  for (const callee of callees) {
    if (callee.kind === "functions") callee.ids.forEach((id) => ids.add(id));
    else if (callee.kind === "marked") return callee;
    else if (callee.kind === "native" && callee.resumable && callees.some((c) => c.kind !== "native" || c.name !== callee.name)) return { kind: "unknown", why: `\`${callee.name}\` is one of several functions it may be` };
    else if (callee.kind === "native" || callee.kind === "foreign") outside = callee;
    else return callee;
  }
  return ids.size > 0 ? { kind: "functions", ids: [...ids], exact: false } : outside ?? { kind: "unknown", why: "nothing is known of it" };
}
