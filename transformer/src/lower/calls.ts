/**
 * Calls that may suspend, in any expression position.
 *
 * Before
 *   return width(shape) * height(shape) + box.measure(shape, ...rest);
 * After, direct form
 *   return (($1 = $frame(width$frame(shape)), $S.f) ? yield $at : $1) * (($1 = $frame(height$frame(shape)), $S.f) ? yield $at + 1 : $1)
 *     + (($1 = $calln("box.measure", box.measure, box, [shape, ...rest]), $S.f) ? yield $at + 2 : $1);
 *
 * `yield` keeps what was evaluated before it, so evaluation order is JavaScript's own (ECMA-262 13.3.6): callee and receiver, then arguments, then the test whether the callee can
 * be called. One temporary serves all results, since it is read right behind the call that set it.
 *
 * Breaks   evaluating a receiver twice: only names and `this` are repeated, everything else goes through a temporary that is read before any argument is evaluated.
 */
import type ts from "typescript";
import { skipOuter } from "../analysis/1-collect/program-index";
import { type CallPlan, type Form, type FunctionPlan, inertPlan, isResumable } from "../analysis/3-plan/plan";
import { keyInId } from "../analysis/facts";
import type { AbiName } from "../emit/abi";
import { generator } from "./closures";
import { entryName } from "./fast/functions";
import { frameName, hasCallee } from "./functions";
import { lowerIntrinsic, startedAt } from "./intrinsics";
import { privateMethodOf, privateMethodValue } from "./private-methods";
import { readOf, readsAccessor } from "./property-access";
import { methodCall } from "./method-calls";
import { chainAsCallee } from "./optional-chains";
import type { FileLowering, Scope } from "./scope";
import { lowerSelect } from "./select";
import { plainSuperCall } from "./super";
import { unknownCall } from "./unknown-callees";
import { visitExpressions, visitNode } from "./visit";

/** The lowered call; undefined if it needs nothing. `bare`: without the test of the flag (the caller adds it as a statement). */
export function lowerCall(l: FileLowering, node: ts.CallExpression, scope: Scope, bare = false): ts.Expression | undefined {
  const { ts } = l;
  const plan = l.callPlan(node) ?? inertPlan(ts.getOriginalNode(node));
  if (plan === undefined || node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.kind === ts.SyntaxKind.SuperKeyword || isTarget(l, node)) return undefined;
  const { callee } = plan.facts;
  if (callee.kind === "intrinsic") return lowerIntrinsic(l, node, callee.name, scope);
  if (plan.bindsEntry && (scope.mode === "plain" || callee.kind === "native")) {
    const { callee: bind, self } = calleeAndReceiver(l, skipOuter(l.ts, node.expression), scope);
    return l.at_(l.abiCall("bindCall", [l.f.createStringLiteral(calleeText(l, node.expression, plan.facts.text)), bind, self, ...visitExpressions(l, node.arguments, scope)]), node);
  }

  const target = skipOuter(l.ts, node.expression);
  const privateMethod = ts.isPropertyAccessExpression(target) ? privateMethodOf(l, target) : undefined;
  if (privateMethod?.asteriskToken !== undefined) {
    if (scope.mode !== "plain" && plan.mode !== "plain") return l.suspend(dynamicCall(l, node, plan, scope), node, scope, plan.facts.text);
    const { callee, self } = calleeAndReceiver(l, target, scope);
    return l.at_(l.f.createCallExpression(l.f.createPropertyAccessExpression(callee, "call"), undefined, [self, ...visitExpressions(l, node.arguments, scope)]), node);
  }
  if (ts.isPropertyAccessExpression(target) && !ts.isOptionalChain(target) && privateMethod !== undefined) {
    const generatorCall = l.f.createCallExpression(l.f.updatePropertyAccessExpression(target, visitNode(l, target.expression, scope), target.name), undefined, visitExpressions(l, node.arguments, scope));
    if (scope.mode === "plain" || plan.mode === "plain") return l.at_(l.abiCall("plain", [generatorCall]), node);
    const call = l.abiCall(scope.mode === "awaiting" ? "spotFrame" : "frame", [generatorCall]);
    return bare ? l.at_(call, node) : l.suspend(call, node, scope, plan.facts.text);
  }
  if (scope.mode === "plain" || (plan.mode === "plain" && !readsAccessor(l, target, scope))) return plainSuperCall(l, node, scope);
  const direct = scope.mode === "goroutine" ? directCall(l, node, plan, target, scope) : undefined;
  if (direct !== undefined) return bare ? l.at_(direct, node) : l.suspend(direct, node, scope, plan.facts.text);
  const call = plan.mode === "known" || isImmediate(l, target) ? knownCall(l, node, plan, scope) ?? dynamicCall(l, node, plan, scope) : dynamicCall(l, node, plan, scope);
  return bare && plan.mode !== "plain" ? l.at_(call, node) : l.suspend(call, node, scope, plan.facts.text);
}

/** `f() = 1`, `f()++`, `for (f() in o)`: sloppy code may say so, and throws a ReferenceError when it gets there. Anything but a call would be no JavaScript. */
function isTarget(l: FileLowering, node: ts.CallExpression): boolean {
  const { ts } = l;
  let child: ts.Node = node;
  while (child.parent !== undefined && ts.isParenthesizedExpression(child.parent)) child = child.parent;
  const { parent } = child;
  if (parent === undefined) return false;
  if (ts.isBinaryExpression(parent)) return parent.left === child && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  return (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === child;
}

/** `$send("ch.send", ch.send, ch, value)`: operations that have an ABI function of their own. */
function directCall(l: FileLowering, node: ts.CallExpression, plan: CallPlan, target: ts.Expression, scope: Scope): ts.Expression | undefined {
  const { callee } = plan.facts;
  if (callee.kind === "marked" && (callee.direct === "select" || callee.direct === "selectAll")) return lowerSelect(l, node, callee.direct, target, calleeText(l, node.expression, plan.facts.text), scope);
  const operands = { recv: 0, send: 1 } as const;
  if (callee.kind !== "marked" || callee.direct === undefined || !(callee.direct in operands) || !l.ts.isPropertyAccessExpression(target)) return undefined;
  const name = callee.direct as keyof typeof operands;
  if (node.arguments.length !== operands[name] || node.arguments.some((a) => l.ts.isSpreadElement(a))) return undefined;
  const { callee: method, self } = calleeAndReceiver(l, target, scope);
  return l.abiCall(name, [l.f.createStringLiteral(calleeText(l, node.expression, plan.facts.text)), method, self, ...visitExpressions(l, node.arguments, scope)]);
}

function isImmediate(l: FileLowering, target: ts.Expression): boolean {
  return l.ts.isArrowFunction(target) || l.ts.isFunctionExpression(target);
}

/** `$frame(width$frame(shape))` */
function knownCall(l: FileLowering, node: ts.CallExpression, plan: CallPlan, scope: Scope): ts.Expression | undefined {
  const { ts, f } = l;
  const target = skipOuter(l.ts, node.expression);
  const start: AbiName = scope.mode === "awaiting" ? "spotFrame" : "frame";
  if (ts.isArrowFunction(target) || ts.isFunctionExpression(target)) {
    const inner = l.functionPlan(target);
    if (!isResumable(inner) || inner.facts.generator || (ts.isFunctionExpression(target) && target.name !== undefined) || hasCallee(l, target, inner)) return undefined;
    const made = l.at_(f.createParenthesizedExpression(generator(l, target, inner, scope, undefined)), node.expression);
    return l.abiCall(start, [f.createCallExpression(made, undefined, visitExpressions(l, node.arguments, scope))]);
  }
  const fast = scope.mode === "awaiting" ? undefined : entryOfTarget(l, plan);
  if (fast !== undefined) return f.createCallExpression(fast.name, undefined, [...(fast.counts ? [l.depth()] : []), ...visitExpressions(l, node.arguments, scope)]);
  const frame = frameOfTarget(l, plan);
  if (frame === undefined) return undefined;
  return l.abiCall(start, [f.createCallExpression(frame, undefined, visitExpressions(l, node.arguments, scope))]);
}

/** `width$go`: the goroutine entry of the one function a call reaches, if it stands in this file under a name and has the fast form. */
export function entryOfTarget(l: FileLowering, plan: CallPlan): { readonly name: ts.Identifier; readonly counts: boolean } | undefined {
  const target = targetOf(l, plan, "fast");
  if (target === undefined) return undefined;
  return { name: l.f.createIdentifier(entryName(l, target.plan, target.name)), counts: target.plan.recursive };
}

function targetOf(l: FileLowering, plan: CallPlan, form: Form): { readonly name: string; readonly plan: FunctionPlan } | undefined {
  const target = plan.target === undefined ? undefined : l.plan.functions.get(keyInId(plan.target));
  if (target === undefined || target.facts.id !== plan.target || target.form !== form) return undefined;
  const { node } = target.facts;
  if (l.ts.isMethodDeclaration(node)) return undefined; // a private one with decorators: they may have replaced it
  const own = (node as ts.FunctionLikeDeclaration).name;
  return { name: own !== undefined && l.ts.isIdentifier(own) ? own.text : target.facts.name, plan: target };
}

/** The frame of the one function a call reaches, if it stands in this file under a name. */
export function frameOfTarget(l: FileLowering, plan: CallPlan): ts.Identifier | undefined {
  const target = targetOf(l, plan, "direct");
  return target === undefined ? undefined : l.f.createIdentifier(frameName(l, target.plan, target.name));
}

/** `$call1("ch.send", ch.send, ch, value)` */
function dynamicCall(l: FileLowering, node: ts.CallExpression, plan: CallPlan, scope: Scope, prefix = prefixOf(scope)): ts.Expression {
  const target = skipOuter(l.ts, node.expression), { callee: found, self } = calleeAndReceiver(l, target, scope);
  const callee = isImmediate(l, target) ? l.at_(l.f.createParenthesizedExpression(found), node.expression) : found;
  const visited = visitExpressions(l, node.arguments, scope), text = calleeText(l, node.expression, plan.facts.text), { callee: reached } = plan.facts;
  const starts = reached.kind === "marked" && reached.direct === "startedAt" && visited.length > 0 && !l.ts.isSpreadElement(visited[0]!);
  const args = starts ? startedAt(l, node, visited, scope) : visited;
  const method = prefix === "call" && !args.some((a) => l.ts.isSpreadElement(a)) ? methodCall(l, plan, args.length) : undefined;
  if (method !== undefined) return l.f.createCallExpression(l.f.createIdentifier(method.name), undefined, [...(method.counts ? [l.depth()] : []), l.f.createStringLiteral(text), callee, self, ...args]);
  // What is declared to block has an entry.
  const plainFirst = prefix === "call" && reached.kind !== "marked" && !l.ts.isPropertyAccessExpression(target) && !l.ts.isElementAccessExpression(target) ? unknownCall(l, node, callee, args, text, scope) : undefined;
  return plainFirst ?? lookUpCall(l, callee, self, args, text, prefix);
}

/** The call of a function value by look-up, in the shape for its number of arguments. */
export function lookUpCall(l: FileLowering, callee: ts.Expression, self: ts.Expression, args: readonly ts.Expression[], text: string, prefix: "call" | "spot"): ts.Expression {
  const head = [l.f.createStringLiteral(text), callee, self];
  if (args.length > 3 || args.some((a) => l.ts.isSpreadElement(a))) return l.abiCall(`${prefix}n`, [...head, l.f.createArrayLiteralExpression(args as ts.Expression[])]);
  return l.abiCall(`${prefix}${args.length}` as AbiName, [...head, ...args]);
}

export function prefixOf(scope: Scope): "call" | "spot" {
  return scope.mode === "awaiting" ? "spot" : "call";
}

/** The function value and what `this` will be in it. */
export function calleeAndReceiver(l: FileLowering, target: ts.Expression, scope: Scope): { callee: ts.Expression; self: ts.Expression } {
  const { ts, f } = l;
  const held = l.callees.size > 0 ? l.callees.get(ts.getOriginalNode(target)) : undefined;
  if (held !== undefined) return held;
  if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) return { callee: visitNode(l, target, scope), self: l.undefined() };
  if (ts.isOptionalChain(target)) return chainAsCallee(l, target, scope);
  const object = target.expression;
  const accessor = readsAccessor(l, target, scope) ? target : undefined;
  const member = (receiver: ts.Expression): ts.Expression =>
    accessor !== undefined ? readOf(l, accessor, receiver, scope) :
    ts.isPropertyAccessExpression(target)
      ? privateMethodValue(l, target, l.at_(f.createPropertyAccessExpression(receiver, target.name), target))
      : l.at_(f.createElementAccessExpression(receiver, visitNode(l, target.argumentExpression, scope)), target);
  if (object.kind === ts.SyntaxKind.SuperKeyword) return { callee: member(visitNode(l, object, scope)), self: l.this_(scope, object) };
  const visited = visitNode(l, object, scope);
  if (object.kind === ts.SyntaxKind.ThisKeyword) return { callee: member(visited), self: l.this_(scope, object) };
  // A name that is never assigned may be repeated; a getter read for the callee could change any other.
  if (ts.isIdentifier(object) && visited === object && !l.plan.facts.assigned.has(object.text) && (ts.isPropertyAccessExpression(target) || ts.isLiteralExpression(target.argumentExpression) || ts.isIdentifier(target.argumentExpression)))
    return { callee: member(object), self: object };
  // A computed key may itself suspend or call: then the receiver needs a temporary of its own.
  const simpleKey = ts.isPropertyAccessExpression(target) || ts.isLiteralExpression(target.argumentExpression) || ts.isIdentifier(target.argumentExpression);
  const temp = simpleKey ? scope.temps.receiver : scope.temps.fresh();
  return { callee: member(f.createParenthesizedExpression(f.createAssignment(f.createIdentifier(temp), visited))), self: f.createIdentifier(temp) };
}

/** What V8 calls the callee in "x is not a function". */
export function calleeText(l: FileLowering, expression: ts.Expression, fallback: string): string {
  const { ts } = l;
  const target = skipOuter(l.ts, expression);
  const dot = (node: ts.PropertyAccessExpression): string => (node.questionDotToken === undefined ? "." : "?.");
  let links = 0;
  const render = (node: ts.Expression): string | undefined => {
    if (++links > 60) return undefined; // a chain would be as long as the square of its links
    if (ts.isIdentifier(node)) return node.text;
    if (node.kind === ts.SyntaxKind.ThisKeyword) return "this";
    const object = (inner: ts.Expression): string => (inner.kind === ts.SyntaxKind.SuperKeyword ? "(intermediate value)" : render(skipOuter(l.ts, inner)) ?? "(intermediate value)");
    if (ts.isPropertyAccessExpression(node)) return ts.isPrivateIdentifier(node.name) ? `${object(node.expression)}[${node.name.text}]` : `${object(node.expression)}${dot(node)}${node.name.text}`;
    if (ts.isElementAccessExpression(node)) {
      const key = skipOuter(l.ts, node.argumentExpression);
      if (ts.isStringLiteralLike(key)) return `${object(node.expression)}${node.questionDotToken === undefined ? "." : "?."}${key.text}`;
      return `${object(node.expression)}${node.questionDotToken === undefined ? "" : "?."}[${ts.isNumericLiteral(key) ? key.text : render(key) ?? "..."}]`;
    }
    if (ts.isNumericLiteral(node)) return node.text;
    if (ts.isStringLiteralLike(node)) return JSON.stringify(node.text);
    if (node.kind === ts.SyntaxKind.NullKeyword) return "null";
    if (ts.isCallExpression(node)) return `${render(skipOuter(l.ts, node.expression)) ?? "(intermediate value)"}(...)`;
    return undefined;
  };
  return render(target) ?? (ts.isIdentifier(target) ? fallback : "(intermediate value)");
}
