import type ts from "typescript";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { remove, replace } from "../edits";
import { graphFor } from "../flow/functions";
import type { Graph, Point } from "../flow/graph";
import { functionsWithLocks, lockingOf, type LockOperation, lockText, type Mode } from "../flow/locks";
import { stable } from "../flow/places";
import { functionAround, isInList, receiverOf, statementOf, textOf } from "../syntax";

const others = /^(Mutex|RWMutex)\.(tryLock|tryRLock|hold|rHold|rLocker)$/;

/** A path leaves the function with a lock that other paths release. */
export const unlockMissing = defineRule({
  code: "SY3003", slug: "unlock-missing", severity: "error",
  title: "A path leaves the function with a lock held",
  why: "Other paths release the lock; on this one it stays locked, and whoever locks next waits for ever.",
  todo: "`using _ = mu.hold();` unlocks on every path; or `defer(() => mu.unlock())` behind `lock`.",
  bad: "mu.lock();\nif (failed) return;\nmu.unlock();",
  good: "using _ = mu.hold();\nif (failed) return;",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const fn of functionsWithLocks(context)) {
      const { operations } = lockingOf(context, fn);
      for (const mode of ["w", "r"] as const)
        for (const on of new Set(operations.filter((o) => o.kind === "lock" && o.mode === mode).map((o) => o.on))) {
          const own = operations.filter((o) => o.on === on && o.mode === mode && o.block === undefined), lock = own.find((o) => o.kind === "lock");
          if (lock === undefined || !own.some((o) => o.kind === "unlock") || isReleasedElsewhere(context, fn, lock, own)) continue;
          const graph = graphFor(context, fn), left = graph === undefined ? undefined : heldExits(graph, own);
          if (left === undefined) continue;
          const place = lock.via === undefined ? textOf(receiverOf(ts, lock.node)!) : lockText(lock), fix = held(ts, own, mode);
          let first = true;
          for (const { node } of left) {
            const isEnd = node === undefined || node === fn, at = own.filter((o) => o.kind === "lock" && (isEnd || o.node.pos < node.pos)).pop() ?? lock;
            yield {
              node: isEnd ? at.node : node, what: isEnd ? `\`${place}\` is locked here, and a path to the end of the function does not unlock it.` : `This \`${ts.isThrowStatement(node) ? "throw" : "return"}\` leaves \`${place}\` locked.`,
              ...(isEnd ? {} : { related: [{ node: at.node, text: "It is locked here." }] }), ...(fix === undefined || !first ? {} : { fixes: [fix] }),
            };
            first = false;
          }
        }
      }
  },
});

/** The lock is released by others, in closures, or taken in another way: the function does not say who has it. */
function isReleasedElsewhere(context: RuleContext, fn: ts.Node, { on, mode }: LockOperation, own: readonly LockOperation[]): boolean {
  const { ts, calls, plan } = context;
  const releases = (o: LockOperation): boolean => o.kind === "unlock" && o.on === on && o.mode === mode;
  for (const { facts: { node: other } } of plan.functions.values()) {
    if (other === fn) continue;
    const { operations, released } = lockingOf(context, other);
    if ([...operations, ...released].some((o) => releases(o) && !own.some((p) => p.via === o.node || (o.via !== undefined && p.via === o.via))) && !operations.some((o) => o.kind === "lock" && o.on === on && o.mode === mode)) return true;
  }
  return lockingOf(context, fn).released.some(releases) || calls.some((c) => others.test(c.name) && functionAround(ts, c.node) === fn && stable(context, receiverOf(ts, c.node)) === on);
}

/** The exits that a path reaches with the lock held; undefined: where paths with and without it meet, it is locked or unlocked again, so that conditions may belong together. */
export function heldExits(graph: Graph, own: readonly Pick<LockOperation, "kind" | "node">[]): readonly Point[] | undefined {
  const free = 1, locked = 2, byNode = new Map(own.map((o) => [o.node as ts.Node, o]));
  const before = new Map<Point, number>([[graph.entry, free]]), work = [graph.entry];
  for (let point = work.pop(); point !== undefined; point = work.pop()) {
    const state = before.get(point)!, operation = point.node === undefined ? undefined : byNode.get(point.node);
    if (operation !== undefined && (state === (free | locked) || (state === free && operation.kind !== "lock"))) return undefined;
    const after = operation === undefined ? state : operation.kind === "lock" ? locked : free;
    for (const next of point.next) {
      const known = before.get(next) ?? 0;
      if ((known | after) === known) continue;
      before.set(next, known | after);
      work.push(next);
    }
  }
  return graph.points.filter((p) => p.exit && ((before.get(p) ?? 0) & locked) !== 0);
}

/** `lock` becomes `using _ = hold()`, and the unlocks go. */
function held(ts: RuleContext["ts"], own: readonly LockOperation[], mode: Mode): Fix | undefined {
  const [major, minor] = ts.versionMajorMinor.split(".").map(Number) as [number, number];
  const lock = own.filter((o) => o.kind === "lock"), [only] = lock, statement = only === undefined ? undefined : statementOf(ts, only.node);
  if (lock.length !== 1 || own.some((o) => o.via !== undefined) || statement === undefined || !isInList(ts, statement) || major < 5 || (major === 5 && minor < 2)) return undefined;
  const block = statement.parent, unlocks = own.filter((o) => o !== only).map((o) => statementOf(ts, o.node));
  if (!unlocks.every((s) => s !== undefined && isInList(ts, s) && s.pos >= block.pos && s.end <= block.end)) return undefined;
  return { title: "Unlock on every path: `using`", changes: [replace(statement, `using _ = ${receiverOf(ts, only!.node)!.getText()}.${mode === "r" ? "rHold" : "hold"}();`), ...unlocks.map((s) => remove(s!))] };
}
