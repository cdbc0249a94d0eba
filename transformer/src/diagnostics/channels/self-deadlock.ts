import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { replace } from "../edits";
import { stuckUses } from "../flow/lengths";
import { capacityOf, homeOf, type Made, madeBy, receiving, sending, spawners, type Use, usesOfKind } from "../flow/uses";
import { functionAround, isExit, isExpectedToThrow, loopsAround, roundsOf } from "../syntax";

/** A blocking operation on a channel that no other goroutine can know. */
export const selfDeadlock = defineRule({
  code: "SY1004", slug: "self-deadlock", severity: "error",
  title: "A goroutine waits for itself on a channel that nobody else has",
  why: "No other goroutine knows the channel yet, so nobody can do the other half: the goroutine waits for ever.",
  todo: "Start the goroutine that does the other half before, or give the channel a buffer.",
  bad: "const c = chan<number>();\nc.send(1);\nconst v = c.recv();",
  good: "const c = chan<number>(1);\nc.send(1);\nconst v = c.recv();",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const made of madeBy(context, "chan")) {
      const channel = made.name.text, stuck = waitsForItself(context, made) ? stuckUses(context, made) : [];
      const [first] = [...stuck].sort((a, b) => a.use.goroutine.at!.pos - b.use.goroutine.at!.pos);
      if (first !== undefined) {
        const { use, why } = first, isSend = use.kind === "send" || use.kind === "offer";
        if (isExpectedToThrow(ts, use.goroutine.at!)) continue;
        const fix = isSend && made.uses.some((u) => receiving.has(u.kind)) ? enlarged(ts, made, (capacityOf(context, made) ?? 0) + 1) : undefined;
        yield {
          node: use.goroutine.at!,
          what: why === "full" ? `The buffer of \`${channel}\` is full here, and nobody else can receive.` : isSend ? `Nobody can receive what is sent here: no other goroutine has \`${channel}\`.` : `Nobody can send what is received here: no other goroutine has \`${channel}\` yet.`,
          related: [{ node: made.call.node, text: "The channel is made here." }], ...(fix === undefined ? {} : { fixes: [fix] }),
        };
        continue;
      }
      const looped = fillsInALoop(context, made);
      if (looped !== undefined) yield {
        node: looped.use.node, what: `This loop sends ${looped.rounds} elements to \`${channel}\`, which has room for ${looped.capacity}, and nobody else can receive.`,
        related: [{ node: made.call.node, text: "The channel is made here." }], fixes: [enlarged(ts, made, looped.rounds)],
      };
    }
  },
});

/** There is such a use, and a goroutine that does the other half too late; or no goroutine at all. If nobody does the other half, that is what is said (SY1018). */
export function waitsForItself(context: RuleContext, made: Made): boolean {
  if (stuckUses(context, made).length === 0) return false;
  const { ts, calls } = context, home = homeOf(made), hasOther = (usesOfKind(made, sending).length > 0 || made.uses.some((u) => u.kind === "close")) && usesOfKind(made, receiving).length > 0;
  return hasOther || !calls.some((c) => spawners.has(c.name) && functionAround(ts, c.node) === home);
}

function enlarged(ts: RuleContext["ts"], { call }: Made, capacity: number): Fix {
  const node = call.node as ts.CallExpression, [given] = node.arguments;
  return { title: `Give it a buffer of ${capacity}`, changes: [given === undefined ? { file: node.getSourceFile(), start: node.getEnd() - 1, end: node.getEnd() - 1, text: `${capacity}` } : replace(skipOuter(ts, given), `${capacity}`)] };
}

/** More rounds than there is room for, in a loop that leaves nothing out, before anything is received. */
function fillsInALoop(context: RuleContext, made: Made): { readonly use: Use; readonly rounds: number; readonly capacity: number } | undefined {
  const { ts } = context, capacity = capacityOf(context, made);
  if (capacity === undefined || homeOf(made) === undefined || made.uses.some((u) => u.goroutine.spawn !== undefined || u.goroutine.root === undefined)) return undefined;
  const receives = usesOfKind(made, receiving);
  for (const use of made.uses) {
    const [loop, outer] = [...loopsAround(ts, use.node)];
    if (use.kind !== "send" || use.goroutine.at !== use.node || use.goroutine.conditional || loop === undefined || outer !== undefined) continue;
    const rounds = roundsOf(ts, loop);
    if (rounds === undefined || rounds <= capacity || receives.some((r) => r.node.pos < loop.end)) continue;
    if (find(ts, loop.statement, (n) => (ts.isFunctionLike(n) ? "skip" : isExit(ts, n) || ts.isContinueStatement(n))) === undefined) return { use, rounds, capacity };
  }
  return undefined;
}
