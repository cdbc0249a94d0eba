import type ts from "typescript";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { remove, replace } from "../edits";
import { graphFor, type Operation, operationsByFunction, stable } from "../flow/functions";
import type { Graph, Point } from "../flow/graph";
import { functionAround, isInList, receiverOf, statementOf, textOf } from "../syntax";

const unlocking = new Map([["Mutex.lock", "unlock"], ["RWMutex.lock", "unlock"], ["RWMutex.rLock", "rUnlock"]]);
const names = new Set(["Mutex.lock", "Mutex.unlock", "RWMutex.lock", "RWMutex.unlock", "RWMutex.rLock", "RWMutex.rUnlock"]);
const others = /^(Mutex|RWMutex)\.(tryLock|tryRLock|hold|rHold|rLocker)$/;

/** A path leaves the function with a lock that other paths release. */
export const unlockMissing = defineRule({
  code: "SY3003", slug: "unlock-missing", severity: "error",
  title: "A path leaves the function with a lock held",
  why: "Other paths release the lock; on this one it stays locked, and whoever locks next waits for ever.",
  todo: "`using _ = mu.hold();` unlocks on every path; or `defer(() => mu.unlock())` behind `lock`.",
  bad: "mu.lock();\nif (failed) return;\nmu.unlock();",
  good: "using _ = mu.hold();\nif (failed) return;",
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    if (!calls.some((c) => unlocking.has(c.name))) return;
    const byFunction = operationsByFunction(context, names);
    for (const [fn, all] of byFunction)
      for (const [locking, word] of unlocking) {
        const locks = new Set(all.filter((o) => o.name === locking).map((o) => o.on));
        for (const on of locks) {
          const own = all.filter((o) => o.on === on && (o.name === locking || o.node.expression.getText().endsWith(`.${word}`)));
          const lock = own.find((o) => o.name === locking)!;
          if (!own.some((o) => o.name !== locking) || isReleasedElsewhere(context, fn, on, word, byFunction)) continue;
          const graph = graphFor(context, fn), left = graph === undefined ? undefined : heldExits(graph, own, locking);
          if (left === undefined) continue;
          const place = receiverOf(ts, lock.node)!, fix = held(ts, own, locking, word);
          let first = true;
          for (const { node } of left) {
            const isEnd = node === undefined || node === fn, at = own.filter((o) => o.name === locking && (isEnd || o.node.pos < node.pos)).pop() ?? lock;
            yield {
              node: isEnd ? at.node : node, what: isEnd ? `\`${textOf(place)}\` is locked here, and a path to the end of the function does not unlock it.` : `This \`${ts.isThrowStatement(node) ? "throw" : "return"}\` leaves \`${textOf(place)}\` locked.`,
              ...(isEnd ? {} : { related: [{ node: at.node, text: "It is locked here." }] }), ...(fix === undefined || !first ? {} : { fixes: [fix] }),
            };
            first = false;
          }
        }
      }
  },
});

/** The lock is released by others, in closures, or taken in another way: the function does not say who has it. */
function isReleasedElsewhere(context: RuleContext, fn: ts.Node, on: ts.Symbol, word: string, byFunction: ReadonlyMap<ts.Node, readonly Operation[]>): boolean {
  const { ts, calls } = context;
  for (const [other, operations] of byFunction)
    if (other !== fn && operations.some((o) => o.on === on && o.node.expression.getText().endsWith(`.${word}`)) && !operations.some((o) => o.on === on && unlocking.get(o.name) === word)) return true;
  return calls.some((c) => others.test(c.name) && functionAround(ts, c.node) === fn && stable(context, receiverOf(ts, c.node)) === on);
}

/** The exits that a path reaches with the lock held; undefined: where paths with and without it meet, it is locked or unlocked again, so that conditions may belong together. */
function heldExits(graph: Graph, own: readonly Operation[], locking: string): readonly Point[] | undefined {
  const free = 1, locked = 2, byNode = new Map(own.map((o) => [o.node as ts.Node, o]));
  const before = new Map<Point, number>([[graph.entry, free]]), work = [graph.entry];
  for (let point = work.pop(); point !== undefined; point = work.pop()) {
    const state = before.get(point)!, operation = point.node === undefined ? undefined : byNode.get(point.node);
    if (operation !== undefined && (state === (free | locked) || (state === free && operation.name !== locking))) return undefined;
    const after = operation === undefined ? state : operation.name === locking ? locked : free;
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
function held(ts: RuleContext["ts"], own: readonly Operation[], locking: string, word: string): Fix | undefined {
  const [major, minor] = ts.versionMajorMinor.split(".").map(Number) as [number, number];
  const lock = own.filter((o) => o.name === locking), [only] = lock, statement = only === undefined ? undefined : statementOf(ts, only.node);
  if (lock.length !== 1 || statement === undefined || !isInList(ts, statement) || major < 5 || (major === 5 && minor < 2)) return undefined;
  const block = statement.parent, unlocks = own.filter((o) => o !== only).map((o) => statementOf(ts, o.node));
  if (!unlocks.every((s) => s !== undefined && isInList(ts, s) && s.pos >= block.pos && s.end <= block.end)) return undefined;
  return { title: "Unlock on every path: `using`", changes: [replace(statement, `using _ = ${receiverOf(ts, only!.node)!.getText()}.${word === "rUnlock" ? "rHold" : "hold"}();`), ...unlocks.map((s) => remove(s!))] };
}
