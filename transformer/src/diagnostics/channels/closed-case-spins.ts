import type ts from "typescript";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type RuleContext } from "../define";
import { madeBy } from "../flow/uses";
import { endsWith, isEndless, isExit, loopsAround } from "../syntax";

/** A channel that is closed somewhere stays ready for ever; a loop that does not ask whether it is closed spins then. */
export const closedCaseSpins = defineRule({
  code: "SY1008", slug: "closed-case-spins", severity: "warning",
  title: "A loop goes on receiving from a channel that is closed",
  why: "A closed channel is always ready, with no value: once it is closed, the loop spins, and nothing else gets a turn.",
  todo: "Look at `ok`, and make the case `null`, or leave the loop, when it is false.",
  bad: "for (;;) { const r = select({ data, quit }); if (r.case === \"data\") use(r.value); else return; }",
  good: "let open: typeof data | null = data;\nfor (;;) { const r = select({ data: open, quit }); if (r.case === \"quit\") return; if (r.ok) use(r.value); else open = null; }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const made of madeBy(context, "chan")) {
      const close = made.uses.find((u) => u.kind === "close");
      if (close === undefined) continue;
      for (const { kind, node } of made.uses) {
        const [loop] = loopsAround(ts, node);
        if (loop === undefined || !isEndless(ts, loop) || (close.node.pos >= loop.pos && close.node.end <= loop.end)) continue;
        const related = [{ node: close.node, text: "It is closed here." }];
        if (kind === "recv" && find(ts, loop.statement, (n) => (ts.isFunctionLike(n) ? "skip" : isExit(ts, n) || isAsked(ts, n))) === undefined) {
          yield { node, what: `Once \`${made.name.text}\` is closed, this loop gets \`undefined\` again and again.`, related };
          continue;
        }
        const caseName = kind === "pick" && ts.isObjectLiteralElementLike(node) && node.name !== undefined && (ts.isIdentifier(node.name) || ts.isStringLiteralLike(node.name)) ? node.name.text : undefined;
        if (caseName === undefined || endsWith(ts, loop, caseName) || find(ts, loop.statement, (n) => isOk(ts, n)) !== undefined) continue;
        yield { node, what: `Once \`${made.name.text}\` is closed, the case \`${caseName}\` is always ready: this loop then spins.`, related };
      }
    }
  },
});

/** `r.ok`, `const { ok } = r`, a test for undefined. */
function isOk(ts: RuleContext["ts"], node: ts.Node): boolean {
  return (ts.isIdentifier(node) && (node.text === "ok" || node.text === "undefined")) || ts.isConditionalTypeNode(node);
}

function isAsked(ts: RuleContext["ts"], node: ts.Node): boolean {
  return isOk(ts, node) || ts.isIfStatement(node) || ts.isConditionalExpression(node);
}
