import type ts from "typescript";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { insertAfter } from "../edits";
import { graphFor } from "../flow/functions";
import type { Point } from "../flow/graph";
import { isInList, statementAround } from "../syntax";
import { handovers } from "./abandoned";

/** On one path a goroutine sends more than is received: the error, and then the value too. */
export const doubleSend = defineRule({
  code: "SY2009", slug: "double-send", severity: "warning",
  title: "A path of the goroutine sends once more than is received",
  why: "The function receives once, and nobody else has the channel: on this path the goroutine waits for ever in its second send.",
  todo: "Put `return` behind the first send, or the second one into `else`.",
  bad: "go(() => { if (failed) out.send(error); out.send(value); });\nreturn out.recv();",
  good: "go(() => { if (failed) { out.send(error); return; } out.send(value); });\nreturn out.recv();",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const { made, capacity, sends, receives } of handovers(context)) {
      const [first] = sends, root = first!.goroutine.root, room = receives.length + capacity;
      if (sends.length < 2 || root === undefined || receives.some((r) => r.goroutine.repeats || r.kind === "range" || r.kind === "spread")) continue;
      if (sends.some((s) => s.goroutine.spawn !== first!.goroutine.spawn || s.goroutine.root !== root || s.goroutine.many || s.goroutine.repeats || s.goroutine.deferred || s.goroutine.at === undefined)) continue;
      const graph = graphFor(context, root), nodes = new Set<ts.Node>(sends.map((s) => s.goroutine.at!));
      if (graph === undefined || room > 8) continue;
      // Bit n: n elements may have been sent before.
      const before = new Map<Point, number>([[graph.entry, 1]]), work = [graph.entry];
      for (let point = work.pop(); point !== undefined; point = work.pop()) {
        const state = before.get(point)!, after = point.node !== undefined && nodes.has(point.node) ? state << 1 : state;
        for (const next of point.next) {
          const joined = (before.get(next) ?? 0) | (point.fails?.includes(next) === true ? state : after);
          if (joined === before.get(next)) continue;
          before.set(next, joined);
          work.push(next);
        }
      }
      const late = graph.points.find((p) => p.node !== undefined && nodes.has(p.node) && (before.get(p) ?? 0) >> room !== 0);
      if (late === undefined) continue;
      const one = sends.filter((s) => s.goroutine.at !== late.node && s.goroutine.at!.pos < late.node!.pos).pop(), statement = one === undefined ? undefined : statementAround(ts, one.node);
      const fix: Fix | undefined = statement === undefined || functionEnd(ts, root) === undefined ? undefined : { title: "Return behind the first send", changes: isInList(ts, statement) ? [insertAfter(statement, " return;")] : [{ file: statement.getSourceFile(), start: statement.getStart(), end: statement.getEnd(), text: `{ ${statement.getText()} return; }` }] };
      yield {
        node: late.node!, what: `On a path to this send \`${made.name.text}\` was sent to already, and only ${receives.length === 1 ? "one element is" : `${receives.length} elements are`} received.`,
        related: [...(one === undefined ? [] : [{ node: one.node, text: "It is sent to here, too." }]), { node: receives[0]!.node, text: "It is received here." }], ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});

function functionEnd(ts: RuleContext["ts"], root: ts.Node): ts.Block | undefined {
  const { body } = root as ts.FunctionLikeDeclaration;
  return body !== undefined && ts.isBlock(body) ? body : undefined;
}
