/**
 * Chains and nests of calls that are too deep for the stack of what walks them: a call that may suspend is several levels deeper in the emitted code than in the source.
 *
 * Before
 *   root().a().b() …;                                        f(f(f(… x …)))
 * After, from some thirty such calls on: one sequence, whose parts are short
 *   ($v = <root().a() …>, $v = <$v.b() …>, <$v.z() …>)        ($3 = f, $4 = f, …, $v = <f(x)>, $v = <$4($v)>, <$3($v)>)
 *
 * The path goes from the outermost call inwards, where most of the text is: through what is called and through arguments. A chain has nothing to evaluate before its innermost call. An argument has the callee
 * and the arguments before it: those are evaluated first, into temporaries, in the order of the source.
 */
import type ts from "typescript";
import { skipOuter } from "../analysis/1-collect/program-index";
import { calleeAndReceiver, entryOfTarget, frameOfTarget } from "./calls";
import { isPrivateMethodRead } from "./private-methods";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

/** More calls that may suspend inside each other than this are taken apart, into parts of `part` calls. */
const limit = 30, part = 12;

interface Step {
  readonly node: ts.Expression;
  /** Index of the argument the path goes through; undefined: it goes through the callee or the object. */
  readonly argument: number | undefined;
  readonly suspends: boolean;
}

export function lowerDeep(l: FileLowering, node: ts.Expression, scope: Scope): ts.Expression | undefined {
  // A call takes three characters, `f()`: in a short text there are not that many.
  if (scope.mode === "plain" || node.end - node.pos < 3 * limit || countSteps(l, node) <= limit) return undefined;
  const { ts, f } = l;
  const path: Step[] = [];
  for (let step = stepOf(l, node); step !== undefined; step = stepOf(l, childOf(step))) path.push(step);

  const sequence: ts.Expression[] = [];
  const keep = (value: ts.Expression): ts.Identifier => {
    const temp = f.createIdentifier(scope.temps.fresh());
    sequence.push(f.createAssignment(temp, value));
    return temp;
  };
  const kept: ts.Node[] = [];
  for (const step of path) {
    if (step.argument === undefined) continue;
    const call = step.node as ts.CallExpression;
    const plan = l.callPlan(call)!;
    if (plan.mode !== "known" || (frameOfTarget(l, plan) === undefined && entryOfTarget(l, plan) === undefined)) {
      const target = skipOuter(l.ts, call.expression);
      const { callee, self } = calleeAndReceiver(l, target, scope);
      const calleeTemp = keep(callee);
      const shared = ts.isIdentifier(self) && self.text === scope.temps.receiver;
      l.callees.set(ts.getOriginalNode(target), { callee: calleeTemp, self: shared ? keep(self) : self });
      kept.push(ts.getOriginalNode(target));
    }
    for (const before of call.arguments.slice(0, step.argument)) {
      if (isConstant(l, before)) continue;
      l.values.set(ts.getOriginalNode(before), keep(unnamed(l, before, visitNode(l, before, scope))));
      kept.push(ts.getOriginalNode(before));
    }
  }

  const value = f.createIdentifier(scope.temps.fresh());
  let last: ts.Expression | undefined, inPart = 0;
  for (let i = path.length - 1; i >= 0; i--) {
    const { node: at, suspends } = path[i]!, outer = path[i - 1];
    inPart += suspends ? 1 : 0.25;
    const isValue = ts.isCallExpression(at) || (isAccess(l, at) && outer !== undefined && isAccess(l, outer.node));
    const held = ts.isCallExpression(at) && path[i]!.argument !== undefined;
    if (i === 0) last = visitNode(l, at, scope);
    else if (isValue && (inPart >= part || held || outer!.argument !== undefined)) {
      sequence.push(f.createAssignment(value, visitNode(l, at, scope)));
      l.values.set(ts.getOriginalNode(at), value);
      kept.push(ts.getOriginalNode(at));
      inPart = 0;
    }
  }
  for (const done of kept) {
    l.values.delete(done);
    l.callees.delete(done);
  }
  return l.at_(f.createParenthesizedExpression(f.createCommaListExpression([...sequence, last!])), node);
}

/** Calls that may suspend on the path, as far as it matters. */
function countSteps(l: FileLowering, node: ts.Expression): number {
  let count = 0;
  for (let step = stepOf(l, node); step !== undefined && count <= limit; step = stepOf(l, childOf(step))) if (step.suspends) count++;
  return count;
}

function childOf({ node, argument }: Step): ts.Expression {
  return argument !== undefined ? (node as ts.CallExpression).arguments[argument]! : (node as ts.CallExpression).expression;
}

/** One step of the path inwards; undefined: it ends here. */
function stepOf(l: FileLowering, node: ts.Expression): Step | undefined {
  const { ts } = l;
  if (l.values.has(ts.getOriginalNode(node)) || ts.isOptionalChain(node)) return undefined;
  if (skipsOuter(l, node)) return { node, argument: undefined, suspends: false };
  const plan = l.callPlan(node);
  const suspends = plan !== undefined && plan.mode !== "plain";
  if (isAccess(l, node)) return node.expression.kind === ts.SyntaxKind.SuperKeyword || (ts.isPropertyAccessExpression(node) && isPrivateMethodRead(l, node)) ? undefined : { node, argument: undefined, suspends };
  if (!ts.isCallExpression(node) || node.expression.kind === ts.SyntaxKind.SuperKeyword || node.expression.kind === ts.SyntaxKind.ImportKeyword) return undefined;
  let widest: number | undefined, width = node.expression.end - node.expression.pos;
  node.arguments.forEach((a, i) => { if (a.end - a.pos > width) { widest = i; width = a.end - a.pos; } });
  if (widest === undefined) return { node, argument: undefined, suspends };
  // Calls that are rewritten in a way of their own, and those whose number of arguments is not known, end the path.
  const target = skipOuter(l.ts, node.expression);
  const ends = plan === undefined || plan.mode === "plain" || plan.facts.callee.kind === "intrinsic" || plan.bindsEntry || ts.isFunctionExpression(target) || ts.isArrowFunction(target) ||
    (ts.isPropertyAccessExpression(target) && ts.isPrivateIdentifier(target.name)) || node.arguments.slice(0, widest + 1).some((a) => ts.isSpreadElement(a));
  return ends ? undefined : { node, argument: widest, suspends };
}

function isAccess(l: FileLowering, node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return l.ts.isPropertyAccessExpression(node) || l.ts.isElementAccessExpression(node);
}

function skipsOuter(l: FileLowering, node: ts.Expression): boolean {
  const { ts } = l;
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node);
}

/** A class in a temporary would take that one's name. */
function unnamed(l: FileLowering, source: ts.Expression, value: ts.Expression): ts.Expression {
  return l.ts.isClassExpression(skipOuter(l.ts, source)) ? l.f.createParenthesizedExpression(l.f.createComma(l.f.createNumericLiteral(0), value)) : value;
}

/** Its evaluation may wait. */
function isConstant(l: FileLowering, node: ts.Expression): boolean {
  const { ts } = l;
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || node.kind === ts.SyntaxKind.NullKeyword || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword ||
    ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}
