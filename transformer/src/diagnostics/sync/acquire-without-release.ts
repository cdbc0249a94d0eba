import { defineRule, type Finding, type RuleContext } from "../define";
import { graphFor, operationsByFunction } from "../flow/functions";
import { functionAround, functionGiven, textOf } from "../syntax";
import { heldExits } from "./unlock-missing";

const names = new Set(["Semaphore.acquire", "Semaphore.release"]);

/** A path leaves with a permit that other paths give back. */
export const acquireWithoutRelease = defineRule({
  code: "SY3028", slug: "acquire-without-release", severity: "warning",
  title: "A path leaves the function without giving back what it took of a semaphore",
  why: "Other paths give it back; on this one it is lost, and once all are lost `acquire` waits for ever.",
  todo: "`defer(() => sem.release())` behind `acquire`, or `try` and `finally`.",
  bad: "sem.acquire(ctx);\nif (!ready()) return;\nsem.release();",
  good: "sem.acquire(ctx);\ndefer(() => sem.release());\nif (!ready()) return;",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    if (!calls.some((c) => c.name === "Semaphore.acquire")) return;
    const byFunction = operationsByFunction(context, names);
    for (const [fn, all] of byFunction)
      for (const on of new Set(all.filter((o) => o.name === "Semaphore.acquire").map((o) => o.on))) {
        const own = all.filter((o) => o.on === on).map((o) => ({ ...o, kind: o.name === "Semaphore.acquire" ? ("lock" as const) : ("unlock" as const) })), first = own.find((o) => o.kind === "lock")!;
        // Given back by others, or deferred: the function does not say who has it.
        if (!own.some((o) => o.kind === "unlock") || [...byFunction].some(([other, list]) => other !== fn && list.some((o) => o.on === on && o.name === "Semaphore.release") && !list.some((o) => o.on === on && o.name === "Semaphore.acquire"))) continue;
        if (calls.some((c) => c.name === "defer" && functionAround(ts, c.node) === fn && byFunction.get(functionGiven(context, c.facts)!)?.some((o) => o.on === on))) continue;
        const graph = graphFor(context, fn);
        for (const { node } of (graph === undefined ? undefined : heldExits(graph, own)) ?? []) {
          const isEnd = node === undefined || node === fn;
          yield {
            node: isEnd ? first.node : node, what: isEnd ? `A path to the end of the function does not give back what \`${textOf(first.node)}\` takes.` : `This \`${ts.isThrowStatement(node) ? "throw" : "return"}\` keeps what \`${textOf(first.node)}\` took.`,
            ...(isEnd ? {} : { related: [{ node: first.node, text: "It is taken here." }] }),
          };
        }
      }
  },
});
