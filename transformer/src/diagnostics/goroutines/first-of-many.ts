import { defineRule, type Finding, type RuleContext } from "../define";
import type { Use } from "../flow/uses";
import { type Handover, handovers, leavesEarly, withCapacity } from "./abandoned";
import { loopsAround, roundsOf, textOf } from "../syntax";
import type ts from "typescript";

/** More goroutines send than there are receives and room. */
export const firstOfMany = defineRule({
  code: "SY2008", slug: "first-of-many", severity: "warning",
  title: "More goroutines send than elements are received",
  why: "Nobody else has the channel: the goroutines whose element is not taken wait for ever.",
  todo: "Give the channel room for all of them: `chan(n)`; or receive as often as is sent.",
  bad: "const c = chan<string>();\nfor (const url of urls) go(() => c.send(get(url)));\nreturn c.recv();",
  good: "const c = chan<string>(urls.length);\nfor (const url of urls) go(() => c.send(get(url)));\nreturn c.recv();",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    for (const handover of handovers(context)) {
      const { made, receives } = handover, late = tooManySenders(context, handover);
      if (late === undefined) continue;
      const { spawn } = late.goroutine, room = roomFor(context, handover, spawn!.node);
      yield {
        node: spawn!.node, what: `More goroutines send to \`${made.name.text}\` than this function receives: the others wait for ever.`,
        related: [{ node: receives[0]!.node, text: "It is received here." }, { node: late.node, text: "They wait here." }], ...(room === undefined ? {} : { fixes: [withCapacity(context, made, room)] }),
      };
    }
  },
});

/** The first send for which there is no receive. */
export function tooManySenders(context: RuleContext, { sends, receives, capacity }: Handover): Use | undefined {
  if (receives.some((r) => r.kind === "pick" || r.kind === "spread")) return undefined;
  const many = sends.find((s) => s.goroutine.many);
  if (receives.some((r) => r.goroutine.repeats || r.kind === "range")) {
    // A loop that takes them is left early.
    return many !== undefined && capacity === 0 && receives.every((r) => leavesEarly(context, r) !== undefined) ? many : undefined;
  }
  if (many !== undefined) {
    const [loop, outer] = [...loopsAround(context.ts, many.goroutine.spawn!.node)], rounds = loop === undefined || outer !== undefined || sends.length > 1 ? undefined : roundsOf(context.ts, loop);
    // Who receives three times and more has counted them.
    return receives.length > 2 || (rounds !== undefined && rounds <= receives.length + capacity) ? undefined : many;
  }
  const starts = new Set<ts.Node>();
  for (const send of sends) {
    if (send.goroutine.repeats || send.goroutine.conditional) return undefined;
    starts.add(send.goroutine.spawn!.node);
    if (starts.size > receives.length + capacity) return send;
  }
  return undefined;
}

/** As many as are started: where they stand one after another, or in a loop over a list. */
function roomFor({ ts }: RuleContext, { sends, made }: Handover, start: ts.Node): string | undefined {
  if (!sends.some((s) => s.goroutine.many)) return `${new Set(sends.map((s) => s.goroutine.spawn!.node)).size}`;
  for (let at = start; at.parent !== undefined && !ts.isFunctionLike(at.parent); at = at.parent)
    if (ts.isForOfStatement(at.parent) && ts.isIdentifier(at.parent.expression) && at.parent.expression.getText() !== made.name.text) return `${textOf(at.parent.expression)}.length`;
  return undefined;
}
