import { defineRule, type RuleContext } from "../define";
import { resultsHandedOver } from "./handed-result";

const takers = new Set(["defer"]);

/** `defer(mu.unlock())`: Go's habit, where `defer` is a statement. */
export const deferOfAResult = defineRule({
  code: "SY2015", slug: "defer-of-a-result", severity: "error",
  title: "defer is given the result of a call",
  why: "`defer` takes a function and calls it at the end of the function around it; this call runs at once.",
  todo: "Put an arrow function around the call.",
  bad: "mu.lock(); defer(mu.unlock());",
  good: "mu.lock(); defer(() => mu.unlock());",
  ofCalls: true,
  *check(context: RuleContext) { yield* resultsHandedOver(context, takers); },
});
