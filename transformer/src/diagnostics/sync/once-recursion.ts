import type ts from "typescript";
import type { FunctionId } from "../../analysis/facts";
import { idOf } from "../../analysis/facts";
import { defineRule, type Finding, type RuleContext } from "../define";
import { calledFunction, contextOf } from "../flow/functions";
import { type Place, stable } from "../flow/places";
import { functionGiven, receiverOf, textOf } from "../syntax";

/** `once.do` inside of the function that it runs. */
export const onceRecursion = defineRule({
  code: "SY3023", slug: "once-recursion", severity: "error",
  title: "Once.do is called by the function that it runs",
  why: "Callers of `do` wait until the first call has returned; this one waits for itself, for ever.",
  todo: "Take the part that is wanted out of the function, and call it directly.",
  bad: "init() { once.do(() => { load(); init(); }); }",
  good: "init() { once.do(() => { load(); }); }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    for (const { node, name, facts } of calls) {
      const fn = name === "Once.do" ? functionGiven(context, facts) : undefined, on = fn === undefined ? undefined : stable(context, receiverOf(ts, node));
      const inner = fn === undefined || on === undefined ? undefined : callsDo(context, fn, on);
      if (inner !== undefined) yield { node, what: `What \`${textOf(node.expression)}\` runs comes back to \`${textOf(node.expression)}\`, and waits for itself.`, related: inner === node ? [] : [{ node: inner, text: "It is called again here." }] };
    }
  },
});

/** A call of `do` on the same Once in a function, or in those that it calls. */
function callsDo(context: RuleContext, fn: ts.Node, on: Place): ts.Node | undefined {
  const seen = new Set<FunctionId>([idOf(fn)]), work: ts.Node[] = [fn];
  for (const at of work) {
    const own = contextOf(context, at.getSourceFile()), facts = own === undefined ? undefined : [...own.plan.functions.values()].find((f) => f.facts.node === at)?.facts;
    if (own === undefined || facts === undefined || seen.size > 200) continue;
    for (const call of own.calls) if (call.name === "Once.do" && call.within.facts === facts && stable(own, receiverOf(own.ts, call.node)) === on) return call.node;
    for (const call of facts.calls) {
      const called = calledFunction(own, call);
      if (called === undefined || seen.has(idOf(called))) continue;
      seen.add(idOf(called));
      work.push(called);
    }
  }
  return undefined;
}
