import { defineRule, type Finding, type RuleContext } from "../define";
import { replace } from "../edits";
import { isInList, loopsAround, statementOf, textOf } from "../syntax";

/** `defer` in a loop: nothing of it runs before the function ends. */
export const deferInLoop = defineRule({
  code: "SY2014", slug: "defer-in-loop", severity: "warning",
  title: "defer stands in a loop and unlocks or closes at the end of the function only",
  why: "Deferred calls run when the function ends, not when the round does: what this round has taken is held through all the others, and a lock is waited for in the next one.",
  todo: "`using` runs it at the end of the round; or put the body into a function of its own.",
  bad: "for (const key of keys) { mu.lock(); defer(() => mu.unlock()); write(key); }",
  good: "for (const key of keys) { using _ = mu.hold(); write(key); }",
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    for (const { node, name } of calls) {
      if (name !== "defer") continue;
      const statement = statementOf(ts, node), [loop] = loopsAround(ts, node);
      if (statement === undefined || loop === undefined) continue;
      // What is taken in the same round: a lock of whatever name, given back by the deferred call.
      const given = node.arguments?.[0], released = given === undefined ? undefined : calls.find((c) => /^(Mutex|RWMutex|Locker)\.r?unlock$/i.test(c.name) && c.node.pos >= given.pos && c.node.end <= given.end);
      if (released === undefined || !calls.some((c) => /^(Mutex|RWMutex|Locker)\.r?lock$/i.test(c.name) && c.node.pos >= loop.statement.pos && c.node.end <= node.getStart())) continue;
      const [major, minor] = ts.versionMajorMinor.split(".").map(Number) as [number, number];
      const canUse = isInList(ts, statement) && (major > 5 || (major === 5 && minor >= 2));
      yield {
        node, what: `\`${textOf(released.node)}\` runs at the end of the function, not of the round: the next round waits for the lock.`,
        ...(canUse ? { fixes: [{ title: "Run it at the end of the round: `using`", changes: [replace(statement, `using _ = ${node.getText()};`)] }] } : {}),
      };
    }
  },
});
