import type ts from "typescript";
import { defineRule, type Finding, type RuleContext } from "../define";
import { runtimeCalls } from "../runtime-calls";
import { functionsWithLocks, heldIn, lockingOf, type LockOperation, lockText } from "../flow/locks";
import { isFieldPlace, type Place } from "../flow/places";
import { find } from "../../analysis/walk";
import { functionAround } from "../syntax";

interface Pair { readonly first: Place; readonly second: Place; readonly outer: LockOperation; readonly inner: LockOperation }

/** Two locks, taken in one order here and in the other there. */
export const lockOrder = defineRule({
  code: "SY3011", slug: "lock-order", severity: "warning",
  title: "Two locks are taken in different orders",
  why: "Two goroutines that each hold one of the locks and want the other wait for each other, for ever.",
  todo: "Take them in the same order everywhere; of two objects of one class, in the order of an id.",
  bad: "function left() { a.lock(); b.lock(); … }\nfunction right() { b.lock(); a.lock(); … }",
  good: "function left() { a.lock(); b.lock(); … }\nfunction right() { a.lock(); b.lock(); … }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    if (context.calls.length === 0) return;
    const all = pairsOf(context), { file } = context.plan.facts, seen = new Set<ts.Node>();
    for (const pair of all) {
      if (pair.inner.node.getSourceFile() !== file || seen.has(pair.inner.node)) continue;
      const other = all.find((o) => o.first === pair.second && o.second === pair.first && functionAround(context.ts, o.inner.node) !== functionAround(context.ts, pair.inner.node));
      if (other !== undefined) {
        seen.add(pair.inner.node);
        yield {
          node: pair.inner.node, what: `\`${lockText(pair.inner)}\` is locked while \`${lockText(pair.outer)}\` is held, and elsewhere the other way round.`,
          related: [{ node: pair.outer.node, text: "The other one is locked here." }, { node: other.inner.node, text: "Here they are locked in the other order." }],
        };
      } else if (isOneOfTwo(context, pair)) {
        seen.add(pair.inner.node);
        yield {
          node: pair.inner.node, what: `\`${lockText(pair.outer)}\` and \`${lockText(pair.inner)}\` are locked in the order of the arguments: two calls with the arguments the other way round wait for each other.`,
          related: [{ node: pair.outer.node, text: "The first one is locked here." }], todo: "Lock them in an order that does not depend on the arguments: by an id, for example.",
        };
      }
    }
  },
});

const pairs = new WeakMap<ts.Program, readonly Pair[]>();

/** Of the whole program. */
function pairsOf(context: RuleContext): readonly Pair[] {
  let all = pairs.get(context.program);
  if (all !== undefined) return all;
  const found: Pair[] = [];
  for (const plan of context.analysis.files.values()) {
    const own = { ...context, plan, calls: runtimeCalls(context.ts, context.program, plan) };
    for (const fn of functionsWithLocks(own)) {
      const held = heldIn(own, fn), { operations, takes } = lockingOf(own, fn);
      for (const inner of [...operations.filter((o) => o.kind === "lock"), ...takes])
        for (const outer of held(inner.node)) if (outer.on !== inner.on && !(outer.mode === "r" && inner.mode === "r")) found.push({ first: outer.on, second: inner.on, outer: outer.by, inner });
    }
  }
  pairs.set(context.program, (all = found));
  return all;
}

/** The same field of two parameters of one type, and nothing in the function compares the two. */
function isOneOfTwo({ ts, program }: RuleContext, { first, second, inner }: Pair): boolean {
  if (!isFieldPlace(first) || !isFieldPlace(second) || first.field !== second.field || isFieldPlace(first.of) || isFieldPlace(second.of)) return false;
  const a = first.of.valueDeclaration, b = second.of.valueDeclaration, checker = program.getTypeChecker();
  if (a === undefined || b === undefined || !ts.isParameter(a) || !ts.isParameter(b) || a.parent !== b.parent || checker.getTypeAtLocation(a) !== checker.getTypeAtLocation(b) || !("body" in a.parent) || inner.via !== undefined) return false;
  return find(ts, a.parent.body!, (n) => ts.isBinaryExpression(n) && /^(<|>|<=|>=)$/.test(n.operatorToken.getText()) && [a, b].every((p) => n.getText().includes(p.name.getText()))) === undefined;
}
