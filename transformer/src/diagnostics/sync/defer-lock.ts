import { functionOf, skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type RuleContext } from "../define";
import { replace } from "../edits";
import { functionAround, isSamePlace, receiverOf, textOf } from "../syntax";

const unlocking = new Map([["Mutex.lock", "unlock"], ["RWMutex.lock", "unlock"], ["RWMutex.rLock", "rUnlock"], ["Locker.lock", "unlock"]]);

/** `mu.lock(); defer(() => mu.lock())`: the other word was meant. */
export const deferLock = defineRule({
  code: "SY3021", slug: "defer-lock", severity: "error",
  title: "lock is deferred where unlock is meant",
  why: "The lock is taken before; taking it again at the end of the function waits for ever.",
  todo: "Defer `unlock`.",
  bad: "mu.lock(); defer(() => mu.lock());",
  good: "mu.lock(); defer(() => mu.unlock());",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    for (const { node, name } of calls) {
      const given = name === "defer" ? node.arguments?.[0] : undefined, deferred = given === undefined ? undefined : functionOf(ts, skipOuter(ts, given));
      if (deferred === undefined) continue;
      const inside = calls.filter((c) => unlocking.has(c.name) && functionAround(ts, c.node) === deferred);
      if (inside.length !== 1 || calls.some((c) => /unlock$/i.test(c.name) && functionAround(ts, c.node) === deferred)) continue;
      const again = inside[0]!, lock = receiverOf(ts, again.node), callee = skipOuter(ts, again.node.expression);
      if (lock === undefined || !ts.isPropertyAccessExpression(callee)) continue;
      const before = calls.filter((c) => c.name === again.name && c.node.end <= node.pos + 1 && functionAround(ts, c.node) === functionAround(ts, node) && isSamePlace(context, receiverOf(ts, c.node)!, lock)).pop();
      // Unlocked in between: whoever locks at the end means it.
      if (before === undefined || calls.some((c) => /unlock$/i.test(c.name) && functionAround(ts, c.node) === functionAround(ts, node) && isSamePlace(context, receiverOf(ts, c.node) ?? c.node, lock))) continue;
      const word = unlocking.get(again.name)!;
      yield {
        node: again.node, what: `\`${textOf(again.node)}\` runs at the end of the function, which holds \`${textOf(lock)}\` then.`, todo: `Defer \`${textOf(lock)}.${word}()\`.`,
        related: [{ node: before.node, text: "It is locked here." }], fixes: [{ title: `Defer \`${word}\``, changes: [replace(callee.name, word)] }],
      };
    }
  },
});
