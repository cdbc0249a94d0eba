/** Channels without a buffer on which goroutines send and the function that made them receives: what becomes of the senders when it does not. */
import type ts from "typescript";
import { find } from "../../analysis/walk";
import type { Fix, RuleContext } from "../define";
import { replace } from "../edits";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { graphFor } from "../flow/functions";
import type { Point } from "../flow/graph";
import { NodeCache } from "../flow/node-cache";
import { capacityOf, homeOf, type Made, madeBy, receiving, sending, spawners, type Use, usesOfKind } from "../flow/uses";
import { isMain, leavesLoop, loopsAround } from "../syntax";

export interface Handover {
  readonly made: Made;
  readonly capacity: number;
  /** All of them in goroutines that the function starts. */
  readonly sends: readonly Use[];
  /** All of them in the function itself. */
  readonly receives: readonly Use[];
  readonly home: ts.Node;
}

const found = new NodeCache<readonly Handover[]>();

export function handovers(context: RuleContext): readonly Handover[] {
  const { file } = context.plan.facts;
  let own = found.get(context, file);
  if (own === undefined) found.set(context, file, (own = [...look(context)]));
  return own;
}

function* look(context: RuleContext): Iterable<Handover> {
  for (const made of madeBy(context, "chan")) {
    const capacity = capacityOf(context, made), home = homeOf(made);
    if (capacity === undefined || home === undefined || isMain(context, home) || !context.ts.isFunctionLike(home)) continue;
    const sends = usesOfKind(made, sending), receives = usesOfKind(made, receiving);
    // A send that has a way out is not abandoned.
    if (sends.length === 0 || receives.length === 0 || sends.some((u) => u.kind !== "send" || u.goroutine.spawn === undefined || !spawners.has(u.goroutine.spawn.name) || u.goroutine.from === undefined)) continue;
    if (receives.some((u) => u.goroutine.spawn !== undefined || u.goroutine.deferred || u.goroutine.at === undefined || u.kind.startsWith("try"))) continue;
    yield { made, capacity, sends, receives, home };
  }
}

/** A way from the start of a goroutine to an end of the function on which nothing is received. */
export function wayAround(context: RuleContext, home: ts.Node, from: ts.Node, receives: readonly Use[]): Point | undefined {
  const graph = graphFor(context, home), stops = new Set<ts.Node>(receives.map((u) => u.goroutine.at!));
  if (graph === undefined) return undefined;
  // A loop that receives is taken to have rounds: only what leaves before it is a way around.
  const [before] = receives.filter((u) => u.goroutine.repeats || u.kind === "range").map((u) => u.goroutine.at!).sort((a, b) => a.pos - b.pos);
  const work = graph.points.filter((p) => p.node === from), seen = new Set<Point>(work);
  for (const point of work) {
    if (point.exit && (before === undefined || (point.node !== undefined && point.node !== home && point.node.pos < before.pos))) return point;
    for (const next of point.next) {
      if (seen.has(next) || (next.node !== undefined && stops.has(next.node))) continue;
      // What fails in a `try` that receives may have received.
      if (next.catches !== undefined && receives.some(({ goroutine: { at } }) => at!.pos >= next.catches!.tryBlock.pos && at!.end <= next.catches!.tryBlock.end)) continue;
      seen.add(next);
      work.push(next);
    }
  }
  return undefined;
}

/** A way out of the loop that an element is taken in, before all were taken. */
export function leavesEarly({ ts }: RuleContext, { kind, node }: Use): ts.Node | undefined {
  const [loop] = kind === "range" ? [node as ts.ForOfStatement] : [...loopsAround(ts, node)];
  return loop === undefined ? undefined : find(ts, loop.statement, (n) => (ts.isFunctionLike(n) || (n !== loop.statement && ts.isIterationStatement(n, false)) ? "skip" : leavesLoop(ts, n, loop)));
}

/** `chan(n)` */
export function withCapacity({ ts }: RuleContext, { call }: Made, capacity: string): Fix {
  const node = call.node as ts.CallExpression, [given] = node.arguments;
  return { title: `Give it a buffer: \`${capacity}\``, changes: [given === undefined ? { file: node.getSourceFile(), start: node.getEnd() - 1, end: node.getEnd() - 1, text: capacity } : replace(skipOuter(ts, given), capacity)] };
}
