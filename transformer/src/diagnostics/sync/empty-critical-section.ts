import { defineRule, type Finding, type RuleContext } from "../define";
import { remove, replace } from "../edits";
import { isInList, isSamePlace, receiverOf, statementOf, textOf } from "../syntax";
import type ts from "typescript";

const pairs = new Map([["Mutex.lock", "Mutex.unlock"], ["RWMutex.lock", "RWMutex.unlock"], ["RWMutex.rLock", "RWMutex.rUnlock"]]);

/** `mu.lock(); mu.unlock();`: nothing is protected. */
export const emptyCriticalSection = defineRule({
  code: "SY3022", slug: "empty-critical-section", severity: "warning",
  title: "A lock is released as soon as it is taken",
  why: "What stands behind `unlock` is not protected by the lock.",
  todo: "Unlock behind what is to be protected: `using _ = mu.hold();` unlocks at the end of the block.",
  bad: "mu.lock(); mu.unlock();\ntotal++;",
  good: "using _ = mu.hold();\ntotal++;",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    for (const { node, name } of calls) {
      const unlock = pairs.get(name), statement = unlock === undefined ? undefined : statementOf(ts, node);
      if (statement === undefined || !isInList(ts, statement)) continue;
      const list = (statement.parent as ts.Block).statements, next = list[list.indexOf(statement) + 1], after = list[list.indexOf(statement) + 2];
      const other = next !== undefined && ts.isExpressionStatement(next) ? calls.find((c) => c.node === next.expression && (c.name === unlock || c.name === "Mutex.unlock" && unlock === "RWMutex.unlock")) : undefined;
      const lock = receiverOf(ts, node), same = other === undefined ? undefined : receiverOf(ts, other.node);
      if (other === undefined || lock === undefined || same === undefined || !isSamePlace(context, lock, same)) continue;
      // Waiting for the holder may be all that is wanted: a write behind it says that it is not.
      if (after === undefined || !isWrite(ts, after)) continue;
      const [major, minor] = ts.versionMajorMinor.split(".").map(Number) as [number, number];
      const canUse = (major > 5 || (major === 5 && minor >= 2)) && !ts.isSourceFile(statement.parent);
      yield {
        node, what: `\`${textOf(lock)}\` is released at once: it protects nothing.`, related: [{ node: other.node, text: "It is unlocked here." }],
        ...(canUse ? { fixes: [{ title: "Hold it to the end of the block: `using`", changes: [replace(statement, `using _ = ${lock.getText()}.${name === "RWMutex.rLock" ? "rHold" : "hold"}();`), remove(next!)] }] } : {}),
      };
    }
  },
});

function isWrite(ts: RuleContext["ts"], statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement)) return false;
  const { expression: e } = statement, { SyntaxKind: K } = ts;
  return (ts.isBinaryExpression(e) && e.operatorToken.kind >= K.FirstAssignment && e.operatorToken.kind <= K.LastAssignment) ||
    ((ts.isPrefixUnaryExpression(e) || ts.isPostfixUnaryExpression(e)) && (e.operator === K.PlusPlusToken || e.operator === K.MinusMinusToken));
}
