import { find } from "../../analysis/walk";
import { functionOf } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type RuleContext } from "../define";
import { insertAfter, replace } from "../edits";
import { madeBy } from "../flow/uses";
import { variableOf } from "../syntax";

/** A function of a Group uses the context that the group was made with, and not its own. */
export const groupOuterContext = defineRule({
  code: "SY2013", slug: "group-outer-context", severity: "info",
  title: "A function of a Group uses the outer context",
  why: "The group gives each function a context that ends when one of them fails; the outer one does not end then.",
  todo: "Take the context as parameter: `g.go((ctx) => …)`.",
  bad: "const g = new Group(ctx);\ng.go(() => load(ctx));",
  good: "const g = new Group(ctx);\ng.go((ctx) => load(ctx));",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program } = context, checker = program.getTypeChecker();
    for (const made of madeBy(context, "new Group")) {
      const given = made.call.node.arguments?.[0], outer = given === undefined ? undefined : variableOf(context, given);
      if (outer === undefined) continue;
      for (const { kind, node } of made.uses) {
        const argument = (kind === "go" || kind === "tryGo") && ts.isCallExpression(node) ? node.arguments[0] : undefined, fn = argument === undefined ? undefined : functionOf(ts, argument);
        if (fn === undefined || fn.parameters.length > 0) continue;
        const use = find(ts, fn.body, (n) => ts.isIdentifier(n) && n.text === outer.name && checker.getSymbolAtLocation(n) === outer);
        const open = fn.getFirstToken();
        if (use !== undefined) yield {
          node: use, what: `\`${outer.name}\` does not end when another function of \`${made.name.text}\` fails.`, related: [{ node: made.call.node, text: "The group is made here." }],
          ...(ts.isArrowFunction(fn) && /^\(\s*\)/.test(fn.getText()) && open !== undefined ? { fixes: [{ title: "Take the group's context", changes: [open.getText() === "(" ? insertAfter(open, outer.name) : replace(open, `(${outer.name})`)] }] } : {}),
        };
      }
    }
  },
});
