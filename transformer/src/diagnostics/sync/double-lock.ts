import type ts from "typescript";
import { defineRule, type Finding, type RuleContext } from "../define";
import { functionsWithLocks, heldIn, lockingOf, type LockOperation, lockText } from "../flow/locks";
import { isExpectedToThrow, loopsAround } from "../syntax";

/** A goroutine locks what it has locked already: itself, or through a function that it calls. */
export const doubleLock = defineRule({
  code: "SY3006", slug: "double-lock", severity: "warning",
  title: "A lock is taken again by the goroutine that holds it",
  why: "Locks are not reentrant, as in Go: the goroutine waits for itself, for ever. Two read locks go well until a writer waits between them.",
  todo: "Unlock before; or split the function into one that locks and one that expects the lock held.",
  bad: "add(n: number) { this.mu.lock(); this.rows.push(n); this.size(); this.mu.unlock(); }\nsize() { this.mu.lock(); … }",
  good: "add(n: number) { this.mu.lock(); this.rows.push(n); this.sizeLocked(); this.mu.unlock(); }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context;
    for (const fn of functionsWithLocks(context)) {
      const held = heldIn(context, fn), { operations, takes } = lockingOf(context, fn), seen = new Set<ts.Node>();
      const again: LockOperation[] = [...operations.filter((o) => o.kind === "lock"), ...takes];
      for (const one of again) {
        const before = held(one.node).find((h) => h.on === one.on && h.mode === one.mode);
        if (before === undefined || seen.has(one.node) || isExpectedToThrow(ts, one.node)) continue;
        seen.add(one.node);
        yield {
          node: one.node,
          what: one.via !== undefined ? `This call locks \`${lockText(one)}\`, which is ${one.mode === "r" ? "read-" : ""}locked already.` : `\`${lockText(one)}\` is ${one.mode === "r" ? "read-" : ""}locked already.`,
          related: [{ node: before.by.node, text: "It is locked here." }, ...(one.via === undefined || one.via === before.by.node ? [] : [{ node: one.via, text: "It is locked again here." }])],
        };
      }
      yield* leftLockedInALoop(context, fn, seen);
    }
  },
});

/** A round of a loop that ends with the lock held: the next one locks it again. */
function* leftLockedInALoop(context: RuleContext, fn: ts.Node, seen: Set<ts.Node>): Iterable<Finding> {
  const { ts } = context, { operations, released } = lockingOf(context, fn);
  for (const lock of operations) {
    if (lock.kind !== "lock" || lock.via !== undefined || lock.block !== undefined || seen.has(lock.node)) continue;
    const [loop] = loopsAround(ts, lock.node), same = operations.filter((o) => o.on === lock.on && o.mode === lock.mode);
    // What the rounds lock is one lock only if it is the same in all of them.
    const declared = lock.on.valueDeclaration;
    if (loop === undefined || declared === undefined || (declared.pos >= loop.pos && declared.end <= loop.end) || same.filter((o) => o.kind === "lock").length !== 1 || released.some((r) => r.on === lock.on)) continue;
    const left = continuesLocked(context, loop, lock, same);
    if (left !== undefined) yield { node: lock.node, what: `A round that leaves by \`continue\` keeps \`${lockText(lock)}\` locked, and the next one locks it again.`, related: [{ node: left, text: "This round goes on without unlocking." }] };
  }
}

/** A `continue` of the loop, behind the lock, before any unlock in the list of statements that both stand in. */
function continuesLocked({ ts }: RuleContext, loop: ts.IterationStatement, lock: LockOperation, same: readonly LockOperation[]): ts.Node | undefined {
  if (!ts.isBlock(loop.statement)) return undefined;
  const { statements } = loop.statement, from = statements.findIndex((s) => s.pos <= lock.node.pos && lock.node.end <= s.end);
  if (from < 0 || !ts.isExpressionStatement(statements[from]!)) return undefined;
  for (const s of statements.slice(from + 1)) {
    if (same.some((o) => o.kind === "unlock" && o.node.pos >= s.pos && o.node.end <= s.end && ts.isExpressionStatement(s))) return undefined;
    if (!ts.isIfStatement(s) || s.elseStatement !== undefined || same.some((o) => o.node.pos >= s.pos && o.node.end <= s.end)) continue;
    const then = ts.isBlock(s.thenStatement) ? s.thenStatement.statements[s.thenStatement.statements.length - 1] : s.thenStatement;
    if (then !== undefined && ts.isContinueStatement(then) && then.label === undefined) return then;
  }
  return undefined;
}
