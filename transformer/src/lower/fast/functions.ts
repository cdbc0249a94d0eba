/**
 * Function declarations in fast form.
 *
 * Before
 *   function double(out: SendChan<number>, input: RecvChan<number>) { out.send(input.recv()! * 2); }
 * After
 *   $goEntry(double, double$go, false);                                                         // first in the block
 *   function double(out, input) { return $goPlain(double$go, false, void 0, this, [out, input]); }   // plain callers; a function that can only be preempted keeps its body
 *   function double$go(out, input) { … }
 *   function double$resume($fr) { … }
 *   function double$save(pc, at, a, b) { … }                                                   // leaves a frame, where it may suspend at more than one place
 *
 * Where the body keeps the direct form it is emitted so, and callers by name get  function double$go(...$args) { return $frame(double$frame.apply(this, $args)); }
 */
import type ts from "typescript";
import { hasSimpleParameters, parametersOf } from "../../analysis/1-collect/callables";
import { needsDepth } from "../../analysis/3-plan/depth";
import type { FunctionPlan } from "../../analysis/3-plan/plan";
import { copyFunction, directDeclaration, frameName, generatorParts, keepsBody, type LoweredDeclaration, plainParameters } from "../functions";
import type { FileLowering, Scope } from "../scope";
import { fastParts } from "./fast";

/** `worker$go`, reserved once per function. */
export function entryName(l: FileLowering, plan: FunctionPlan, name: string): string {
  let entry = l.entries.get(plan.facts.key);
  if (entry === undefined) {
    l.entries.set(plan.facts.key, (entry = l.own(`${name}$go`)));
    if (!needsDepth(l.plan, plan)) l.shallow.add(entry);
  }
  return entry;
}

export function lowerFastDeclaration(l: FileLowering, node: ts.FunctionDeclaration, plan: FunctionPlan, scope: Scope): LoweredDeclaration {
  const { f } = l;
  const name = node.name ?? f.createIdentifier(l.names.unique("default_1"));
  const go = entryName(l, plan, name.text);
  const parts = generatorParts(l, node, plan, scope);
  const fast = fastParts(l, plan, parts, name.text, true);
  if (fast === undefined) {
    const direct = directDeclaration(l, node, plan, scope, name, parts);
    return plan.frameNamed ? { ...direct, statements: [...direct.statements, wrapper(l, plan, go, frameName(l, plan, name.text))] } : direct;
  }
  const plain = keepsBody(l, plan)
    ? copied(l, node, plan, scope, name)
    : f.updateFunctionDeclaration(node, node.modifiers, undefined, name, undefined, plainParameters(l, node), undefined, spotBody(l, node, plan, f.createIdentifier(go)));
  const declare = (own: string, parameters: readonly ts.ParameterDeclaration[], body: ts.Block): ts.Statement => l.at_(f.createFunctionDeclaration(undefined, undefined, own, undefined, parameters, undefined, body), node);
  const tied = l.abiCall("goEntry", [name, f.createIdentifier(go), countsOf(l, plan), ...(node.name === undefined ? [f.createStringLiteral("default")] : [])]);
  return {
    statements: [plain, declare(go, fast.parameters, fast.body), declare(fast.resume.name, fast.resume.parameters, fast.resume.body), ...fast.save],
    attach: [f.createExpressionStatement(tied)],
  };
}

/** `function double$go(...$args) { return $frame(double$frame.apply(this, $args)); }` */
function wrapper(l: FileLowering, plan: FunctionPlan, go: string, frame: string): ts.Statement {
  const { f } = l;
  const call = f.createCallExpression(f.createPropertyAccessExpression(f.createIdentifier(frame), "apply"), undefined, [f.createThis(), f.createIdentifier("$args")]);
  return f.createFunctionDeclaration(undefined, undefined, go, undefined, anyParameters(l, plan), undefined, f.createBlock([f.createReturnStatement(l.abiCall("frame", [call]))], false));
}

/** `...$args`, of an entry around a generator: behind the depth, which a generator does not ask for. */
export function anyParameters(l: FileLowering, plan: FunctionPlan): ts.ParameterDeclaration[] {
  const { ts, f } = l;
  const rest = f.createParameterDeclaration(undefined, f.createToken(ts.SyntaxKind.DotDotDotToken), "$args");
  return plan.recursive ? [f.createParameterDeclaration(undefined, undefined, l.register("$d")), rest] : [rest];
}

/** Does the entry take the depth of the native stack first? As the runtime is told. */
export function countsOf(l: FileLowering, plan: FunctionPlan): ts.Expression {
  return plan.recursive ? l.f.createTrue() : l.f.createFalse();
}

function copied(l: FileLowering, node: ts.FunctionDeclaration, plan: FunctionPlan, scope: Scope, name: ts.Identifier): ts.FunctionDeclaration {
  const made = copyFunction(l, node, plan, scope);
  return node.name !== undefined ? made : l.f.updateFunctionDeclaration(made, made.modifiers, undefined, name, made.typeParameters, made.parameters, made.type, made.body);
}

/** `{ return $goPlain(double$go, false, void 0, this, [out, input]); }` */
function spotBody(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan, go: ts.Expression): ts.Block {
  const { f } = l;
  const args = hasSimpleParameters(l.ts, node)
    ? f.createArrayLiteralExpression(parametersOf(l.ts, node).map((p) => f.createIdentifier((p.name as ts.Identifier).text)))
    : f.createIdentifier("arguments");
  return f.createBlock([f.createReturnStatement(l.abiCall("goPlain", [go, countsOf(l, plan), l.undefined(), f.createThis(), args]))], false);
}
