import type ts from "typescript";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { graphFor } from "../flow/functions";
import { madeBy } from "../flow/uses";
import { functionAround, isMain, outermost } from "../syntax";

/** A ticker that goes on after the function that made it has ended. */
export const timerNotStopped = defineRule({
  code: "SY3009", slug: "timer-not-stopped", severity: "warning",
  title: "A ticker is not stopped on every path",
  why: "A ticker fires until it is stopped: nobody else has this one, so it goes on for ever, and keeps the process awake.",
  todo: "`using ticker = new Ticker(ms);` stops it at the end of the block; or `defer(() => ticker.stop())`.",
  bad: "const ticker = new Ticker(10);\nfor (const _ of ticker.c) if (done()) break;",
  good: "using ticker = new Ticker(10);\nfor (const _ of ticker.c) if (done()) break;",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const made of madeBy(context, "new Ticker")) {
      const { owner, uses, name } = made, stops = uses.filter((u) => u.kind === "stop");
      if (!ts.isFunctionLike(owner) || isMain(context, owner) || stops.some((u) => u.goroutine.deferred) || uses.some((u) => u.goroutine.spawn !== undefined || u.goroutine.root !== owner)) continue;
      const graph = graphFor(context, owner), declaration = outermost(ts, made.call.node).parent, ends = new Set(stops.map((u) => u.goroutine.at));
      if (graph === undefined) continue;
      const work = graph.points.filter((p) => p.node === declaration), seen = new Set(work);
      let left = false;
      for (const point of work) {
        if (point.exit) { left = true; break; }
        for (const next of point.next) if (!seen.has(next) && !(next.node !== undefined && ends.has(next.node))) { seen.add(next); work.push(next); }
      }
      if (!left) continue;
      const fix = stops.length === 0 ? byUsing(context, declaration) : undefined;
      yield {
        node: made.call.node, what: stops.length === 0 ? `\`${name.text}\` is never stopped.` : `A path leaves the function without \`${name.text}.stop()\`.`,
        ...(stops.length === 0 ? {} : { related: [{ node: stops[0]!.node, text: "Other paths stop it." }] }), ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});

/** `using` is known from 5.2 on. */
function byUsing({ ts }: RuleContext, declaration: ts.Node): Fix | undefined {
  const [major, minor] = ts.versionMajorMinor.split(".").map(Number) as [number, number], list = declaration.parent;
  if (major < 5 || (major === 5 && minor < 2) || !ts.isVariableDeclarationList(list) || list.declarations.length !== 1 || functionAround(ts, list) === undefined) return undefined;
  const start = list.getStart();
  return { title: "Stop it at the end of the block: `using`", changes: [{ file: list.getSourceFile(), start, end: start + "const".length, text: "using" }] };
}
