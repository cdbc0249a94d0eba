import type ts from "typescript";
import { defineRule, type Finding, type RuleContext } from "../define";
import { functionAround, textOf, usesOf } from "../syntax";

const used = new Set(["Context.value", "withValue"]);

/** A key of a context that is made anew by each call. */
export const contextKeyInFunction = defineRule({
  code: "SY3027", slug: "context-key-in-function", severity: "warning",
  title: "A ContextKey is made in a function",
  why: "Keys are told apart by identity: each call makes another key, and what one call stored under its key no other finds.",
  todo: "Make the key once, at the top level of a module.",
  bad: "function user(ctx: Context) { return ctx.value(new ContextKey<string>(\"user\")); }",
  good: "const userKey = new ContextKey<string>(\"user\");\nfunction user(ctx: Context) { return ctx.value(userKey); }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, calls } = context, checker = program.getTypeChecker();
    const usedBy = (at: ts.Node): string | undefined => calls.find((c) => c.node === at.parent && used.has(c.name) && (c.node.arguments ?? []).some((a) => a === at) && (c.name !== "withValue" || c.node.arguments![1] === at))?.name;
    for (const { node, name } of calls) {
      const around = name === "new ContextKey" ? functionAround(ts, node) : undefined;
      if (around === undefined) continue;
      // Made where it is used: as an argument.
      if (usedBy(node) !== undefined) {
        yield { node, what: `\`${textOf(node)}\` makes another key each time: nothing is stored under it yet, and nobody finds what is.` };
        continue;
      }
      const { parent } = node, symbol = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? checker.getSymbolAtLocation(parent.name) : undefined;
      if (symbol === undefined) continue;
      // Stored under a key that nobody else has. Where it is asked for too, or the key goes elsewhere, it may be right; who only asks may want to see that nothing is there.
      const { name: own } = parent as ts.VariableDeclaration, uses = usesOf(context, around, own as ts.Identifier, symbol);
      if (uses.length > 0 && uses.every((u) => usedBy(u) === "withValue")) yield { node, what: `\`${textOf(own)}\` is another key each time, and nobody else has it: what is stored under it is never found.` };
    }
  },
});
