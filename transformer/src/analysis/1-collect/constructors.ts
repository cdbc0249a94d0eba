/**
 * What decides how a constructor can run as a frame: whether the class is derived, where its instance fields are initialised, and what keeps it native.
 *
 * TypeScript gives fields one of three meanings (useDefineForClassFields and target): `native` fields of the language, assignments in the constructor, or Object.defineProperty in the constructor.
 * The last two run after the parameter properties, so the lowering may move them into the frame as they are. Native fields are moved only where they may suspend, or where that saves installing them
 * through a construction of its own; private names and computed keys stay where they are.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { idOf, keyOf } from "../facts";
import { isDirectEval } from "./opaque";
import { isArgumentsObject } from "./arguments-object";
import { hasModifier, isStatic } from "./modifiers";

/** How TypeScript emits instance fields. */
export type FieldMeaning = "native" | "assigned" | "defined";

export function fieldMeaning(ts: Ts, options: ts.CompilerOptions): FieldMeaning {
  const target = options.target ?? ts.ScriptTarget.ES5;
  const native = target >= ts.ScriptTarget.ES2022;
  return (options.useDefineForClassFields ?? native) ? (native ? "native" : "defined") : "assigned";
}

export interface ConstructorShape {
  readonly node: ts.ClassLikeDeclaration;
  readonly explicit: ts.ConstructorDeclaration | undefined;
  readonly derived: boolean;
  readonly meaning: FieldMeaning;
  /** Instance fields in order, without those that only exist for types. */
  readonly fields: readonly ts.PropertyDeclaration[];
  readonly parameterProperties: readonly ts.ParameterDeclaration[];
  /** It has private instance members: objects of it carry a native brand. */
  readonly branded: boolean;
  /** The fields may be initialised in the frame. */
  readonly movable: boolean;
  /** The statement of the body's top level that calls `super`. */
  readonly superStatement: ts.ExpressionStatement | undefined;
  /** Arrow functions that need `this` or `super` before there is one: as frames they can only be lowered together with the constructor. */
  readonly earlyArrows: readonly ts.ArrowFunction[];
  /** Why it cannot run as a frame: a constructor that may suspend is reported then. */
  readonly stays: string | undefined;
  /** The options the above depends on: hosts hand the same tree to several programs. */
  readonly settings: string;
}

const shapes = new WeakMap<ts.ClassLikeDeclaration, ConstructorShape>();

export function constructorShape(ts: Ts, options: ts.CompilerOptions, node: ts.ClassLikeDeclaration): ConstructorShape {
  const settings = `${fieldMeaning(ts, options)} ${options.experimentalDecorators === true}`;
  let shape = shapes.get(node);
  if (shape?.settings !== settings) shapes.set(node, (shape = { ...shapeOf(ts, options, node), settings }));
  return shape;
}

function shapeOf(ts: Ts, options: ts.CompilerOptions, node: ts.ClassLikeDeclaration): Omit<ConstructorShape, "settings"> {
  const meaning = fieldMeaning(ts, options);
  const explicit = explicitConstructor(ts, node);
  const derived = isDerived(ts, node);
  const instance = node.members.filter((m) => !isStatic(ts, m));
  const fields = instance.filter((m): m is ts.PropertyDeclaration => ts.isPropertyDeclaration(m) && !hasModifier(ts, m, ts.SyntaxKind.DeclareKeyword) && !hasModifier(ts, m, ts.SyntaxKind.AbstractKeyword));
  const accessors = fields.some((m) => hasModifier(ts, m, ts.SyntaxKind.AccessorKeyword));
  const branded = accessors || instance.some((m) => m.name !== undefined && ts.isPrivateIdentifier(m.name));
  const parameterProperties = (explicit?.parameters ?? []).filter((p) => ts.isParameterPropertyDeclaration(p, p.parent));
  const computed = fields.some((m) => ts.isComputedPropertyName(m.name) && !ts.isStringLiteralLike(m.name.expression) && !ts.isNumericLiteral(m.name.expression));
  const decorated = (n: ts.Node): boolean => (ts.canHaveDecorators(n) ? ts.getDecorators(n) ?? [] : []).length > 0;
  const supers = explicit?.body === undefined ? [] : superCalls(ts, explicit.body);
  const superStatement = explicit?.body?.statements.find((s): s is ts.ExpressionStatement => ts.isExpressionStatement(s) && isSuperCall(ts, s.expression));
  const initialised = fields.length > 0 || parameterProperties.length > 0;
  const inOnePlace = !derived || explicit === undefined || (supers.length === 1 && superStatement !== undefined);

  let stays: string | undefined;
  if (options.experimentalDecorators !== true && (decorated(node) || node.members.some(decorated))) stays = "the class or one of its members is decorated";
  else if (meaning !== "native" && accessors) stays = "the class has `accessor` fields";
  else if (meaning !== "native" && computed && fields.some((m) => m.initializer !== undefined || meaning === "defined")) stays = "a field of the class has a computed name";
  else if (!inOnePlace && (parameterProperties.length > 0 || (meaning !== "native" && initialised))) stays = "`super(…)` is no statement of its own at the top level of the constructor";
  // All are early errors there, those of code given to a direct eval included, and must stay so.
  const illegal = fields.some((m) => m.initializer !== undefined && (mentionsArguments(ts, m.initializer) || superCalls(ts, m.initializer).length > 0 || evaluates(ts, m.initializer)));
  const movable = stays === undefined && !illegal && inOnePlace && !computed && !accessors && (meaning !== "native" || (!branded && !fields.some(decorated)));
  return { node, explicit, derived, meaning, fields, parameterProperties, branded, movable, superStatement, stays, earlyArrows: derived && explicit !== undefined ? earlyArrows(ts, explicit, superStatement?.end ?? Infinity) : [] };
}

export function explicitConstructor(ts: Ts, node: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | undefined {
  return node.members.find((m): m is ts.ConstructorDeclaration => ts.isConstructorDeclaration(m) && m.body !== undefined && !isStaticConstructor(ts, m));
}

/** `static constructor() {}`: a method to the language, an ill-formed constructor to TypeScript's parser. It stays as it is. */
export function isStaticConstructor(ts: Ts, node: ts.ConstructorDeclaration): boolean {
  return isStatic(ts, node);
}

export function isDerived(ts: Ts, node: ts.ClassLikeDeclaration): boolean {
  return (node.heritageClauses ?? []).some((c) => c.token === ts.SyntaxKind.ExtendsKeyword && c.types.length > 0);
}

/** What a class extends. */
export function parentOf(ts: Ts, node: ts.ClassLikeDeclaration): ts.Expression | undefined {
  return node.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
}

/** The key of the facts about a class's constructor, also of one that is not written. */
export function constructorKey(ts: Ts, node: ts.ClassLikeDeclaration): string {
  const explicit = explicitConstructor(ts, node);
  return explicit === undefined ? `constructor:${keyOf(node)}` : keyOf(explicit);
}

export function constructorId(ts: Ts, node: ts.ClassLikeDeclaration): string {
  const file = node.getSourceFile();
  const explicit = explicitConstructor(ts, node);
  return explicit === undefined ? `${file.fileName}#${constructorKey(ts, node)}` : idOf(explicit);
}

/** The class has a constructor that is not written and runs code: its parent's, or initialisers. */
export function hasImplicitConstructor(ts: Ts, node: ts.ClassLikeDeclaration): boolean {
  return explicitConstructor(ts, node) === undefined && (isDerived(ts, node) || node.members.some((m) => ts.isPropertyDeclaration(m) && m.initializer !== undefined));
}

export function isSuperCall(ts: Ts, node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** Calls of `super` that belong to the constructor `body` is of: also those in arrow functions. */
function superCalls(ts: Ts, body: ts.Node): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (isSuperCall(ts, node)) found.push(node);
    if (!hasOwnSuper(ts, node)) ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

function mentionsArguments(ts: Ts, node: ts.Node): boolean {
  return (ts.isIdentifier(node) && isArgumentsObject(ts, node)) || (!hasOwnSuper(ts, node) && (ts.forEachChild(node, (child) => mentionsArguments(ts, child) || undefined) ?? false));
}

function evaluates(ts: Ts, node: ts.Node): boolean {
  return (ts.isCallExpression(node) && isDirectEval(ts, node)) || (!hasOwnSuper(ts, node) && (ts.forEachChild(node, (child) => evaluates(ts, child) || undefined) ?? false));
}

function earlyArrows(ts: Ts, constructor: ts.ConstructorDeclaration, boundFrom: number): ts.ArrowFunction[] {
  const found: ts.ArrowFunction[] = [];
  const captures = (node: ts.Node, early: boolean): boolean =>
    (early && (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword)) || isSuperCall(ts, node) ||
    (!hasOwnSuper(ts, node) && (ts.forEachChild(node, (child) => captures(child, early) || undefined) ?? false));
  const visit = (node: ts.Node): void => {
    if (ts.isArrowFunction(node) && captures(node, node.pos < boundFrom)) found.push(node);
    else if (node === constructor || !hasOwnSuper(ts, node)) ts.forEachChild(node, visit);
  };
  visit(constructor);
  return found;
}

/** `super.x` or `super[x]` in what belongs to the constructor. */
export function usesSuperProperty(ts: Ts, constructor: ts.ConstructorDeclaration): boolean {
  const visit = (node: ts.Node): boolean => ((ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) && node.expression.kind === ts.SyntaxKind.SuperKeyword) ||
    ((node === constructor || !hasOwnSuper(ts, node)) && (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false));
  return visit(constructor);
}

function hasOwnSuper(ts: Ts, node: ts.Node): boolean {
  return (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) || ts.isClassLike(node);
}
