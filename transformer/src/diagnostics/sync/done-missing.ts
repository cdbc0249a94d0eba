import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { imported, insertBefore, lineBefore, remove } from "../edits";
import { graphFor } from "../flow/functions";
import type { Point } from "../flow/graph";
import { type Made, madeBy, type Use } from "../flow/uses";
import { functionAround, isInList, statementOf, textOf } from "../syntax";
import { doneByGoroutine } from "./wait-group-counts";

/** A goroutine that a WaitGroup counts, and a path on which it does not say that it is done. */
export const doneMissing = defineRule({
  code: "SY3007", slug: "done-missing", severity: "warning",
  title: "A WaitGroup waits for a `done` that does not come",
  why: "`wait` goes on when as many are done as were added: a goroutine that leaves without `done` keeps it waiting for ever.",
  todo: "`wg.go(f)` counts by itself; or `defer(() => wg.done())` at the begin of the goroutine.",
  bad: "wg.add(1);\ngo(() => { if (!ok(x)) return; use(x); wg.done(); });",
  good: "wg.go(() => { if (!ok(x)) return; use(x); });",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    for (const made of madeBy(context, "new WaitGroup")) yield* ofGroup(context, made);
  },
});

function* ofGroup(context: RuleContext, made: Made): Iterable<Finding> {
  const { ts } = context, group = made.name.text, adds = made.uses.filter((u) => u.kind === "add"), dones = made.uses.filter((u) => u.kind === "done");
  const waits = made.uses.filter((u) => u.kind === "wait"), [add] = adds;
  if (add === undefined || waits.length === 0 || adds.some((u) => /^-/.test((u.node as ts.CallExpression).arguments[0]?.getText() ?? ""))) return;
  if (dones.length === 0) {
    const last = adds[adds.length - 1]!;
    if (!made.uses.some((u) => u.kind === "go")) yield { node: last.node, what: `Nobody calls \`${group}.done()\`: \`${textOf(waits[0]!.node as ts.Expression)}\` waits for ever.`, related: [{ node: waits[0]!.node, text: "It waits here." }] };
    return;
  }
  for (const { root, uses } of doneByGoroutine(dones)) {
    if (uses.some((u) => u.goroutine.deferred || u.goroutine.repeats || u.goroutine.once || u.goroutine.at === undefined || (u.goroutine.at !== u.node && u.goroutine.conditional))) continue;
    const way = withoutDone(context, root, uses);
    if (way === undefined) continue;
    const isEnd = way.node === undefined || way.node === root, last = uses[uses.length - 1]!;
    const fix = deferred(context, root, uses);
    yield {
      node: isEnd ? last.goroutine.at! : way.node!, what: isEnd ? `A path to the end of the goroutine does not come by \`${group}.done()\`.` : `This \`return\` leaves the goroutine without \`${group}.done()\`.`,
      related: [{ node: waits[0]!.node, text: "This then waits for ever." }], ...(fix === undefined ? {} : { fixes: [fix] }),
    };
    return;
  }
  // Numbers that stand there: so many are added, so many say that they are done.
  const counts = adds.map((u) => (u.goroutine.repeats || u.goroutine.spawn !== undefined ? undefined : numberOf(ts, (u.node as ts.CallExpression).arguments[0])));
  if (counts.some((n) => n === undefined) || made.uses.some((u) => u.kind === "go") || dones.some((d) => d.goroutine.many || d.goroutine.repeats || d.goroutine.conditional || d.goroutine.root === undefined)) return;
  const added = counts.reduce<number>((sum, n) => sum + n!, 0);
  if (added > dones.length) yield { node: adds[adds.length - 1]!.node, what: `${added} are added to \`${group}\`, and ${dones.length} ${dones.length === 1 ? "says that it is" : "say that they are"} done.`, related: [{ node: waits[0]!.node, text: "This waits for ever." }, { node: dones[0]!.node, text: "One is done here." }] };
}

function numberOf(ts: RuleContext["ts"], node: ts.Expression | undefined): number | undefined {
  if (node === undefined) return 1;
  const inner = skipOuter(ts, node);
  return ts.isNumericLiteral(inner) ? Number(inner.text) : undefined;
}

/** An end of the goroutine that a path reaches without any of the uses. What ends with `throw` ends the program. */
function withoutDone(context: RuleContext, root: ts.Node, uses: readonly Use[]): Point | undefined {
  const graph = graphFor(context, root), stops = new Set<ts.Node>(uses.map((u) => u.goroutine.at!));
  if (graph === undefined) return undefined;
  const work = [graph.entry], seen = new Set(work);
  for (const point of work) {
    if (point.exit && !(point.node !== undefined && context.ts.isThrowStatement(point.node))) return point;
    for (const next of point.next) {
      // Into a `catch` only by way of a call that fails.
      if (seen.has(next) || (next.node !== undefined && stops.has(next.node)) || (next.catches !== undefined && point.node === undefined)) continue;
      seen.add(next);
      work.push(next);
    }
  }
  return undefined;
}

/** `defer(() => wg.done())` before everything else; the other calls go. */
function deferred(context: RuleContext, root: ts.Node, uses: readonly Use[]): Fix | undefined {
  const { ts } = context, { body } = root as ts.FunctionLikeDeclaration, defer = imported(context, root.getSourceFile(), "defer");
  if (defer === undefined || body === undefined || !ts.isBlock(body) || body.statements[0] === undefined || uses.some((u) => functionAround(ts, u.node) !== root)) return undefined;
  const statements = uses.map((u) => statementOf(ts, u.node as ts.Expression)), [first] = body.statements;
  if (!statements.every((s) => s !== undefined && isInList(ts, s)) || statements.includes(first as ts.ExpressionStatement)) return undefined;
  return { title: "Defer it, so that it comes on every path", changes: [insertBefore(first!, `${defer.name}(() => ${uses[0]!.node.getText()});${lineBefore(first!)}`), ...statements.map((s) => remove(s!)), ...defer.changes] };
}
