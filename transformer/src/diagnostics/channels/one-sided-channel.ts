import type ts from "typescript";
import { defineRule, type Finding, type RuleContext } from "../define";
import { waitsForItself } from "./self-deadlock";
import { capacityOf, madeBy, receiving, sending, type Use, usesOfKind } from "../flow/uses";

/** A channel that all its users receive from, or all send to. */
export const oneSidedChannel = defineRule({
  code: "SY1018", slug: "one-sided-channel", severity: "warning",
  title: "Nobody does the other half of what is done on a channel",
  why: "All that the program does with the channel stands in view: what is waited for never comes.",
  todo: "Send, close or receive where it was meant to be; or remove the channel.",
  bad: "const done = chan<void>();\ngo(() => work());\ndone.recv();",
  good: "const done = chan<void>();\ngo(() => { work(); done.close(); });\ndone.recv();",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    for (const made of madeBy(context, "chan")) {
      const { uses, name } = made, channel = name.text, sends = usesOfKind(made, sending), receives = usesOfKind(made, receiving);
      // What belongs to a whole module is often written from both sides, and one is not there yet.
      if (waitsForItself(context, made) || context.ts.isSourceFile(made.owner)) continue;
      const related = [{ node: made.call.node as ts.Node, text: "The channel is made here." }];
      if (sends.length === 0 && !uses.some((u) => u.kind === "close")) {
        // A case that is never ready beside others is harm where it is the way out: in a loop, or in the methods of a class.
        const waits = receives.find((u) => (u.kind === "pick" ? !context.ts.isFunctionLike(made.owner) || u.goroutine.repeats : !u.kind.startsWith("try") && !isCondition(u)));
        if (waits !== undefined) yield { node: waits.kind === "range" ? (waits.node as ts.ForOfStatement).expression : waits.node, what: waits.kind === "pick" ? `Nobody sends to \`${channel}\` or closes it: this case is never ready.` : `Nobody sends to \`${channel}\` or closes it: this waits for ever.`, related };
      } else if (receives.length === 0 && capacityOf(context, made) === 0 && !uses.some((u) => u.kind === "close")) {
        const waits = sends.find((u) => u.kind === "send" && !isCondition(u));
        if (waits !== undefined) yield { node: waits.node, what: `Nobody receives from \`${channel}\`: this send waits for ever.`, related };
      }
    }
  },
});

/** In a function that is called, and does it under a condition: that may never be so. */
function isCondition({ goroutine, node }: Use): boolean {
  return goroutine.conditional && goroutine.at !== node && goroutine.root !== undefined;
}
