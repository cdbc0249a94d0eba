import type ts from "typescript";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { remove } from "../edits";
import { operationText } from "../flow/functions";
import { isInList, isPlace, statementOf } from "../syntax";
import { closedBefore } from "./closed-before";

/** Two closes of one channel on one path. */
export const closeTwice = defineRule({
  code: "SY1002", slug: "close-twice", severity: "error",
  title: "A channel is closed twice on one path",
  why: "The second close throws \"close of closed channel\".",
  todo: "Close once, where all paths come by: in a `finally` block, or deferred.",
  bad: "if (failed) out.close();\nout.close();",
  good: "try { fill(out); } finally { out.close(); }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const { operation, close, deferred, always } of closedBefore(context)) {
      if (operation.name !== "SendChan.close") continue;
      const channel = operationText(context, operation), superfluous = wholeOf(ts, statementOf(ts, always && !isInFinallyOf(ts, operation.node, close) ? operation.node : close));
      const fix: Fix | undefined = superfluous !== undefined && isInList(ts, superfluous) ? { title: "Remove one of the two", changes: [remove(superfluous)] } : undefined;
      yield {
        node: operation.node,
        what: deferred ? `\`${channel}\` is closed here and again at the end of the function.` : always ? `\`${channel}\` is closed already.` : `\`${channel}\` is closed here also where it was closed before.`,
        related: [{ node: close, text: deferred ? "This close is deferred." : "It is closed here." }], ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});

/** The first is in the block of a `try`, the second in its `finally`, which comes whatever fails before: that is the one to keep. */
function isInFinallyOf(ts: RuleContext["ts"], node: ts.Node, close: ts.Node): boolean {
  for (let at = node; at.parent !== undefined; at = at.parent) if (ts.isTryStatement(at.parent) && at.parent.finallyBlock === at) return at.parent.tryBlock.pos <= close.pos && close.end <= at.parent.tryBlock.end;
  return false;
}

/** With the `if` that has nothing else to do. */
function wholeOf(ts: RuleContext["ts"], statement: ts.Statement | undefined): ts.Statement | undefined {
  const parent = statement?.parent;
  return parent !== undefined && ts.isIfStatement(parent) && parent.thenStatement === statement && parent.elseStatement === undefined && isPlace(ts, parent.expression) ? parent : statement;
}
