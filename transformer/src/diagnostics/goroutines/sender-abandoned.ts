import type ts from "typescript";
import { defineRule, type Finding, type RuleContext } from "../define";
import { handovers, leavesEarly, wayAround, withCapacity } from "./abandoned";
import { tooManySenders } from "./first-of-many";

/** A goroutine sends to a channel without a buffer, and a path of the only receiver does not receive. */
export const senderAbandoned = defineRule({
  code: "SY2004", slug: "sender-abandoned", severity: "warning",
  title: "A path leaves the function without receiving what a goroutine sends",
  why: "Nobody else has the channel: on that path the goroutine waits for ever with what it wants to send, and all that it holds stays.",
  todo: "Give the channel a buffer, so that the send goes on without a receiver; or give the sender a `select` with `ctx.done()`.",
  bad: "const c = chan<number>();\ngo(() => c.send(slow()));\nif (failed) return 0;\nreturn c.recv();",
  good: "const c = chan<number>(1);\ngo(() => c.send(slow()));\nif (failed) return 0;\nreturn c.recv();",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    for (const handover of handovers(context)) {
      const { made, capacity, sends, receives, home } = handover, channel = made.name.text;
      if (capacity > 0 || tooManySenders(context, handover) !== undefined) continue;
      const seen = new Set<ts.Node>();
      for (const send of sends) {
        const { spawn, from, many, repeats } = send.goroutine, start = spawn!.node;
        if (seen.has(start) || many) continue;
        seen.add(start);
        const way = wayAround(context, home, from!, receives);
        const early = repeats && receives.length === 1 && receives[0]!.kind === "range" ? leavesEarly(context, receives[0]!) : undefined;
        if (way === undefined && early === undefined) continue;
        const left = way?.node === home || way?.node === undefined ? undefined : way.node;
        yield {
          node: start,
          what: way !== undefined ? `A path leaves the function without receiving from \`${channel}\`: this goroutine then waits for ever.` : `The loop over \`${channel}\` is left early: this goroutine then waits for ever.`,
          related: [{ node: send.node, text: "It waits here." }, ...(early === undefined && left === undefined ? [] : [{ node: (way !== undefined ? left : early) ?? early!, text: "Here nobody receives any more." }])],
          ...(way !== undefined && !repeats ? { fixes: [withCapacity(context, made, "1")] } : {}),
        };
      }
    }
  },
});
