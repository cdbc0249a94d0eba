import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { Colour } from "../../analysis/2-infer/infer";
import { find, walk } from "../../analysis/walk";
import { defineRule, type Finding, type RuleContext } from "../define";
import { isExit, isPlace, isSamePlace, isWithin, textOf } from "../syntax";
import { holdsLock, isShared } from "./shared-state";

/** A shared number is tested, the goroutine waits, and then the number is changed as if the test still held. */
export const staleCheck = defineRule({
  code: "SY3012", slug: "stale-check", severity: "warning",
  title: "A test of a shared variable is acted upon after a wait",
  why: "While this goroutine waits others pass the same test and change the variable: what was tested may no longer be so.",
  todo: "Change it before the wait, test again behind it, or hold a lock over test and change.",
  bad: "if (tickets > 0) { pay.recv(); tickets--; }",
  good: "if (tickets > 0) { tickets--; pay.recv(); }",
  ofBlocking: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, plan } = context;
    for (const fn of plan.functions.values()) {
      const { body } = fn.facts.node as ts.FunctionLikeDeclaration;
      if (fn.colour < Colour.Blocking || body === undefined || fn.facts.kind === "module") continue;
      const waits = fn.facts.calls.filter((c) => plan.calls.get(c.key)!.effect === Colour.Blocking).map((c) => c.node), tests: ts.IfStatement[] = [], changes: { readonly node: ts.Expression; readonly target: ts.Expression }[] = [];
      if (waits.length > 0) walk(ts, body, (n) => {
        if (ts.isFunctionLike(n) || ts.isClassLike(n)) return "skip";
        if (ts.isIfStatement(n)) tests.push(n);
        const target = changed(ts, n);
        if (target !== undefined && isPlace(ts, target)) changes.push({ node: n as ts.Expression, target: skipOuter(ts, target) });
        return undefined;
      });
      for (const { node, target } of changes.sort((a, b) => a.node.pos - b.node.pos)) {
        const test = tests.find((t) => t.pos < node.pos && reads(context, t.expression, target) && (isWithin(node, t.thenStatement) || leaves(ts, t)));
        if (test === undefined) continue;
        const wait = waits.find((w) => w.pos >= test.expression.end && w.end <= node.getStart() && (isWithin(w, test.thenStatement) || test.end <= w.pos));
        if (wait === undefined || !isShared(context, fn, target, node) || holdsLock(context, node)) continue;
        // Tested again, or changed before the wait already.
        if (find(ts, body, (n) => n.pos >= wait.end && n.end <= node.getStart() && ts.isExpression(n) && n.kind === target.kind && isSamePlace(context, n, target)) !== undefined) continue;
        if (changes.some((c) => c.node.pos >= test.expression.end && c.node.end <= wait.getStart() && isSamePlace(context, c.target, target))) continue;
        yield { node, what: `\`${textOf(target)}\` was tested before \`${textOf(wait as ts.Expression)}\`, which may suspend: others may have changed it meanwhile.`, related: [{ node: test.expression, text: "It is tested here." }] };
      }
    }
  },
});

/** What is counted up or down: `n--`, `n -= x`. */
function changed(ts: RuleContext["ts"], node: ts.Node): ts.Expression | undefined {
  const { SyntaxKind: K } = ts;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return node.operator === K.PlusPlusToken || node.operator === K.MinusMinusToken ? node.operand : undefined;
  return ts.isBinaryExpression(node) && (node.operatorToken.kind === K.PlusEqualsToken || node.operatorToken.kind === K.MinusEqualsToken) ? node.left : undefined;
}

function reads(context: RuleContext, test: ts.Expression, target: ts.Expression): boolean {
  return find(context.ts, test, (n) => n.kind === target.kind && isSamePlace(context, n as ts.Expression, target)) !== undefined;
}

/** `if (n <= 0) return false;` */
function leaves(ts: RuleContext["ts"], { thenStatement, elseStatement }: ts.IfStatement): boolean {
  const last = ts.isBlock(thenStatement) ? thenStatement.statements[thenStatement.statements.length - 1] : thenStatement;
  return elseStatement === undefined && last !== undefined && isExit(ts, last);
}
