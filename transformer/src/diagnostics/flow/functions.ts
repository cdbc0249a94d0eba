/** The functions of a file that a flow rule looks into, with the graph of each, made once for all rules; and the places whose value stays the same meanwhile. */
import type ts from "typescript";
import { isConst, skipOuter } from "../../analysis/1-collect/program-index";
import type { RuleContext } from "../define";
import type { RuntimeCall } from "../runtime-calls";
import { receiverOf } from "../syntax";
import { type Graph, graphOf, type Point } from "./graph";

/** A call on something that keeps its identity through the function. */
export interface Operation extends RuntimeCall {
  readonly node: ts.CallExpression;
  readonly on: ts.Symbol;
}

/** The operations named, by the function they stand in itself. Functions that have none are not in it. */
export function operationsByFunction(context: RuleContext, names: ReadonlySet<string>): Map<ts.Node, Operation[]> {
  const { ts } = context, found = new Map<ts.Node, Operation[]>();
  for (const call of context.calls) {
    const on = names.has(call.name) && ts.isCallExpression(call.node) ? stable(context, receiverOf(ts, call.node)) : undefined;
    if (on === undefined) continue;
    const { node } = call.within.facts, operation = { ...call, node: call.node as ts.CallExpression, on };
    const list = found.get(node);
    if (list === undefined) found.set(node, [operation]);
    else list.push(operation);
  }
  return found;
}

const graphs = new WeakMap<ts.Node, { readonly graph: Graph | undefined }>();

export function graphFor({ ts, program }: RuleContext, fn: ts.Node): Graph | undefined {
  let known = graphs.get(fn);
  if (known === undefined) graphs.set(fn, (known = { graph: graphOf(ts, program.getTypeChecker(), fn) }));
  return known.graph;
}

/** The points that a call is: several, where a `finally` block is there for each way into it. */
export function pointsByNode({ points }: Graph): ReadonlyMap<ts.Node, readonly Point[]> {
  const found = new Map<ts.Node, Point[]>();
  for (const point of points) {
    if (point.node === undefined) continue;
    const list = found.get(point.node);
    if (list === undefined) found.set(point.node, [point]);
    else list.push(point);
  }
  return found;
}

/** A constant, a parameter that is not assigned to, a readonly property of `this`: the same object wherever it is named in the function. */
export function stable({ ts, program, plan }: RuleContext, expression: ts.Expression | undefined): ts.Symbol | undefined {
  if (expression === undefined) return undefined;
  const inner = skipOuter(ts, expression), checker = program.getTypeChecker();
  if (ts.isIdentifier(inner)) {
    const symbol = checker.getSymbolAtLocation(inner), declaration = symbol?.valueDeclaration;
    if (declaration === undefined) return undefined;
    if (ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration)) {
      let owner: ts.Node = declaration;
      while (ts.isBindingElement(owner) || ts.isObjectBindingPattern(owner) || ts.isArrayBindingPattern(owner)) owner = owner.parent;
      return (ts.isVariableDeclaration(owner) && isConst(ts, owner)) || (ts.isParameter(owner) && !plan.facts.assigned.has(inner.text)) ? symbol : undefined;
    }
    return ts.isParameter(declaration) && !plan.facts.assigned.has(inner.text) ? symbol : undefined;
  }
  if (!ts.isPropertyAccessExpression(inner) || inner.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const symbol = checker.getSymbolAtLocation(inner.name), declaration = symbol?.valueDeclaration;
  return declaration !== undefined && (ts.isPropertyDeclaration(declaration) || ts.isParameter(declaration)) && (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0 ? symbol : undefined;
}
