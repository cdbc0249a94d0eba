import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type RuleContext } from "../define";
import { graphFor } from "../flow/functions";
import { heldIn, lockingOf } from "../flow/locks";
import { isFieldPlace, type Place, stable } from "../flow/places";
import type { Point } from "../flow/graph";
import { functionGiven, isExpectedToThrow, receiverOf, textOf } from "../syntax";
import { spawners } from "../flow/uses";

/** `wait` unlocks its lock: who calls it must hold it. */
export const condWaitWithoutLock = defineRule({
  code: "SY3019", slug: "cond-wait-without-lock", severity: "error",
  title: "Cond.wait is called without its lock",
  why: "`wait` unlocks the lock of the condition while it waits: without it that throws \"sync: unlock of unlocked mutex\", and the test before it is not protected.",
  todo: "Lock, test in a loop, wait, unlock.",
  bad: "while (!ready) changed.wait();",
  good: "mu.lock();\nwhile (!ready) changed.wait();\nmu.unlock();",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    for (const { node, name, within } of calls) {
      if (name !== "Cond.wait" || !ts.isCallExpression(node)) continue;
      const cond = stable(context, receiverOf(ts, node)), lock = cond === undefined ? undefined : lockOf(context, cond), fn = within.facts.node;
      if (lock === undefined || heldIn(context, fn)(node).some((h) => h.on === lock) || isExpectedToThrow(ts, node)) continue;
      const { operations } = lockingOf(context, fn), own = operations.filter((o) => o.on === lock);
      // Where nothing is locked in the function, its callers may hold the lock: those of a goroutine hold none.
      if (own.length === 0 ? !calls.some((c) => spawners.has(c.name) && functionGiven(context, c.facts) === fn) : mayHold(context, fn, own, node)) continue;
      yield { node, what: `\`${textOf(node)}\` is called while \`${lock.name}\` is not locked.`, related: [{ node: cond!.valueDeclaration!, text: "The condition belongs to that lock." }] };
    }
  },
});

/** The lock that a condition was made with. */
function lockOf(context: RuleContext, cond: Place): Place | undefined {
  const { ts } = context, declaration = isFieldPlace(cond) ? undefined : cond.valueDeclaration;
  if (declaration === undefined || (!ts.isVariableDeclaration(declaration) && !ts.isPropertyDeclaration(declaration)) || declaration.initializer === undefined) return undefined;
  const made = skipOuter(ts, declaration.initializer);
  return ts.isNewExpression(made) && context.calls.some((c) => c.node === made && c.name === "new Cond") ? stable(context, made.arguments?.[0]) : undefined;
}

/** Some path comes from a lock to the wait, without an unlock between. */
function mayHold(context: RuleContext, fn: ts.Node, own: readonly { readonly kind: string; readonly node: ts.Node }[], wait: ts.Node): boolean {
  const graph = graphFor(context, fn), locks = new Set(own.filter((o) => o.kind === "lock").map((o) => o.node)), unlocks = new Set(own.filter((o) => o.kind === "unlock").map((o) => o.node));
  if (graph === undefined) return true;
  const work: Point[] = graph.points.filter((p) => p.node !== undefined && locks.has(p.node)), seen = new Set(work);
  for (const point of work) {
    if (point.node === wait) return true;
    for (const next of point.next) if (!seen.has(next) && !(next.node !== undefined && unlocks.has(next.node))) { seen.add(next); work.push(next); }
  }
  return false;
}
