import type ts from "typescript";
import { defineRule, type Finding, type RuleContext } from "../define";
import { madeBy, sending, usesOfKind } from "../flow/uses";

/** Several goroutines close the channel that they all send to. */
export const closeWithManySenders = defineRule({
  code: "SY1012", slug: "close-with-many-senders", severity: "warning",
  title: "Several goroutines close one channel",
  why: "The first that is done closes the channel under the others: their sends throw \"send on closed channel\", their own close \"close of closed channel\".",
  todo: "Count the senders with a WaitGroup, and close once: `go(() => { wg.wait(); out.close(); })`.",
  bad: "for (const x of xs) go(() => { out.send(work(x)); out.close(); });",
  good: "for (const x of xs) wg.go(() => out.send(work(x)));\ngo(() => { wg.wait(); out.close(); });",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    for (const made of madeBy(context, "chan")) {
      const sends = usesOfKind(made, sending).filter((u) => u.goroutine.spawn !== undefined);
      const closes = made.uses.filter((u) => u.kind === "close" && u.goroutine.spawn !== undefined && !u.goroutine.once && !u.goroutine.conditional);
      const starts = new Set(closes.map((u) => u.goroutine.spawn!.node)), seen = new Set<ts.Node>();
      if (sends.length === 0) continue;
      for (const close of closes) {
        const { many, spawn } = close.goroutine;
        if (seen.has(close.node) || (!many && starts.size < 2) || !sends.some((s) => s.goroutine.spawn === spawn)) continue;
        seen.add(close.node);
        yield {
          node: close.node, what: `Each of the goroutines that send to \`${made.name.text}\` closes it.`,
          related: [...starts].filter((s) => many ? s === spawn!.node : true).map((node) => ({ node, text: many ? "They are started here, one a round." : "One is started here." })),
        };
      }
    }
  },
});
