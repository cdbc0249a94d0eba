import type ts from "typescript";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { remove } from "../edits";
import { graphFor, pointsByNode } from "../flow/functions";
import { functionsWithLocks, lockingOf, type LockOperation, lockText } from "../flow/locks";
import { firstBehind, onAllPathsFrom, onAllPathsTo } from "../flow/paths";
import { find } from "../../analysis/walk";
import { Colour } from "../../analysis/2-infer/infer";
import { functionAround, isExpectedToThrow, isInList, loopsAround, statementOf } from "../syntax";

/** An unlock of what is unlocked already, or will be again. */
export const unlockNotHeld = defineRule({
  code: "SY3020", slug: "unlock-not-held", severity: "error",
  title: "A lock is released twice",
  why: "The second unlock throws \"sync: unlock of unlocked mutex\", or releases the lock of another goroutine that has taken it meanwhile.",
  todo: "Unlock once on each path: deferred, by `using`, or by hand.",
  bad: "mu.lock();\ndefer(() => mu.unlock());\nupdate();\nmu.unlock();",
  good: "mu.lock();\ndefer(() => mu.unlock());\nupdate();",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const fn of functionsWithLocks(context)) {
      const { operations, released } = lockingOf(context, fn), graph = graphFor(context, fn);
      const unlocks = operations.filter((o) => o.kind === "unlock" && o.via === undefined);
      if (graph === undefined || unlocks.length === 0) continue;
      const byNode = new Map<ts.Node, LockOperation>(operations.filter((o) => o.block === undefined).map((o) => [o.node, o])), at = pointsByNode(graph);
      const free = onAllPathsTo<string>(graph, ({ node }) => {
        const o = node === undefined ? undefined : byNode.get(node);
        return o === undefined ? undefined : o.kind === "unlock" ? { adds: [keyOf(operations, o)] } : { removes: [keyOf(operations, o)] };
      });
      const comes = onAllPathsFrom<LockOperation>(graph, ({ node }) => {
        const o = node === undefined ? undefined : byNode.get(node);
        return o === undefined ? undefined : o.kind === "unlock" ? { adds: [o] } : { removes: operations.filter((u) => u.kind === "unlock" && keyOf(operations, u) === keyOf(operations, o)) };
      });
      for (const unlock of unlocks) {
        const points = (at.get(unlock.node) ?? []).filter((p) => free.has(p)), same = (o: LockOperation): boolean => o.on === unlock.on && o.mode === unlock.mode;
        if (points.length === 0 || isExpectedToThrow(ts, unlock.node)) continue;
        const before = operations.filter((o) => o.kind === "unlock" && same(o) && o !== unlock && o.node.pos < unlock.node.pos).pop();
        if (points.every((p) => free.get(p)!.has(keyOf(operations, unlock)))) {
          if (before !== undefined && !isTakenElsewhere(context, fn, before, unlock)) yield { node: unlock.node, what: `\`${lockText(unlock)}\` is unlocked already.`, related: [{ node: before.node, text: "It is unlocked here." }], ...without(context, unlock) };
          continue;
        }
        // Wherever the one before has run, this one comes: the other paths do not matter.
        const first = operations.find((o) => o.kind === "unlock" && o.via === undefined && same(o) && o.node.pos < unlock.node.pos && at.get(o.node)?.every((p) => free.has(p) && comes.get(p)!.has(unlock)) === true);
        if (first !== undefined && operations.some((o) => o.kind === "lock" && same(o) && o.node.pos < first.node.pos) && !isTakenElsewhere(context, fn, first, unlock)) {
          yield { node: unlock.node, what: `\`${lockText(unlock)}\` is unlocked here also where it was unlocked before.`, related: [{ node: first.node, text: "It is unlocked here." }] };
          continue;
        }
        const guard = operations.find((o) => o.block !== undefined && same(o) && unlock.node.pos >= o.node.end && unlock.node.end <= o.block.end), deferred = released.find(same);
        if (guard === undefined && deferred === undefined) continue;
        // Who locks again behind it has paired them.
        const again = points.every((p) => firstBehind(p, ({ node }) => node !== undefined && byNode.has(node) && byNode.get(node)!.kind === "lock" && same(byNode.get(node)!)) === undefined);
        if (again) yield { node: unlock.node, what: `\`${lockText(unlock)}\` is unlocked here and again at the end of the ${guard === undefined ? "function" : "block"}.`, related: [{ node: (guard ?? deferred)!.node, text: guard === undefined ? "This unlock is deferred." : "`using` unlocks it." }], ...without(context, unlock) };
      }
    }
  },
});

/** The lock may have been taken between the two: by `tryLock`, or by another goroutine that leaves it to this one. */
function isTakenElsewhere(context: RuleContext, fn: ts.Node, first: LockOperation, second: LockOperation): boolean {
  const { ts, plan, calls } = context;
  const facts = [...plan.functions.values()].find((f) => f.facts.node === fn)!.facts;
  return calls.some((c) => /\.try(R)?Lock$/.test(c.name) && functionAround(ts, c.node) === fn) || (first.mode === "r" && !isReadOnce(context, fn, first)) ||
    facts.calls.some((c) => c.node.pos >= first.node.end && c.node.end <= second.node.pos && plan.calls.get(c.key)!.effect >= Colour.Dynamic) ||
    find(ts, fn, (n) => ts.isYieldExpression(n) && n.pos >= first.node.end && n.end <= second.node.pos) !== undefined;
}

/** The function takes the read lock once: what it releases twice is not one that it took twice. */
function isReadOnce(context: RuleContext, fn: ts.Node, { on }: LockOperation): boolean {
  const { operations, takes } = lockingOf(context, fn), taken = [...operations, ...takes].filter((o) => o.kind === "lock" && o.on === on && o.mode === "r");
  return taken.length === 1 && taken[0]!.via === undefined && taken[0]!.block === undefined && [...loopsAround(context.ts, taken[0]!.node)].length === 0;
}

function keyOf(all: readonly LockOperation[], { on, mode }: LockOperation): string {
  return `${mode}${all.findIndex((o) => o.on === on)}`;
}

function without({ ts }: RuleContext, { node }: LockOperation): { fixes: readonly Fix[] } | undefined {
  const statement = statementOf(ts, node);
  return statement === undefined || !isInList(ts, statement) ? undefined : { fixes: [{ title: "Unlock once: remove this one", changes: [remove(statement)] }] };
}
