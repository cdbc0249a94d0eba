/**
 * Arrow functions, function expressions and methods of classes in fast form.
 *
 * Before
 *   const pump = (n: number) => { for (let i = 0; i < n; i++) out.send(i); };
 *   jobs.forEach((job) => { this.run(job); });
 *   class Store { load(key: string) { … } }
 * After
 *   const pump$resume = ($fr) => { … }, pump$go = (n) => { … };
 *   const pump = $goClosure(pump$go, false, "pump");                   // $goEntry({ pump: n => { … } }.pump, pump$go, false) around a body that can only be preempted
 *   … (() => { const func$resume = ($fr) => { … }, func$go = (job) => { … }; return $goClosure(func$go, false, ""); })()
 *   const load$resume = ($fr) => { … };
 *   class Store { static { $goMethods(this.prototype, false, "load"); } load(key) { … } }                                    // or as method-calls.ts says
 *   let load$resume; class Store { static { load$resume = ($fr) => { … this.#rows … }; … } … }                                    // where it uses private members
 *
 * Both functions see the variables around, so both are made where the closure is made. `this` of an arrow is theirs too.
 */
import type ts from "typescript";
import type { FunctionPlan } from "../../analysis/3-plan/plan";
import { find } from "../../analysis/walk";
import { asIdentifier, type Closure, closureName, directClosure, generator, inScope, namedCopy, tiedClosure, usesOwnName } from "../closures";
import { frameName, generatorParts, keepsBody } from "../functions";
import { type FileLowering, type Scope, siteName } from "../scope";
import { methodOf } from "../method-calls";
import { withSelf } from "./copies";
import { fastParts, type GeneratorParts } from "./fast";
import { anyParameters, countsOf, entryName } from "./functions";

/** The closure, in an expression. */
export function lowerFastClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope): ts.Expression {
  const { f } = l, name = closureName(l, node), parts = generatorParts(l, node, plan, scope);
  const made = fastClosure(l, node, plan, scope, parts, asIdentifier(name ?? ""), name === undefined ? undefined : f.createStringLiteral(name));
  if (made !== undefined) return inScope(l, node, made.before, made.value);
  if (!usesOwnName(l, node) || !plan.frameNamed) return directClosure(l, node, plan, scope, undefined, parts);
  const frame = frameName(l, plan, name!);
  return inScope(l, node, framed(l, node, plan, scope, parts, frame, name!), tiedClosure(l, node, plan, scope, f.createIdentifier(frame)));
}

/** The closure that a constant is initialised with: its two functions are constants before it. */
export function namedFastClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, variable: string): { before: ts.Statement[]; value: ts.Expression } {
  const parts = generatorParts(l, node, plan, scope);
  const made = fastClosure(l, node, plan, scope, parts, variable, l.f.createStringLiteral(closureName(l, node) ?? variable));
  if (made !== undefined) return { before: made.before, value: l.at_(made.value, node) };
  const frame = frameName(l, plan, variable);
  return { before: framed(l, node, plan, scope, parts, frame, variable), value: directClosure(l, node, plan, scope, frame) };
}

/** The generator under a name, and the entry that calls by name take for one of the fast form. */
function framed(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, parts: GeneratorParts, frame: string, name: string): ts.Statement[] {
  const before = [constant(l, frame, generator(l, node, plan, scope, undefined, parts))];
  if (plan.frameNamed) before.push(constant(l, entryName(l, plan, name), wrapper(l, plan, frame)));
  return before;
}

function constant(l: FileLowering, name: string, value: ts.Expression): ts.Statement {
  return l.f.createVariableStatement(undefined, l.f.createVariableDeclarationList([l.f.createVariableDeclaration(name, undefined, undefined, value)], l.ts.NodeFlags.Const));
}

/** `(...$args) => $frame(pump$frame(...$args))` */
function wrapper(l: FileLowering, plan: FunctionPlan, frame: string): ts.Expression {
  const { ts, f } = l;
  const call = f.createCallExpression(f.createIdentifier(frame), undefined, [f.createSpreadElement(f.createIdentifier("$args"))]);
  return f.createArrowFunction(undefined, undefined, anyParameters(l, plan), undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), l.abiCall("frame", [call]));
}

/** The goroutine entry of a function that is written where a goroutine is started with it: nobody sees the function itself. */
export function fastEntry(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, parts: GeneratorParts): ts.Expression | undefined {
  const made = twoFunctions(l, node, plan, scope, parts, "");
  return made === undefined ? undefined : inScope(l, node, made.before, l.f.createIdentifier(made.go));
}

function twoFunctions(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, parts: GeneratorParts, base: string): { before: ts.Statement[]; go: string } | undefined {
  const { ts, f } = l;
  const fast = fastParts(l, plan, parts, base, scope.facts.kind === "module");
  if (fast === undefined) return undefined;
  const go = entryName(l, plan, base);
  const arrow = (parameters: readonly ts.ParameterDeclaration[], body: ts.Block): ts.Expression =>
    l.at_(f.createArrowFunction(undefined, undefined, parameters, undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), body), node);
  return { before: [...fast.save, constant(l, fast.resume.name, arrow(fast.resume.parameters, fast.resume.body)), constant(l, go, arrow(fast.parameters, fast.body))], go };
}

function fastClosure(l: FileLowering, node: Closure, plan: FunctionPlan, scope: Scope, parts: GeneratorParts, base: string, name: ts.Expression | undefined): { before: ts.Statement[]; value: ts.Expression } | undefined {
  const { ts, f } = l;
  const made = twoFunctions(l, node, plan, scope, parts, base);
  if (made === undefined) return undefined;
  const { before, go } = made;
  const computed = l.computedNames.get(ts.getOriginalNode(node)), named = computed ?? name;
  const counts = countsOf(l, plan);
  const constructible = ts.isFunctionExpression(node);
  const value = keepsBody(l, plan)
    ? l.abiCall("goEntry", [namedCopy(l, node, plan, scope), f.createIdentifier(go), counts, ...(computed === undefined ? [] : [computed])])
    : l.abiCall("goClosure", [f.createIdentifier(go), counts, ...(named === undefined ? (constructible ? [l.undefined()] : []) : [named]), ...(constructible ? [f.createTrue()] : [])]);
  return { before, value };
}

export interface FastMethod {
  /** Of the entry, which is a method. */
  readonly parameters: readonly ts.ParameterDeclaration[];
  readonly body: ts.Block;
  /** Stands before the class. */
  readonly before: readonly ts.Statement[];
  /** First in its static block: what is declared before the class and sees its private members. */
  readonly inside: readonly ts.Expression[];
}

/**
 * A method in fast form: its entry as a method, and a constant before the class that goes on from its frames. What calls try by name (method-calls.ts) stands there too, and the method calls it. Where the body uses private members
 * they are variables that a static block of the class sets; undefined for targets that have none.
 */
export function fastMethod(l: FileLowering, node: ts.MethodDeclaration, plan: FunctionPlan, generator: GeneratorParts, hasStaticBlocks: boolean): FastMethod | undefined {
  const { ts, f } = l;
  const name = ts.isIdentifier(node.name) ? node.name.text : "method";
  const isPrivate = find(ts, generator.body, (n) => ts.isPrivateIdentifier(n)) !== undefined;
  if (isPrivate && !hasStaticBlocks) {
    plan.direct = "it uses private members, and the target has no static blocks";
    return undefined;
  }
  const parts = fastParts(l, plan, generator, name, true);
  if (parts === undefined) return undefined;
  const before: ts.Statement[] = [], inside: ts.Expression[] = [];
  // `{ "Store.load$resume": … }["Store.load$resume"]`: stacks show it under the method's name.
  const named = (own: string, suffix: string, parameters: readonly ts.ParameterDeclaration[], body: ts.Block): void => {
    const made = l.at_(f.createArrowFunction(undefined, undefined, parameters, undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), strict(l, body)), node), shown = (): ts.StringLiteral => f.createStringLiteral(`${siteName(plan.facts)}$${suffix}`);
    const value = f.createElementAccessExpression(f.createParenthesizedExpression(f.createObjectLiteralExpression([f.createPropertyAssignment(shown(), made)])), shown());
    if (!isPrivate) before.push(constant(l, own, value));
    else {
      before.push(f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(own)], ts.NodeFlags.Let)));
      inside.push(f.createAssignment(f.createIdentifier(own), value));
    }
  };
  named(parts.resume.name, "resume", parts.resume.parameters, parts.resume.body);
  before.push(...parts.save);
  if (!plan.guessed) return { parameters: parts.parameters, body: parts.body, before, inside };
  const self = l.register("$this"), { go } = methodOf(l, plan);
  named(go, "go", [f.createParameterDeclaration(undefined, undefined, self), ...parts.parameters], withSelf(l, parts.body, self));
  const parameters = parts.parameters.map((p) => f.createParameterDeclaration(undefined, undefined, (p.name as ts.Identifier).text));
  const call = f.createCallExpression(f.createIdentifier(go), undefined, [f.createThis(), ...parameters.map((p) => f.createIdentifier((p.name as ts.Identifier).text))]);
  return { parameters, body: f.createBlock([f.createReturnStatement(call)], false), before, inside };
}

/** Code of classes is strict. */
function strict(l: FileLowering, body: ts.Block): ts.Block {
  const { f } = l;
  if (!l.mayBeSloppy) return body;
  return f.updateBlock(body, [f.createExpressionStatement(f.createStringLiteral("use strict")), ...body.statements]);
}
