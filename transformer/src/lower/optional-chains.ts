/**
 * Optional chains with a call, or a property, that may suspend in their spine: `a?.b(c).d`.
 *
 * Before
 *   const n = box?.items?.(key).length;
 * After: the whole chain is cut short together (ECMA-262 13.3.9)
 *   const n = ($2 = box) === null || $2 === void 0 ? void 0 : ($3 = $2.items) === null || $3 === void 0 ? void 0 : (($1 = $call1("box.items", $3, $2, key), $S.f) ? yield $at : $1).length;
 *
 * Temporaries are fresh per link: a value must survive suspensions in the arguments behind it.
 */
import type ts from "typescript";
import { skipOuter } from "../analysis/1-collect/program-index";
import { calleeAndReceiver, calleeText, lookUpCall, prefixOf } from "./calls";
import { privateMethodOf, privateMethodValue } from "./private-methods";
import { readOf, readsAccessor } from "./property-access";
import type { FileLowering, Scope } from "./scope";
import { visitExpressions, visitNode } from "./visit";

type Link = ts.PropertyAccessExpression | ts.ElementAccessExpression | ts.CallExpression;

/** The outermost expression of an optional chain that has a suspending call, or a private method in generator form, among its links. */
export function isChainRoot(l: FileLowering, node: ts.Expression, scope: Scope): boolean {
  const { ts } = l;
  if (!ts.isOptionalChain(node)) return false;
  const original = ts.getOriginalNode(node);
  const parent = original.parent;
  if (parent !== undefined && ts.isOptionalChain(parent) && (parent as Link).expression === original) return false;
  const chain = links(l, node);
  // `a?.#m` is a generator method where `a` is something, and no function of the runtime where it is not.
  if (chain.links.some((link) => ts.isPropertyAccessExpression(link) && privateMethodOf(l, link) !== undefined)) return true;
  if (scope.superName !== undefined && chain.start.kind === ts.SyntaxKind.SuperKeyword) return true;
  return scope.mode !== "plain" && chain.links.some((link) => (ts.isCallExpression(link) || readsAccessor(l, link, scope)) && (l.callPlan(link)?.mode ?? "plain") !== "plain");
}

/** The chain from its first link outwards, and what it starts from. */
function links(l: FileLowering, node: ts.Expression): { start: ts.Expression; links: Link[] } {
  const { ts } = l;
  const out: Link[] = [];
  let at: ts.Expression = node;
  for (;;) {
    if (ts.isNonNullExpression(at)) { at = at.expression; continue; }
    if (!ts.isOptionalChain(at)) break;
    out.unshift(at as Link);
    const first = (at as Link).questionDotToken !== undefined && !ts.isOptionalChain(skipNonNull(l, (at as Link).expression));
    at = (at as Link).expression;
    if (first) break;
  }
  // A call at the start keeps its receiver: `o.m?.()` starts at `o`.
  while ((ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) && out[0] !== undefined && ts.isCallExpression(out[0]!)) {
    out.unshift(at);
    at = at.expression;
    break;
  }
  return { start: at, links: out };
}

function skipNonNull(l: FileLowering, node: ts.Expression): ts.Expression {
  let at = node;
  while (l.ts.isNonNullExpression(at)) at = at.expression;
  return at;
}

/** `(a?.b)(…)`: what is called, and a temporary with its receiver. Cut short, it is undefined, which is called all the same. */
export function chainAsCallee(l: FileLowering, node: ts.Expression, scope: Scope): { callee: ts.Expression; self: ts.Expression } {
  const self = l.f.createIdentifier(scope.temps.fresh());
  return { callee: lowerOptionalChain(l, node, scope, false, self), self };
}

/** `deleted`: the chain is the operand of `delete`, which is cut short with it. `keep`: a temporary for the object of its last link. */
export function lowerOptionalChain(l: FileLowering, node: ts.Expression, scope: Scope, deleted = false, keep?: ts.Identifier): ts.Expression {
  const { ts, f } = l;
  const chain = links(l, node);
  const temp = (): ts.Identifier => f.createIdentifier(scope.temps.fresh());

  const build = (i: number, current: ts.Expression, receiver: ts.Expression | undefined, checked: boolean): ts.Expression => {
    const link = chain.links[i];
    if (link === undefined) return deleted ? f.createDeleteExpression(current) : current;
    if (link.questionDotToken !== undefined && !checked) {
      const t = temp();
      const absent = f.createLogicalOr(
        f.createStrictEquality(f.createParenthesizedExpression(f.createAssignment(t, current)), f.createNull()),
        f.createStrictEquality(t, f.createVoidZero()));
      return f.createParenthesizedExpression(f.createConditionalExpression(absent, undefined, deleted ? f.createTrue() : f.createVoidZero(), undefined, build(i, t, receiver, true)));
    }
    if (ts.isCallExpression(link)) {
      const args = visitExpressions(l, link.arguments, scope);
      const plan = l.callPlan(link);
      if (plan !== undefined && plan.mode !== "plain" && scope.mode !== "plain") {
        const call = lookUpCall(l, current, receiver ?? l.undefined(), args, calleeText(l, link.expression, plan.facts.text), prefixOf(scope));
        return build(i + 1, l.suspend(call, link, scope, plan.facts.text), undefined, false);
      }
      const call = receiver === undefined
        ? f.createCallExpression(current, undefined, args)
        : f.createCallExpression(f.createPropertyAccessExpression(current, "call"), undefined, [receiver, ...args]);
      return build(i + 1, call, undefined, false);
    }
    const isSuper = skipOuter(l.ts, link.expression).kind === ts.SyntaxKind.SuperKeyword;
    const next = chain.links[i + 1];
    let object = current;
    let self: ts.Expression | undefined;
    if (next !== undefined && ts.isCallExpression(next)) {
      if (isSuper) self = l.this_(scope, link);
      else if (ts.isIdentifier(current) && !l.plan.facts.assigned.has(current.text)) self = current;
      else {
        const t = temp();
        object = f.createParenthesizedExpression(f.createAssignment(t, current));
        self = t;
      }
    } else if (next === undefined && keep !== undefined) object = f.createParenthesizedExpression(f.createAssignment(keep, current));
    const value = readsAccessor(l, link, scope) && !isSuper ? readOf(l, link, object, scope) : ts.isPropertyAccessExpression(link)
      ? privateMethodValue(l, link, f.createPropertyAccessExpression(object, link.name))
      : f.createElementAccessExpression(object, visitNode(l, link.argumentExpression, scope));
    return build(i + 1, value, self, false);
  };
  // `(o.m)?.()`: parentheses keep the receiver.
  const inner = skipOuter(l.ts, chain.start), first = chain.links[0];
  if (inner !== chain.start && first !== undefined && ts.isCallExpression(first) && (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner))) {
    const { callee, self } = calleeAndReceiver(l, inner, scope);
    return l.at_(f.createParenthesizedExpression(build(0, callee, self, false)), node);
  }
  return l.at_(f.createParenthesizedExpression(build(0, visitNode(l, chain.start, scope), undefined, false)), node);
}
