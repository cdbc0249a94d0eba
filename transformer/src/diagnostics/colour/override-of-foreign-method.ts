import { defineRule, type RuleContext } from "../define";
import { foreignOverrides } from "./handed-over";

/** A method that may block overrides one of a class that is not compiled. A warning: who calls it is not known. */
export const overrideOfForeignMethod = defineRule({
  code: "SY4019", slug: "override-of-foreign-method", severity: "warning",
  title: "A method that may block overrides one of a class that is not compiled",
  why: "Code of that class calls the method as any other and would get a promise for a value if it parks. Compiled code that calls it waits, as ever.",
  todo: "If the class calls the method itself, do the blocking part before, and let the method look the result up. If only your code does, say so: // @sansync-ignore SY4019 reason.",
  bad: "class Rules extends Validator { override accept(x: number) { return askServer(x); } }",
  good: "class Rules extends Validator { constructor(readonly known: Set<number>) { super(); } override accept(x: number) { return this.known.has(x); } }",
  ofBlocking: true,
  *check(context: RuleContext) { yield* foreignOverrides(context); },
});
