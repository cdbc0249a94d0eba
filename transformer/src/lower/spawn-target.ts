/** The frame of the function that `go(f, …)` names, where it is a declaration of this file in scope. */
import type ts from "typescript";
import { keyInId } from "../analysis/facts";
import { hasSimpleParameters } from "../analysis/1-collect/callables";
import { frameName } from "./functions";
import type { FileLowering } from "./scope";

export function resolvedFrame(l: FileLowering, first: ts.Expression, call: ts.CallExpression): ts.Identifier | undefined {
  const { ts } = l;
  const plan = l.callPlan(call);
  const argument = plan?.facts.arguments[0];
  if (argument?.kind !== "function" || !ts.isIdentifier(first)) return undefined;
  const target = l.plan.functions.get(keyInId(argument.id));
  if (target === undefined || target.facts.id !== argument.id || target.form !== "direct" || target.facts.generator) return undefined;
  const node = target.facts.node as ts.FunctionLikeDeclaration;
  if (target.facts.usesThis || !hasSimpleParameters(l.ts, node)) return undefined;
  // Only declarations: a constant may still be in its temporal dead zone, and must then fail as `go(f)` would.
  if (!ts.isFunctionDeclaration(node) || node.name === undefined || node.name.text !== first.text) return undefined;
  for (let at: ts.Node | undefined = ts.getOriginalNode(call).parent; at !== undefined; at = at.parent) {
    if (at !== node.parent) continue;
    return l.f.createIdentifier(frameName(l, target, node.name.text));
  }
  return undefined;
}
