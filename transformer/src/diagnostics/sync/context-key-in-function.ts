import { defineRule, type Finding, type RuleContext } from "../define";
import { functionAround, textOf } from "../syntax";

/** A key of a context that is made anew by each call. */
export const contextKeyInFunction = defineRule({
  code: "SY3027", slug: "context-key-in-function", severity: "warning",
  title: "A ContextKey is made in a function",
  why: "Keys are told apart by identity: each call makes another key, and what one call stored under its key no other finds.",
  todo: "Make the key once, at the top level of a module.",
  bad: "function user(ctx: Context) { return ctx.value(new ContextKey<string>(\"user\")); }",
  good: "const userKey = new ContextKey<string>(\"user\");\nfunction user(ctx: Context) { return ctx.value(userKey); }",
  ofCalls: true,
  *check({ ts, calls }: RuleContext): Iterable<Finding> {
    const used = new Set(["Context.value", "withValue"]);
    for (const { node, name } of calls) {
      // Made where it is used: as an argument.
      if (name !== "new ContextKey" || functionAround(ts, node) === undefined || !ts.isCallExpression(node.parent) || !calls.some((c) => c.node === node.parent && used.has(c.name))) continue;
      yield { node, what: `\`${textOf(node)}\` makes another key each time: nothing is stored under it yet, and nobody finds what is.` };
    }
  },
});
