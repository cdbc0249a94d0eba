import type ts from "typescript";
import { defineRule, type Finding, type RuleContext } from "../define";
import { find } from "../../analysis/walk";
import { leavesLoop, loopsAround, textOf } from "../syntax";
import { madeBy, sending } from "../flow/uses";
import { runtimeName } from "../runtime-calls";
import { handovers, withCapacity } from "./abandoned";

/** The receive is a case of a `select`, and another case may win. */
export const timeoutLeak = defineRule({
  code: "SY2005", slug: "timeout-leak", severity: "warning",
  title: "When another case wins, the sender waits for ever",
  why: "The channel has no buffer and no other receiver: once the function has gone on with another case, the goroutine that sends can never finish.",
  todo: "Give the channel a buffer of 1, so that the send goes on without a receiver; or let the sender `select` on `ctx.done()` too.",
  bad: "const c = chan<number>();\ngo(() => c.send(slow()));\nconst r = select({ c, late: after(100) });",
  good: "const c = chan<number>(1);\ngo(() => c.send(slow()));\nconst r = select({ c, late: after(100) });",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const { made, capacity, sends, receives } of handovers(context)) {
      const [pick] = receives;
      if (capacity > 0 || receives.length !== 1 || pick?.kind !== "pick" || !ts.isObjectLiteralElementLike(pick.node) || !ts.isObjectLiteralExpression(pick.node.parent)) continue;
      const cases = pick.node.parent, [loop] = loopsAround(ts, pick.node);
      const others = cases.properties.filter((p) => p !== pick.node && !isNever(context, p));
      if (others.length === 0) continue;
      const names = others.map((p) => (p.name === undefined ? "" : p.name.getText().replace(/["']/g, "")));
      if (loop !== undefined && !leavesFor(ts, loop, names)) continue;
      const send = sends[0]!;
      yield {
        node: pick.node, what: `When \`${textOf(others[0]!.name as ts.Expression)}\` wins, nobody receives from \`${made.name.text}\` any more, and the goroutine that sends waits for ever.`,
        related: [{ node: send.node, text: "It waits here." }, { node: made.call.node, text: "The channel has no buffer." }],
        ...(sends.length === 1 && !send.goroutine.many && !send.goroutine.repeats ? { fixes: [withCapacity(context, made, "1")] } : {}),
      };
    }
  },
});

/** `null`, the nil channel, or a channel that nobody sends to. */
function isNever(context: RuleContext, property: ts.ObjectLiteralElementLike): boolean {
  const { ts, program } = context, value = ts.isPropertyAssignment(property) ? property.initializer : ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
  if (value === undefined) return false;
  if (value.kind === ts.SyntaxKind.NullKeyword || runtimeName(ts, program, value) === "nilChan") return true;
  return madeBy(context, "chan").some((m) => m.uses.some((u) => u.node === property) && !m.uses.some((u) => sending.has(u.kind) || u.kind === "close"));
}

/** The loop is left under a condition that names one of the other cases. */
function leavesFor(ts: RuleContext["ts"], loop: ts.IterationStatement, names: readonly string[]): boolean {
  const isNamed = (text: string): boolean => names.some((n) => text.includes(`"${n}"`));
  return find(ts, loop.statement, (n) => {
    if (ts.isFunctionLike(n)) return "skip";
    if (!leavesLoop(ts, n, loop)) return false;
    for (let at: ts.Node = n; at !== loop; at = at.parent) {
      if (ts.isIfStatement(at.parent) && at.parent.thenStatement === at && /===?/.test(at.parent.expression.getText()) && isNamed(at.parent.expression.getText())) return true;
      if (ts.isCaseClause(at) && isNamed(at.expression.getText())) return true;
    }
    return false;
  }) !== undefined;
}
