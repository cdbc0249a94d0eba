/**
 * Calls of runtime functions that the compiler knows (`@intrinsic` in their declaration), in every mode.
 *
 * Before
 *   go(() => jobs.send(1));  go(worker, 1, jobs);  const jobs = chan<number>(4);  defer(() => mu.unlock());  group.go(work);
 * After
 *   $spawnFast($at, false, (() => { const $resume = …, $go = () => { … }; return $go; })());  $go($at + 1, worker, 1, jobs);  const jobs = $chan($at + 2, 4);  $deferred($defers, () => mu.unlock());  group.go($startedAt($at + 3, work));
 * After, direct form
 *   $spawn($at, (function* () { … })());  $spawn($at + 1, worker$frame(1, jobs));
 *
 * A frame is started by name only if its parameters are plain names: defaults and destructuring must run in the new goroutine, not at the call.
 */
import type ts from "typescript";
import { hasSimpleParameters } from "../analysis/1-collect/callables";
import { functionOf, skipOuter } from "../analysis/1-collect/program-index";
import { isUsingList } from "../analysis/1-collect/using";
import { resolvedFrame } from "./spawn-target";
import { calleeText } from "./calls";
import { generator } from "./closures";
import { fastEntry } from "./fast/closures";
import { countsOf } from "./fast/functions";
import { generatorParts } from "./functions";
import { isResumable } from "../analysis/3-plan/plan";
import type { FileLowering, Scope } from "./scope";
import { plainSuperCall } from "./super";
import { visitChildren, visitExpressions, visitNode } from "./visit";

export function lowerIntrinsic(l: FileLowering, node: ts.CallExpression, name: string, scope: Scope): ts.Expression | undefined {
  const { ts, f } = l;
  switch (name) {
    case "go":
      return l.at_(lowerGo(l, node, scope), node);
    case "run":
    case "runMain":
      return l.at_(l.abiCall(name, [l.site(node, scope, name), ...visitExpressions(l, node.arguments, scope)]), node);
    case "chan": {
      if (node.arguments.some((a) => ts.isSpreadElement(a))) return undefined;
      return l.at_(l.abiCall("chan", [l.site(node, scope, channelName(l, node)), ...visitExpressions(l, node.arguments, scope)]), node);
    }
    case "startedAt": {
      const target = skipOuter(ts, node.expression), [first] = node.arguments;
      if (!ts.isPropertyAccessExpression(target) || target.expression.kind === ts.SyntaxKind.SuperKeyword || ts.isOptionalChain(node)) return plainSuperCall(l, node, scope);
      const visited = visitChildren(l, node, scope) as ts.CallExpression;
      return first === undefined || ts.isSpreadElement(first) ? visited : l.at_(f.updateCallExpression(visited, visited.expression, undefined, startedAt(l, node, visited.arguments, scope)), node);
    }
    case "defer":
      if (scope.defers === undefined || node.arguments.length !== 1 || isUsingInitialiser(l, node)) return undefined;
      return l.at_(f.createCallExpression(l.abi("deferred"), undefined, [scope.defers, visitNode(l, node.arguments[0]!, scope)]), node);
  }
  return undefined;
}

function lowerGo(l: FileLowering, node: ts.CallExpression, scope: Scope): ts.Expression {
  const { ts, f } = l;
  const [first, ...rest] = node.arguments;
  if (first !== undefined && !node.arguments.some((a) => ts.isSpreadElement(a))) {
    const literal = functionOf(ts, first);
    const plan = literal === undefined ? undefined : l.functionPlan(literal);
    if (literal !== undefined && isResumable(plan) && !plan.facts.generator && hasSimpleParameters(l.ts, literal) && !(ts.isFunctionExpression(literal) && literal.name !== undefined)) {
      const parts = plan.form === "fast" ? generatorParts(l, literal, plan, scope) : undefined;
      const entry = parts === undefined ? undefined : fastEntry(l, literal, plan, scope, parts);
      if (entry !== undefined) return l.abiCall("spawnFast", [l.site(node, scope, "go"), countsOf(l, plan), entry, ...visitExpressions(l, rest, scope)]);
      const made = f.createCallExpression(f.createParenthesizedExpression(generator(l, literal, plan, scope, undefined, parts)), undefined, visitExpressions(l, rest, scope));
      return l.abiCall("spawn", [l.site(node, scope, "go"), made]);
    }
    const frame = literal === undefined ? resolvedFrame(l, first, node) : undefined;
    if (frame !== undefined) return l.abiCall("spawn", [l.site(node, scope, "go"), f.createCallExpression(frame, undefined, visitExpressions(l, rest, scope))]);
  }
  return l.abiCall("go", [l.site(node, scope, "go"), ...visitExpressions(l, node.arguments, scope)]);
}

/** The arguments of a method that starts a goroutine: the function it is given passes by the runtime on its way, together with the place of the call. */
export function startedAt(l: FileLowering, node: ts.CallExpression, args: readonly ts.Expression[], scope: Scope): readonly ts.Expression[] {
  const [first, ...rest] = args;
  return [l.abiCall("startedAt", [l.site(node, scope, calleeText(l, node.expression, "go")), first!]), ...rest];
}

/** What reports call the channel: the variable or property it is made for, and its type as written. */
function channelName(l: FileLowering, node: ts.CallExpression): string {
  const { ts } = l;
  const original = ts.getOriginalNode(node) as ts.CallExpression;
  const types = original.typeArguments;
  const type = types === undefined || types.length === 0 ? "" : `<${types[0]!.getText(l.file)}>`;
  const parent = original.parent;
  let name = "";
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)) && parent.initializer === original) name = parent.name.getText(l.file);
  else if (ts.isBinaryExpression(parent) && parent.right === original) name = parent.left.getText(l.file);
  return `${name} Chan${type}`.trim();
}

function isUsingInitialiser(l: FileLowering, node: ts.CallExpression): boolean {
  const { ts } = l;
  const { parent } = ts.getOriginalNode(node);
  return ts.isVariableDeclaration(parent) && ts.isVariableDeclarationList(parent.parent) && isUsingList(ts, parent.parent);
}
