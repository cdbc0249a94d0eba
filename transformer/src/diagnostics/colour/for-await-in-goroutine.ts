import type ts from "typescript";
import { walk } from "../../analysis/walk";
import { defineRule, type Finding, type RuleContext } from "../define";
import { imported, replace } from "../edits";
import { isBlockingCode } from "../promises";
import { textOf } from "../syntax";

/** `for await` in blocking code: TypeScript asks for `async`, which is the wrong way. */
export const forAwaitInGoroutine = defineRule({
  code: "SY4010", slug: "for-await-in-goroutine", severity: "error",
  title: "for await stands in blocking code",
  why: "`for await` makes every function on the way async. Blocking code takes the elements one by one, and parks until the next one is there.",
  todo: "`for (const x of iterate(source))`; a channel is iterated without `await`.",
  bad: "go(() => { for await (const line of source) out.send(line); });",
  good: "go(() => { for (const line of iterate(source)) out.send(line); });",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, plan, calls } = context;
    if (calls.length === 0) return;
    for (const fn of plan.functions.values()) {
      const { body } = fn.facts.node as ts.FunctionLikeDeclaration, loops: ts.ForOfStatement[] = [];
      if (body === undefined || !isBlockingCode(context, fn)) continue;
      walk(ts, body, (n) => {
        if (ts.isFunctionLike(n) || ts.isClassLike(n)) return "skip";
        if (ts.isForOfStatement(n) && n.awaitModifier !== undefined) loops.push(n);
        return undefined;
      });
      for (const loop of loops) {
        const iterate = imported(context, plan.facts.file, "iterate"), await_ = loop.awaitModifier!;
        yield {
          node: await_, what: `\`for await\` over \`${textOf(loop.expression)}\` in blocking code.`, replaces: [1103],
          ...(iterate === undefined ? {} : { fixes: [{ title: "Iterate in blocking style: `iterate`", changes: [{ file: loop.getSourceFile(), start: await_.getStart(), end: await_.getEnd() + 1, text: "" }, replace(loop.expression, `${iterate.name}(${loop.expression.getText()})`), ...iterate.changes] }] }),
        };
      }
    }
  },
});
