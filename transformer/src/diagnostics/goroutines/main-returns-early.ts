import type ts from "typescript";
import { Colour } from "../../analysis/2-infer/infer";
import { defineRule, type Finding, type RuleContext } from "../define";
import { graphFor, pointsByNode } from "../flow/functions";
import type { Point } from "../flow/graph";
import { spawners } from "../flow/uses";
import { functionAround, functionGiven, textOf } from "../syntax";
import { skipOuter } from "../../analysis/1-collect/program-index";

/** The program's main starts a goroutine and waits for nothing behind that. */
export const mainReturnsEarly = defineRule({
  code: "SY2003", slug: "main-returns-early", severity: "warning",
  title: "main starts goroutines and returns without waiting",
  why: "When main returns the program ends, whatever else is running, as in Go: the goroutine has not run yet.",
  todo: "Count them with a `WaitGroup` and `wait()` at the end; a server that is to run for ever ends main with `select()`.",
  bad: "runMain(() => { go(work, 5); });",
  good: "runMain(() => { const wg = new WaitGroup(); wg.go(() => work(5)); wg.wait(); });",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls, plan } = context;
    for (const main of calls) {
      const fn = main.name === "runMain" ? functionGiven(context, main.facts) : undefined;
      if (fn === undefined || fn.getSourceFile() !== plan.facts.file) continue;
      const graph = graphFor(context, fn), facts = [...plan.functions.values()].find((f) => f.facts.node === fn);
      if (graph === undefined || facts === undefined) continue;
      // Whatever may park, and whatever may start the goroutine somewhere else.
      const waits = new Set<ts.Node>(facts.facts.calls.filter((c) => plan.calls.get(c.key)!.effect >= Colour.Dynamic && !calls.some((own) => own.node === c.node && spawners.has(own.name))).map((c) => c.node));
      const at = pointsByNode(graph);
      for (const { node, name } of calls) {
        if (!spawners.has(name)) continue;
        const from = anchorIn(ts, node, fn), points = from === undefined ? [] : (at.get(from) ?? []);
        if (points.length === 0 || points.some((p) => mayWait(p, waits)) || facts.facts.calls.some((c) => waits.has(c.node) && !at.has(c.node) && c.node.pos > node.end) || (from !== node && waits.has(from!))) continue;
        yield { node, what: `\`${textOf(node)}\` starts a goroutine, and main returns without waiting: the program ends before it has run.`, related: [{ node: main.node, text: "The program ends when this function returns." }] };
      }
    }
  },
});

/** The call itself, or the call of a built-in that it is made in: `names.forEach((name) => go(…))`. */
function anchorIn(ts: RuleContext["ts"], node: ts.Node, fn: ts.Node): ts.Node | undefined {
  let at = node;
  for (let around = functionAround(ts, at); around !== undefined; around = functionAround(ts, at)) {
    if (around === fn) return at;
    const { parent } = around;
    if (!ts.isArrowFunction(around) || !ts.isCallExpression(parent) || !/\.(forEach|map)$/.test(skipOuter(ts, parent.expression).getText())) return undefined;
    at = parent;
  }
  return undefined;
}

/** A path behind the point comes to something that waits. */
function mayWait(from: Point, waits: ReadonlySet<ts.Node>): boolean {
  const seen = new Set<Point>(from.next), work = [...from.next];
  for (const point of work) {
    if (point.node !== undefined && waits.has(point.node)) return true;
    for (const next of point.next) if (!seen.has(next)) { seen.add(next); work.push(next); }
  }
  return false;
}
