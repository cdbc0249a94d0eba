/**
 * Function declarations, and the bodies of all functions.
 *
 * Before
 *   function double(out: SendChan<number>, input: RecvChan<number>) { out.send(input.recv()! * 2); }
 *
 * After, direct form
 *   $entry(double, double$frame);                                            // first in the block: declarations are hoisted
 *   function double(out, input) { return $plain(double$frame(out, input), void 0, this); }   // plain callers: a goroutine run on the spot
 *   function* double$frame(out, input) { … }                                   // the frame is the body
 *
 * A function that can only be preempted keeps its body as plain entry, unless functions inside it are lowered too (their code would double at each level).
 *
 * Breaks   `length` counts parameters up to the first default or rest: the plain entry repeats exactly those. `arguments` and `this` are handed on only where the body
 *          uses them. Defaults and destructuring run in the generator, at the call, as in the plain function.
 */
import type ts from "typescript";
import { hasSimpleParameters, parametersOf } from "../analysis/1-collect/callables";
import { find } from "../analysis/walk";
import type { FunctionPlan } from "../analysis/3-plan/plan";
import { wrapDefers } from "./defer";
import { type GeneratorParts } from "./fast/fast";
import { lowerFastDeclaration } from "./fast/functions";
import { isLoweredGenerator, lowerGeneratorDeclaration } from "./generators";
import { newTargetBody, readsNewTarget } from "./new";
import { lowerParameters } from "./parameters";
import type { FileLowering, Mode, Scope } from "./scope";
import { visitNode, visitStatements } from "./visit";

export interface LoweredDeclaration {
  readonly statements: ts.Statement[];
  readonly attach: ts.Statement[];
}

export function lowerFunctionDeclaration(l: FileLowering, node: ts.FunctionDeclaration, scope: Scope): LoweredDeclaration {
  const { f } = l;
  const plan = l.functionPlan(node);
  if (plan === undefined || node.body === undefined) return { statements: [node], attach: [] };
  if (plan.form === "plain" || plan.form === "awaiting") return { statements: [copyFunction(l, node, plan, scope)], attach: [] };
  if (plan.form === "fast") return lowerFastDeclaration(l, node, plan, scope);
  if (isLoweredGenerator(plan)) return lowerGeneratorDeclaration(l, node, plan, scope, () => copyFunction(l, node, plan, scope));

  return directDeclaration(l, node, plan, scope, node.name ?? f.createIdentifier(l.names.unique("default_1")), generatorParts(l, node, plan, scope));
}

/** The declaration around its generator. */
export function directDeclaration(l: FileLowering, node: ts.FunctionDeclaration, plan: FunctionPlan, scope: Scope, name: ts.Identifier, generator: GeneratorParts): LoweredDeclaration {
  const { ts, f } = l;
  const frame = frameName(l, plan, name.text);
  const plain = keepsBody(l, plan)
    ? f.updateFunctionDeclaration(node, node.modifiers, node.asteriskToken, name, node.typeParameters, visitParameters(l, node, plan, scope), node.type, plainBody(l, node, plan, scope))
    : f.updateFunctionDeclaration(node, node.modifiers, node.asteriskToken, name, undefined, plainParameters(l, node), undefined, spotBody(l, node, plan, f.createIdentifier(frame)));
  const body = l.at_(readsNewTarget(plan.facts)
    ? f.createFunctionDeclaration(undefined, undefined, frame, undefined, plainParameters(l, node), undefined, newTargetBody(l, frame, generator))
    : f.createFunctionDeclaration(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), frame, undefined, generator.parameters, undefined, generator.body), node);
  const tied = l.abiCall("entry", [name, f.createIdentifier(frame), ...(node.name === undefined ? [f.createStringLiteral("default")] : [])]);
  const attach = hasCallee(l, node, plan) ? l.abiCall("knowsCallee", [tied]) : tied;
  return { statements: [plain, body], attach: [f.createExpressionStatement(attach)] };
}

/** Constructors, accessors and methods that stay methods. */
export function lowerOtherFunction(l: FileLowering, node: ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration, scope: Scope): ts.Node {
  const plan = l.functionPlan(node);
  return plan === undefined || node.body === undefined ? node : copyFunction(l, node, plan, scope);
}

/** The function as it is, its body visited. */
export function copyFunction<T extends ts.FunctionLikeDeclaration>(l: FileLowering, node: T, plan: FunctionPlan, scope: Scope): T {
  const { ts, f } = l;
  const mode: Mode = plan.form === "awaiting" ? "awaiting" : "plain";
  const inner = l.scopeOf(plan.facts, mode, scope, mode === "awaiting" && plan.facts.defers ? f.createIdentifier(l.names.unique("$defers")) : undefined);
  const parameters = visitParameters(l, node, plan, scope);
  const make = (): ts.Node => {
    if (ts.isArrowFunction(node)) {
      const body = ts.isBlock(node.body) ? bodyBlock(l, node.body, inner) : expressionBody(l, node.body, inner);
      return f.updateArrowFunction(node, node.modifiers, node.typeParameters, parameters, node.type, node.equalsGreaterThanToken, body);
    }
    const body = bodyBlock(l, node.body as ts.Block, inner);
    if (ts.isFunctionDeclaration(node)) return f.updateFunctionDeclaration(node, node.modifiers, node.asteriskToken, node.name, node.typeParameters, parameters, node.type, body);
    if (ts.isFunctionExpression(node)) return f.updateFunctionExpression(node, node.modifiers, node.asteriskToken, node.name, node.typeParameters, parameters, node.type, body);
    if (ts.isMethodDeclaration(node)) {
      const modifiers = ts.visitNodes(node.modifiers, (m) => visitNode(l, m, scope)) as ts.NodeArray<ts.ModifierLike> | undefined;
      return f.updateMethodDeclaration(node, modifiers, node.asteriskToken, visitNode(l, node.name, scope), node.questionToken, node.typeParameters, parameters, node.type, body);
    }
    if (ts.isConstructorDeclaration(node)) return f.updateConstructorDeclaration(node, node.modifiers, parameters, body);
    const modifiers = ts.visitNodes(node.modifiers, (m) => visitNode(l, m, scope)) as ts.NodeArray<ts.ModifierLike> | undefined;
    if (ts.isGetAccessorDeclaration(node)) return f.updateGetAccessorDeclaration(node, modifiers, visitNode(l, node.name, scope), parameters, node.type, body);
    return f.updateSetAccessorDeclaration(node as ts.SetAccessorDeclaration, modifiers, visitNode(l, (node as ts.SetAccessorDeclaration).name, scope), parameters, body);
  };
  return make() as T;
}

/** Parameters stay plain: what may suspend in them is lowered by lowerParameters, or reported. */
export function visitParameters(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan, scope: Scope): ts.ParameterDeclaration[] {
  const inner: Scope = { ...l.scopeOf(plan.facts, "plain", scope), temps: l.moduleTemps };
  return node.parameters.map((p) => visitNode(l, p, inner));
}

function plainBody(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan, scope: Scope): ts.Block {
  return bodyBlock(l, node.body as ts.Block, l.scopeOf(plan.facts, "plain", scope));
}

function bodyBlock(l: FileLowering, block: ts.Block, scope: Scope): ts.Block {
  const { statements, attach } = visitStatements(l, block.statements, scope);
  const at = l.prologueEnd(statements);
  const whole = [...statements.slice(0, at), ...attach, ...statements.slice(at)];
  const all = l.withTemps(scope.mode === "awaiting" && scope.defers !== undefined ? wrapDefers(l, whole, scope.defers, block, scope) : whole, scope.temps);
  return l.f.updateBlock(block, l.ts.setTextRange(l.f.createNodeArray(all), block.statements));
}

function expressionBody(l: FileLowering, body: ts.Expression, scope: Scope): ts.ConciseBody {
  const visited = visitNode(l, body, scope);
  if (scope.mode === "awaiting" && scope.defers !== undefined)
    return l.f.createBlock(l.withTemps(wrapDefers(l, [l.ts.setTextRange(l.f.createReturnStatement(visited), body)], scope.defers, body, scope), scope.temps), true);
  if (scope.temps.all.length === 0) return visited;
  return l.f.createBlock(l.withTemps([l.ts.setTextRange(l.f.createReturnStatement(visited), body)], scope.temps), true);
}

/**
 * `arguments.callee` must be the function users see, not the generator: sloppy code, simple parameters (ECMA-262 10.4.4.7). Methods of sloppy object literals are left out: they
 * have no statement of their own to tell the runtime in, and opaque.ts keeps those that name `callee`.
 */
export function hasCallee(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan): boolean {
  return plan.facts.usesCallee && !plan.facts.generator && l.mayBeSloppy && (l.ts.isFunctionDeclaration(node) || l.ts.isFunctionExpression(node)) && hasSimpleParameters(l.ts, node);
}

/** Parameters and body of the generator that is the function's frame. */
export function generatorParts(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan, outer: Scope, argumentsName?: string, newTarget?: string): GeneratorParts {
  const { ts, f } = l;
  const defers = plan.facts.defers ? f.createIdentifier(l.names.unique("$defers")) : undefined;
  const base = l.scopeOf(plan.facts, "goroutine", outer, defers);
  const scope: Scope = { ...base, argumentsName: argumentsName ?? base.argumentsName, newTarget: readsNewTarget(plan.facts) ? l.register("$target") : newTarget ?? base.newTarget };
  const { parameters, prologue } = lowerParameters(l, node, plan, scope);
  const body = node.body!;
  let statements: ts.Statement[];
  if (ts.isBlock(body)) {
    const visited = visitStatements(l, body.statements, scope);
    const at = l.prologueEnd(visited.statements);
    statements = [...visited.statements.slice(0, at), ...visited.attach, ...visited.statements.slice(at)];
  } else {
    const value = visitNode(l, body, scope);
    // TypeScript's printer fails at `return o?.#x`.
    const isPrivateChain = find(ts, body, (n) => (ts.isFunctionLike(n) ? "skip" : ts.isPropertyAccessChain(n) && ts.isPrivateIdentifier(n.name))) !== undefined;
    statements = [ts.setTextRange(f.createReturnStatement(isPrivateChain ? f.createParenthesizedExpression(value) : value), body)];
  }
  if (hasCallee(l, node, plan)) {
    const at = l.prologueEnd(statements);
    statements.splice(at, 0, f.createExpressionStatement(l.abiCall("callee", [f.createIdentifier("arguments")])));
  }
  if (defers !== undefined) statements = wrapDefers(l, statements, defers, node, scope);
  if (prologue.length > 0) {
    const at = l.prologueEnd(statements);
    if (isLoweredGenerator(plan)) prologue.push(f.createExpressionStatement(f.createYieldExpression(undefined, undefined)));
    statements = [...statements.slice(0, at), ...prologue, f.createBlock(statements.slice(at), true)];
  }
  return { parameters, body: f.createBlock(ts.setTextRange(f.createNodeArray(l.withTemps(statements, scope.temps)), ts.isBlock(body) ? body.statements : body), true), temps: scope.temps };
}

/**
 * The original body serves plain callers: nothing in it is lowered a second time, so that code does not double with each level of nesting. Tagged templates have one strings object per site, and so
 * must not have two sites.
 */
export function keepsBody(l: FileLowering, plan: FunctionPlan): boolean {
  if (plan.plainEntry !== "body" || plan.holdsLowered) return false;
  const { body } = plan.facts.node as ts.FunctionLikeDeclaration;
  return body === undefined || find(l.ts, body, (n) => l.ts.isClassLike(n) || l.ts.isTaggedTemplateExpression(n)) === undefined;
}

/** Names of the parameters that `length` counts, for a plain entry that hands all on. */
export function plainParameters(l: FileLowering, node: ts.FunctionLikeDeclaration): ts.ParameterDeclaration[] {
  const { ts, f } = l;
  const out: ts.ParameterDeclaration[] = [];
  for (const p of parametersOf(l.ts, node)) {
    if (p.initializer !== undefined || p.dotDotDotToken !== undefined) break;
    out.push(f.createParameterDeclaration(undefined, undefined, ts.isIdentifier(p.name) ? f.createIdentifier(p.name.text) : f.createIdentifier(`$p${out.length}`)));
  }
  return out;
}

function spotBody(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan, frame: ts.Expression): ts.Block {
  const { f } = l;
  const { facts } = plan;
  let generator: ts.Expression;
  const newTarget = (): ts.Expression => f.createMetaProperty(l.ts.SyntaxKind.NewKeyword, f.createIdentifier("target"));
  if (readsNewTarget(facts)) frame = l.abiCall("constructing", [frame, newTarget()]);
  if (facts.usesArguments || !hasSimpleParameters(l.ts, node))
    generator = f.createCallExpression(f.createPropertyAccessExpression(frame, "apply"), undefined, [f.createThis(), f.createIdentifier("arguments")]);
  else {
    const names = parametersOf(l.ts, node).map((p) => f.createIdentifier((p.name as ts.Identifier).text));
    generator = facts.usesThis
      ? f.createCallExpression(f.createPropertyAccessExpression(frame, "call"), undefined, [f.createThis(), ...names])
      : f.createCallExpression(frame, undefined, names);
  }
  return f.createBlock([f.createReturnStatement(l.abiCall("plain", [generator, facts.usesThis || facts.usesNewTarget ? newTarget() : l.undefined(), f.createThis()]))], false);
}

/** `worker$frame`, reserved once per function. */
export function frameName(l: FileLowering, plan: FunctionPlan, name: string): string {
  let frame = l.frames.get(plan.facts.key);
  if (frame === undefined) l.frames.set(plan.facts.key, (frame = l.own(`${name}$frame`)));
  return frame;
}
