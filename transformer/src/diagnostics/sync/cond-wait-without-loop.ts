import type ts from "typescript";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { loopsAround, statementOf, textOf } from "../syntax";

/** `if (…) cond.wait()`: what was waited for may be gone when the lock is held again. */
export const condWaitWithoutLoop = defineRule({
  code: "SY3018", slug: "cond-wait-without-loop", severity: "warning",
  title: "Cond.wait is not in a loop that asks again",
  why: "Between the signal and the moment this goroutine has the lock again others run: what it waited for may no longer be so, and `broadcast` wakes more than one.",
  todo: "Ask again: `while (…) cond.wait();`.",
  bad: "if (queue.length === 0) cond.wait();",
  good: "while (queue.length === 0) cond.wait();",
  ofCalls: true,
  *check({ ts, calls }: RuleContext): Iterable<Finding> {
    for (const { node, name } of calls) {
      if (name !== "Cond.wait" || [...loopsAround(ts, node)].length > 0) continue;
      const branch = branchAround(ts, node as ts.CallExpression);
      if (branch === undefined) continue;
      const keyword = branch.getStart(), file = node.getSourceFile();
      const fix: Fix | undefined = branch.elseStatement === undefined && !(ts.isIfStatement(branch.parent) && branch.parent.elseStatement === branch) ? { title: "Ask again: `while`", changes: [{ file, start: keyword, end: keyword + 2, text: "while" }] } : undefined;
      yield { node, what: `\`${textOf(node)}\` waits once; \`${textOf(branch.expression)}\` is not asked again afterwards.`, ...(fix === undefined ? {} : { fixes: [fix] }) };
    }
  },
});

/** The `if` whose last statement it is. */
function branchAround(ts: RuleContext["ts"], call: ts.CallExpression): ts.IfStatement | undefined {
  const statement = statementOf(ts, call);
  if (statement === undefined) return undefined;
  const { parent } = statement;
  if (ts.isIfStatement(parent)) return parent.thenStatement === statement ? parent : undefined;
  return ts.isBlock(parent) && ts.isIfStatement(parent.parent) && parent.parent.thenStatement === parent && parent.statements[parent.statements.length - 1] === statement ? parent.parent : undefined;
}
