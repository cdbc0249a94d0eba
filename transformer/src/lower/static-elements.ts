/**
 * Static fields and blocks that may suspend, of classes inside functions.
 *
 * Before
 *   class Config { static a = 1; static port = ports.recv(); static { this.ready = true; } }
 * After, direct form: the elements from the first one that may suspend on become generators, which run behind the class in their order
 *   let Config = ($1 = class Config {
 *     static { $2 = this.$static, delete this.$static, …; }
 *     static a = 1;
 *     static *$static() { $define(this, "port", (($1 = $recv(…), $S.f) ? yield $at : $1)); }
 *     static *$static_1() { this.ready = true; }
 *   }, ($3 = $frame($2.call($1)), $S.f) ? yield $at : $3, …, $1);
 *
 * Inside the class its name is bound, `this`, `super` and `#private` are the class's own; outside, the name is not there before the last element has run. One generator per element, since each has its own `var`s.
 */
import type ts from "typescript";
import { isStaticElement } from "../analysis/1-collect/statics";
import { memberName } from "../analysis/1-collect/program-index";
import { fieldMeaning } from "../analysis/1-collect/constructors";
import { ownClass } from "./classes";
import type { FileLowering, Scope } from "./scope";
import { visitBlock, visitNode } from "./visit";

export interface MovedStatics {
  /** Holds the class until they have run. */
  readonly own: string;
  readonly elements: readonly MovedStatic[];
  /** For targets without static blocks TypeScript takes static elements out of the class, where its name is not there yet: none is left to it, and what ties the methods to the class stands behind it. */
  readonly all: boolean;
}

export interface MovedStatic {
  readonly member: ts.ClassElement;
  readonly key: string;
  /** Holds the generator, which is no member of the class for anybody else. */
  readonly generator: string;
}

/** The static elements that run behind the class. */
export function movedStatics(l: FileLowering, node: ts.ClassLikeDeclaration, scope: Scope): MovedStatics | undefined {
  const { ts } = l;
  if (scope.mode === "plain") return undefined;
  const elements = node.members.filter((m) => isStaticElement(ts, m));
  const first = elements.findIndex((m) => { const plan = l.functionPlan(m); return plan?.facts.kind === "static" && plan.form === "direct"; });
  if (first < 0) return undefined;
  const all = (l.context.getCompilerOptions().target ?? ts.ScriptTarget.ES5) < ts.ScriptTarget.ES2022, own = scope.temps.fresh();
  if (all) l.classes.set(node, own);
  const assigned = fieldMeaning(ts, l.context.getCompilerOptions()) === "assigned";
  const moved = elements.slice(all ? 0 : first)
    .filter((m) => !assigned || !ts.isPropertyDeclaration(m) || m.initializer !== undefined)
    .map((member) => ({ member, key: l.names.unique("$static"), generator: scope.temps.fresh() }));
  return { own, elements: moved, all };
}

/** `static *$static() { … }` */
export function staticGenerator(l: FileLowering, { member, key }: MovedStatic): ts.MethodDeclaration {
  const { ts, f } = l;
  const facts = l.functionPlan(member)?.facts;
  const inner = facts === undefined ? undefined : l.scopeOf(facts, "goroutine", undefined);
  let statements: readonly ts.Statement[];
  if (ts.isClassStaticBlockDeclaration(member)) statements = visitBlock(l, member.body, inner!).statements;
  else {
    const field = member as ts.PropertyDeclaration;
    const value = field.initializer === undefined ? l.undefined() : visitNode(l, field.initializer, inner!);
    const name = ts.isComputedPropertyName(field.name) ? field.name.expression as ts.StringLiteral : field.name;
    const property = ts.isNumericLiteral(name) ? f.createNumericLiteral(name.text) : f.createStringLiteral(memberName(ts, name)!);
    const set = fieldMeaning(ts, l.context.getCompilerOptions()) === "assigned" ? f.createAssignment(f.createElementAccessExpression(f.createThis(), property), value) : l.abiCall("define", [f.createThis(), property, value]);
    statements = [l.at_(f.createExpressionStatement(set), field)];
  }
  const body = f.createBlock(inner === undefined ? statements : l.withTemps(statements, inner.temps), true);
  return f.createMethodDeclaration([f.createModifier(ts.SyntaxKind.StaticKeyword)], f.createToken(ts.SyntaxKind.AsteriskToken), key, undefined, undefined, [], undefined, body);
}

/** Takes the generators from the class, before anybody sees it. */
export function takeStatics(l: FileLowering, node: ts.ClassLikeDeclaration, { elements }: MovedStatics): ts.Expression[] {
  const { f } = l;
  const member = (key: string): ts.Expression => f.createPropertyAccessExpression(ownClass(l, node), key);
  return elements.flatMap(({ key, generator }) => [f.createAssignment(f.createIdentifier(generator), member(key)), f.createDeleteExpression(member(key))]);
}

/** The class with its static elements behind it: a declaration becomes a variable. */
export function runStatics(l: FileLowering, node: ts.ClassLikeDeclaration, made: ts.ClassLikeDeclaration, attach: readonly ts.Expression[], moved: MovedStatics, scope: Scope): ts.Node | ts.Node[] {
  const { ts, f } = l;
  const value = ts.isClassExpression(made) ? made
    : ts.setTextRange(f.createClassExpression(undefined, made.name, made.typeParameters, made.heritageClauses, made.members), made);
  const own = f.createIdentifier(moved.own);
  const run = moved.elements.map(({ member, generator }) => {
    const started = f.createCallExpression(f.createPropertyAccessExpression(f.createIdentifier(generator), "call"), undefined, [own]);
    return l.suspend(l.abiCall(scope.mode === "awaiting" ? "spotFrame" : "frame", [started]), member, scope, l.functionPlan(member)?.facts.name ?? "static field");
  });
  // There TypeScript's own emit has the name before the static elements run.
  if (moved.all && ts.isClassDeclaration(made))
    return [made, l.at_(f.createExpressionStatement(f.createCommaListExpression([f.createAssignment(own, f.createIdentifier(made.name!.text)), ...attach, ...run])), node)];
  const whole = f.createParenthesizedExpression(f.createCommaListExpression([f.createAssignment(own, value), ...(moved.all ? attach : []), ...run, own]));
  if (ts.isClassExpression(made)) return l.at_(whole, node);
  const declaration = f.createVariableDeclaration(made.name!.text, undefined, undefined, whole);
  return l.at_(f.createVariableStatement(undefined, f.createVariableDeclarationList([declaration], ts.NodeFlags.Let)), node);
}
