import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { remove } from "../edits";
import { graphFor } from "../flow/functions";
import type { Point } from "../flow/graph";
import { type Made, madeBy, type Use } from "../flow/uses";
import { functionAround, isExpectedToThrow, isInList, statementOf, textOf } from "../syntax";
import { doneByGoroutine } from "./wait-group-counts";

/** More calls of `done` on one path than the goroutine was counted. */
export const doneTooOften = defineRule({
  code: "SY3015", slug: "done-too-often", severity: "error",
  title: "A goroutine says more often that it is done than it was counted",
  why: "`wait` goes on too early, or the counter becomes negative: \"sync: negative WaitGroup counter\".",
  todo: "Call `done` once for each `add(1)`; what `wg.go` starts is counted and done by itself.",
  bad: "wg.add(1);\ngo(() => { defer(() => wg.done()); work(); wg.done(); });",
  good: "wg.add(1);\ngo(() => { defer(() => wg.done()); work(); });",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const made of madeBy(context, "new WaitGroup")) {
      const adds = made.uses.filter((u) => u.kind === "add"), dones = made.uses.filter((u) => u.kind === "done");
      if (dones.length === 0 || !adds.every((u) => isOne(ts, (u.node as ts.CallExpression).arguments[0]))) continue;
      if (adds.length === 0) yield* doneOfAField(context, made, dones);
      for (const { root, uses } of doneByGoroutine(dones)) {
        const { spawn } = uses[0]!.goroutine;
        if (uses.some((u) => isExpectedToThrow(ts, u.node) || u.goroutine.once || u.goroutine.repeats)) continue;
        if (spawn!.name === "WaitGroup.go" && adds.length === 0) {
          yield { node: uses[0]!.node, what: `\`${textOf(spawn!.node.expression)}\` says by itself that the goroutine is done; this is once too often.`, related: [{ node: spawn!.node, text: "It is counted here." }], ...without(context, uses[0]!) };
          continue;
        }
        if (spawn!.name !== "go" || adds.length === 0 || adds.length > new Set(dones.map((d) => d.goroutine.spawn?.node)).size) continue;
        const late = secondOf(context, root, uses);
        if (late !== undefined) yield { node: late.node, what: `On a path to this \`done\` the goroutine has said already that it is done.`, related: uses.filter((u) => u !== late).slice(0, 1).map((u) => ({ node: u.node, text: u.goroutine.deferred ? "This comes at the end of the function." : "It says so here." })), ...without(context, late) };
      }
    }
  },
});

/** `this.wg.go(() => { …; this.wg.done(); })`, where nothing in the class adds. */
function* doneOfAField(context: RuleContext, made: Made, dones: readonly Use[]): Iterable<Finding> {
  const { ts, calls } = context;
  for (const use of dones) {
    if (use.goroutine.spawn !== undefined || use.goroutine.root !== undefined || isExpectedToThrow(ts, use.node)) continue;
    const fn = functionAround(ts, use.node), start = calls.find((c) => c.name === "WaitGroup.go" && c.node.arguments?.[0] === fn);
    if (start === undefined || !made.uses.some((u) => u.kind === "go" && u.node === start.node)) continue;
    yield { node: use.node, what: `\`${textOf(start.node.expression)}\` says by itself that the goroutine is done; this is once too often.`, related: [{ node: start.node, text: "It is counted here." }], ...without(context, use) };
  }
}

function isOne(ts: RuleContext["ts"], node: ts.Expression | undefined): boolean {
  return node === undefined || skipOuter(ts, node).getText() === "1";
}

/** The use that a path reaches behind another one, or whose path ends with a deferred one. */
function secondOf(context: RuleContext, root: ts.Node, uses: readonly Use[]): Use | undefined {
  const graph = graphFor(context, root), now = uses.filter((u) => !u.goroutine.deferred), deferred = uses.filter((u) => u.goroutine.deferred);
  if (graph === undefined || uses.some((u) => u.goroutine.at === undefined || u.goroutine.repeats || (u.goroutine.at !== u.node && u.goroutine.conditional && !u.goroutine.deferred))) return undefined;
  if (deferred.length > 0) return deferred.some((d) => !d.goroutine.conditional) ? now[0] ?? deferred[1] : undefined;
  const byNode = new Map(now.map((u) => [u.goroutine.at!, u])), before = new Map<Point, boolean>([[graph.entry, false]]), work = [graph.entry];
  for (let point = work.pop(); point !== undefined; point = work.pop()) {
    const done = before.get(point)!, own = point.node === undefined ? undefined : byNode.get(point.node);
    if (own !== undefined && done) return own;
    for (const next of point.next) {
      const joined = (before.get(next) ?? false) || done || (own !== undefined && point.fails?.includes(next) !== true);
      if (before.get(next) === joined) continue;
      before.set(next, joined);
      work.push(next);
    }
  }
  return undefined;
}

function without({ ts }: RuleContext, { node }: Use): { fixes: readonly Fix[] } | undefined {
  const statement = statementOf(ts, node as ts.Expression);
  return statement === undefined || !isInList(ts, statement) ? undefined : { fixes: [{ title: "Remove it", changes: [remove(statement)] }] };
}
