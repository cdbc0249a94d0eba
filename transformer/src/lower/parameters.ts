/**
 * Parameter lists with something in them that may suspend: `yield` is not allowed there.
 *
 * Before
 *   function greet(name = names.recv(), { loud } = options()) { … }
 * After
 *   function* greet$frame(...$args) { let [name = (…yield…), { loud } = …] = [...$args]; { … } }
 *
 * The body keeps a block of its own, so its `let`, `const` and functions may shadow parameters as before. A `var` of the body with the name of a parameter is reported
 * (SY4017): in a nested block it would be a syntax error.
 */
import type ts from "typescript";
import { parametersOf } from "../analysis/1-collect/callables";
import type { FunctionPlan } from "../analysis/3-plan/plan";
import { bindPattern, hasSteps } from "./patterns";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

export function suspendsInParameters(l: FileLowering, plan: FunctionPlan): boolean {
  return plan.facts.calls.some((c) => c.inParameters && l.plan.calls.get(c.key)!.mode !== "plain");
}

/** `moved`: into the body in any case. */
export function lowerParameters(l: FileLowering, node: ts.FunctionLikeDeclaration, plan: FunctionPlan, scope: Scope, moved = suspendsInParameters(l, plan)): { parameters: ts.ParameterDeclaration[]; prologue: ts.Statement[] } {
  const { ts, f } = l;
  if (!moved) {
    const plain: Scope = { ...scope, mode: "plain", temps: l.moduleTemps };
    return { parameters: node.parameters.map((p) => f.createParameterDeclaration(undefined, p.dotDotDotToken, visitNode(l, p.name, plain), undefined, p.type, p.initializer && visitNode(l, p.initializer, plain))), prologue: [] };
  }
  // `length` counts the parameters before the first default or rest: they keep their places.
  const own = parametersOf(ts, node);
  const counted = own.findIndex((p) => p.initializer !== undefined || p.dotDotDotToken !== undefined);
  const leading = own.slice(0, counted < 0 ? own.length : counted);
  const patternAt = leading.findIndex((p) => !ts.isIdentifier(p.name));
  const named = patternAt < 0 ? leading.length : patternAt;
  const places = leading.map((p, i) => (i < named ? (p.name as ts.Identifier).text : l.names.unique(`$p${i}`)));
  const rest = l.names.unique("$args");
  const bound = own.slice(named), stepped = bound.some((p) => hasSteps(l, p.name, scope));
  const elements = bound.map((p) => (stepped
    ? f.createBindingElement(p.dotDotDotToken, undefined, p.name, p.initializer)
    : f.createBindingElement(p.dotDotDotToken, undefined, visitNode(l, p.name, scope), p.initializer && visitNode(l, p.initializer, scope))));
  const values = f.createArrayLiteralExpression([...places.slice(named).map((p) => f.createIdentifier(p)), f.createSpreadElement(f.createIdentifier(rest))]);
  const whole = f.createArrayBindingPattern(elements), inSteps = stepped ? bindPattern(l, whole, values, scope, bound[0]) : { name: whole, initializer: values };
  const declaration = f.createVariableDeclaration(inSteps.name, undefined, undefined, inSteps.initializer);
  return {
    parameters: [...places.map((p) => f.createParameterDeclaration(undefined, undefined, p)), f.createParameterDeclaration(undefined, f.createToken(ts.SyntaxKind.DotDotDotToken), rest)],
    prologue: [f.createVariableStatement(undefined, f.createVariableDeclarationList([declaration], ts.NodeFlags.Let))],
  };
}
