import type ts from "typescript";
import { defineRule, type Finding, type RuleContext } from "../define";
import { functionsWithLocks, heldIn, lockingOf, lockText } from "../flow/locks";
import { isExpectedToThrow } from "../syntax";

/** `lock` while the goroutine itself reads. */
export const rlockUpgrade = defineRule({
  code: "SY3010", slug: "rlock-upgrade", severity: "error",
  title: "A goroutine that holds the read lock takes the write lock",
  why: "A writer waits until all readers are gone, and this goroutine is one of them: it waits for itself, for ever.",
  todo: "Release the read lock first; then lock, and look again, since others may have written meanwhile.",
  bad: "rw.rLock();\nif (!cache.has(k)) { rw.lock(); cache.set(k, make()); rw.unlock(); }\nrw.rUnlock();",
  good: "rw.rLock();\nconst known = cache.has(k);\nrw.rUnlock();\nif (!known) { rw.lock(); if (!cache.has(k)) cache.set(k, make()); rw.unlock(); }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    for (const fn of functionsWithLocks(context)) {
      const held = heldIn(context, fn), { operations, takes } = lockingOf(context, fn), seen = new Set<ts.Node>();
      for (const one of [...operations.filter((o) => o.kind === "lock"), ...takes]) {
        const before = held(one.node).find((h) => h.on === one.on && h.mode !== one.mode);
        if (before === undefined || seen.has(one.node) || isExpectedToThrow(context.ts, one.node)) continue;
        seen.add(one.node);
        const reads = before.mode === "r";
        yield {
          node: one.node, what: reads ? `\`${lockText(one)}\` is read-locked by this goroutine, so ${one.via === undefined ? "this" : "the lock that this call takes"} waits for ever.` : `\`${lockText(one)}\` is locked by this goroutine, so reading it waits for ever.`,
          related: [{ node: before.by.node, text: reads ? "It is read-locked here." : "It is locked here." }, ...(one.via === undefined ? [] : [{ node: one.via, text: "It is locked here." }])],
        };
      }
    }
  },
});
