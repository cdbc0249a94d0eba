import type ts from "typescript";
import { defineRule, type Finding, type RuleContext } from "../define";
import { replace } from "../edits";
import { runtimeType } from "../runtime-calls";
import { functionAround } from "../syntax";

/** `background()` in a function that was given a context. */
export const contextNotPassed = defineRule({
  code: "SY3016", slug: "context-not-passed", severity: "info",
  title: "A function has a context, and hands on another one",
  why: "What is called with `background()` does not hear when the caller gives up.",
  todo: "Hand on the context that the function was given; `withoutCancel(ctx)` says that it is not to end with it.",
  bad: "function load(ctx: Context) { return get(background()); }",
  good: "function load(ctx: Context) { return get(ctx); }",
  ofCalls: true,
  *check({ ts, program, calls }: RuleContext): Iterable<Finding> {
    const checker = program.getTypeChecker();
    for (const { node, name } of calls) {
      if (name !== "background" || !ts.isCallExpression(node.parent) || !node.parent.arguments.includes(node as ts.CallExpression)) continue;
      const given = functionAround(ts, node)?.parameters.find((p) => ts.isIdentifier(p.name) && runtimeType(ts, program, checker.getTypeAtLocation(p)) === "Context");
      if (given !== undefined) yield { node, what: `\`${given.name.getText()}\` is here, and \`background()\` is handed on.`, related: [{ node: given, text: "This is the context of the caller." }], fixes: [{ title: `Hand on \`${given.name.getText()}\``, changes: [replace(node, given.name.getText())] }] };
    }
  },
});
