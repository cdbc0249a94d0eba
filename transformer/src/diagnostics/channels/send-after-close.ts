import type ts from "typescript";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { replace } from "../edits";
import { operationText } from "../flow/functions";
import { statementOf } from "../syntax";
import { closedBefore } from "./closed-before";

/** A send on a channel that this function has closed. */
export const sendAfterClose = defineRule({
  code: "SY1003", slug: "send-after-close", severity: "error",
  title: "A send comes after the close of its channel",
  why: "A send on a closed channel throws \"send on closed channel\"; a channel stays closed.",
  todo: "Close behind the last send.",
  bad: "out.close();\nout.send(1);",
  good: "out.send(1);\nout.close();",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const { operation, close, always } of closedBefore(context)) {
      if (operation.name === "SendChan.close") continue;
      const channel = operationText(context, operation), fix = swapped(ts, close, operation.node);
      yield {
        node: operation.node, what: always ? `\`${channel}\` is closed when this send comes.` : `This send comes also where \`${channel}\` was closed before.`,
        related: [{ node: close, text: "It is closed here." }], ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});

/** Two statements side by side change places. */
function swapped(ts: RuleContext["ts"], close: ts.CallExpression, send: ts.CallExpression): Fix | undefined {
  const first = statementOf(ts, close), second = statementOf(ts, send);
  if (first === undefined || second === undefined || first.parent !== second.parent || !ts.isBlock(first.parent)) return undefined;
  const { statements } = first.parent;
  return statements.indexOf(second) === statements.indexOf(first) + 1 ? { title: "Send before the close", changes: [replace(first, second.getText()), replace(second, first.getText())] } : undefined;
}
