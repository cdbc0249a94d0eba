import type ts from "typescript";
import { typeOf } from "../../analysis/1-collect/declared-type";
import { calledText } from "../../analysis/1-collect/ordinary-calls";
import { defineRule, type Finding, type RuleContext } from "../define";
import { imported, insertBefore, replace } from "../edits";
import { isBlockingCode, isPromise } from "../promises";
import { outermost, statementOf, textOf } from "../syntax";

/** A promise that nobody looks at, in code that could wait for it. */
export const floatingPromise = defineRule({
  code: "SY4004", slug: "floating-promise", severity: "warning",
  title: "A promise is dropped in blocking code",
  why: "Nobody waits for it, and nobody sees its failure: that becomes an unhandled rejection.",
  todo: "Put `wait(…)` around it; if nobody is to wait, say so with `void`.",
  bad: "load();",
  good: "wait(load());",
  ofBlocking: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, plan, calls } = context, checker = program.getTypeChecker();
    if (calls.length === 0 && ![...plan.functions.values()].some((f) => f.facts.loops.some((l) => l.iteration === "channel"))) return;
    for (const fn of plan.functions.values()) {
      const { calls: known, nativeCalls, foreignCalls } = fn.facts;
      const dropped = [...known.map((c) => c.node), ...nativeCalls, ...foreignCalls].filter((node): node is ts.CallExpression => ts.isCallExpression(node) && statementOf(ts, node) !== undefined && !ts.isVoidExpression(node.parent) && outermost(ts, node).kind !== ts.SyntaxKind.VoidExpression);
      if (dropped.length === 0 || !isBlockingCode(context, fn)) continue;
      for (const call of dropped) {
        if (isHandled(ts, call) || calls.some((c) => c.node === call) || !isPromise(context, inChain(context, call, typeOf(ts, checker, call)))) continue;
        const optional = isInChain(ts, call);
        const wait = imported(context, plan.facts.file, "wait");
        yield {
          node: call, what: `\`${calledText(ts, call)}\` gives a promise, and nobody waits for it.`, todo: optional ? `Keep it, and wait for it if there is one; \`void ${textOf(call)}\` says that nobody is to wait.` : `\`wait(${textOf(call)})\` waits; \`void ${textOf(call)}\` says that nobody is to wait.`,
          fixes: [
            ...(wait === undefined || optional ? [] : [{ title: "Wait for it", changes: [replace(call, `${wait.name}(${call.getText()})`), ...wait.changes] }]),
            { title: "Say that nobody waits: `void`", changes: [insertBefore(call, "void ")] },
          ],
        };
      }
    }
  },
});

/** `sink.write?.(x)`: there may be nothing to wait for. */
function isInChain(ts: RuleContext["ts"], call: ts.CallExpression): boolean {
  return (call.flags & ts.NodeFlags.OptionalChain) !== 0;
}

/** Of a chain what there is where nothing is missing. */
function inChain({ ts, program }: RuleContext, call: ts.CallExpression, type: ts.Type): ts.Type {
  return isInChain(ts, call) ? program.getTypeChecker().getNonNullableType(type) : type;
}

/** Its failure goes somewhere: `.catch(f)`, `.then(f, g)`. */
function isHandled(ts: RuleContext["ts"], call: ts.CallExpression): boolean {
  const { expression, arguments: args } = call;
  return ts.isPropertyAccessExpression(expression) && ((expression.name.text === "catch" && args.length > 0) || (expression.name.text === "then" && args.length > 1) || (expression.name.text === "finally" && ts.isCallExpression(expression.expression) && isHandled(ts, expression.expression)));
}
