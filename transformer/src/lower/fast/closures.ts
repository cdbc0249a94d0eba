/**
 * Arrow functions, function expressions and methods of classes in fast form.
 *
 * Before
 *   const pump = (n: number) => { for (let i = 0; i < n; i++) out.send(i); };
 *   jobs.forEach((job) => { this.run(job); });
 *   class Store { load(key: string) { … } }
 * After
 *   const pump$resume = ($fr) => { … }, pump$go = (n) => { … };
 *   const pump = $goClosure(pump$go, false, "pump");                   // $goEntry(n => { … }, pump$go, false, "pump") around a body that can only be preempted
 *   … (() => { const func$resume = ($fr) => { … }, func$go = (job) => { … }; return $goClosure(func$go, false, ""); })()
 *   const load$resume = ($fr) => { … };
 *   class Store { static { $goMethods(this.prototype, false, "load"); } load(key) { … } }
 *
 * Both functions see the variables around, so both are made where the closure is made. `this` of an arrow is theirs too.
 */
import type ts from "typescript";
import type { FunctionPlan } from "../../analysis/3-plan/plan";
import { type Closure, directClosure, generator, inferredName, tiedClosure, usesOwnName } from "../closures";
import { copyFunction, frameName, generatorParts, keepsBody } from "../functions";
import { type FileLowering, type Scope, siteName } from "../scope";
import { type FastParts, fastParts } from "./fast";
import { entryName } from "./functions";

/** The closure, in an expression. */
export function lowerFastClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope): ts.Expression {
  const { ts, f } = l;
  const own = usesOwnName(l, node) ? (node as ts.FunctionExpression).name!.text : undefined;
  const name = nameOf(l, node);
  let made = fastClosure(l, node, plan, scope, shown(name), name === undefined ? undefined : f.createStringLiteral(name));
  if (made === undefined) {
    if (own === undefined || !plan.frameNamed) return directClosure(l, node, plan, scope, undefined);
    const frame = frameName(l, plan, own);
    made = { before: [constant(l, frame, generator(l, node, plan, scope, undefined)), constant(l, entryName(l, plan, own), wrapper(l, plan, frame))], value: tiedClosure(l, node, plan, scope, f.createIdentifier(frame)) };
  }
  const end: ts.Statement[] = own === undefined ? [f.createReturnStatement(made.value)] : [
    f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(own, undefined, undefined, made.value)], own === "let" ? ts.NodeFlags.None : ts.NodeFlags.Const)),
    f.createReturnStatement(f.createIdentifier(own))];
  const scopeMade = f.createArrowFunction(undefined, undefined, [], undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), f.createBlock([...made.before, ...end], true));
  return l.at_(f.createCallExpression(f.createParenthesizedExpression(scopeMade), undefined, []), node);
}

/** The closure that a constant is initialised with: its two functions are constants before it. */
export function namedFastClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, variable: string): { before: ts.Statement[]; value: ts.Expression } {
  const name = nameOf(l, node) ?? variable;
  const made = fastClosure(l, node, plan, scope, variable, l.f.createStringLiteral(name));
  if (made !== undefined) return { before: made.before, value: l.at_(made.value, node) };
  const frame = frameName(l, plan, variable);
  const before = [constant(l, frame, generator(l, node, plan, scope, undefined))];
  if (plan.frameNamed) before.push(constant(l, entryName(l, plan, variable), wrapper(l, plan, frame)));
  return { before, value: directClosure(l, node, plan, scope, frame) };
}

function constant(l: FileLowering, name: string, value: ts.Expression): ts.Statement {
  return l.f.createVariableStatement(undefined, l.f.createVariableDeclarationList([l.f.createVariableDeclaration(name, undefined, undefined, value)], l.ts.NodeFlags.Const));
}

/** `(...$args) => $frame(pump$frame(...$args))` */
function wrapper(l: FileLowering, plan: FunctionPlan, frame: string): ts.Expression {
  const { ts, f } = l;
  const rest = f.createParameterDeclaration(undefined, f.createToken(ts.SyntaxKind.DotDotDotToken), "$args");
  const call = f.createCallExpression(f.createIdentifier(frame), undefined, [f.createSpreadElement(f.createIdentifier("$args"))]);
  return f.createArrowFunction(undefined, undefined, plan.recursive ? [f.createParameterDeclaration(undefined, undefined, l.register("$d")), rest] : [rest], undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), l.abiCall("frame", [call]));
}

function nameOf(l: FileLowering, node: Closure): string | undefined {
  return l.ts.isFunctionExpression(node) && node.name !== undefined ? node.name.text : inferredName(l, node);
}

function shown(name: string | undefined): string {
  return name === undefined ? "" : name.replace(/^(?=\d)/, "_").replace(/\W+/g, "_");
}

function fastClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, base: string, name: ts.Expression | undefined): { before: ts.Statement[]; value: ts.Expression } | undefined {
  const { ts, f } = l;
  const fast = fastParts(l, plan, generatorParts(l, node, plan, scope), l.names.unique(`${base}$resume`));
  if (fast === undefined) return undefined;
  const go = entryName(l, plan, base);
  const arrow = (parameters: readonly ts.ParameterDeclaration[], body: ts.Block): ts.Expression =>
    l.at_(f.createArrowFunction(undefined, undefined, parameters, undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), body), node);
  const before = [constant(l, fast.resume.name, arrow(fast.resume.parameters, fast.resume.body)), constant(l, go, arrow(fast.parameters, fast.body))];
  const named = l.computedNames.get(ts.getOriginalNode(node)) ?? name;
  const counts = plan.recursive ? f.createTrue() : f.createFalse();
  const constructible = ts.isFunctionExpression(node);
  const value = keepsBody(l, plan)
    ? l.abiCall("goEntry", [copyFunction(l, node, plan, scope), f.createIdentifier(go), counts, ...(named === undefined ? [] : [named])])
    : l.abiCall("goClosure", [f.createIdentifier(go), counts, ...(named === undefined ? (constructible ? [l.undefined()] : []) : [named]), ...(constructible ? [f.createTrue()] : [])]);
  return { before, value };
}

/** A method in fast form: its entry as a method, and a constant before the class that goes on from its frames. */
export function fastMethod(l: FileLowering, node: ts.MethodDeclaration, plan: FunctionPlan, scope: Scope): { readonly parts: FastParts; readonly resume: ts.Statement } | undefined {
  const { ts, f } = l;
  const name = ts.isIdentifier(node.name) ? node.name.text : "method";
  const parts = fastParts(l, plan, generatorParts(l, node, plan, scope), l.names.unique(`${name}$resume`));
  if (parts === undefined) return undefined;
  const made = l.at_(f.createArrowFunction(undefined, undefined, parts.resume.parameters, undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), parts.resume.body), node);
  // `{ "Store.load$resume": … }["Store.load$resume"]`: stacks show it under the method's name.
  const shownName = (): ts.StringLiteral => f.createStringLiteral(`${siteName(plan.facts)}$resume`);
  const resume = constant(l, parts.resume.name, f.createElementAccessExpression(f.createParenthesizedExpression(f.createObjectLiteralExpression([f.createPropertyAssignment(shownName(), made)])), shownName()));
  return { parts, resume };
}
