import type { FunctionKind } from "../../analysis/facts";
import { Colour } from "../../analysis/2-infer/infer";
import { chainText, whyChain } from "../../analysis/2-infer/why";
import { defineRule, type Finding, type RuleContext } from "../define";

const places = new Map<FunctionKind, string>([
  ["accessor", "a getter or setter"], ["initializer", "an initialiser"], ["static", "an initialiser"], ["namespace", "the body of a namespace"],
]);

/** A call that may block where there is no lowering and the caller cannot wait. */
export const cannotBlockHere = defineRule({
  code: "SY4001", slug: "cannot-block-here", severity: "error",
  title: "A call that may block stands where nobody can wait",
  why: "Whoever runs this code (class evaluation, a decorator, a private property) needs its result at once and cannot be suspended.",
  todo: "Move the call into a method or a factory function and call that.",
  bad: "class Config { static port = ports.recv(); }",
  good: "class Config { static readPort() { return ports.recv(); } }",
  ofBlocking: true,
  *check({ analysis, plan }: RuleContext): Iterable<Finding> {
    for (const fn of plan.functions.values()) {
      const place = places.get(fn.facts.kind);
      if (place === undefined || fn.form === "direct") continue;
      for (const call of fn.facts.calls) {
        const callPlan = plan.calls.get(call.key)!;
        if (callPlan.effect !== Colour.Blocking) continue;
        const to = call.callee.kind === "marked" ? call.callee.name
          : call.callee.kind === "functions" ? chainText(whyChain(call.callee.ids[0]!, analysis.colours, analysis.functions)) : call.text;
        yield {
          node: call.node,
          what: `\`${call.text}\` may block, but ${place} cannot wait.`,
          why: `It may suspend: ${fn.facts.name} → ${to}. ${fn.facts.unframed !== undefined ? `${place[0]!.toUpperCase()}${place.slice(1)} cannot be compiled so that it waits: ${fn.facts.unframed}.` : `Whoever runs ${place} needs the result at once.`}`,
        };
      }
    }
  },
});
