import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { replace } from "../edits";
import { runtimeType } from "../runtime-calls";
import { outermost, statementOf, textOf } from "../syntax";

/** `select({ jobs })`: a receive with more words. */
export const singleCaseSelect = defineRule({
  code: "SY1013", slug: "single-case-select", severity: "info",
  title: "A select has one case",
  why: "With one case there is nothing to choose: it is the operation itself.",
  todo: "Use `recv`, `recvOk` or `send`.",
  bad: "select({ jobs });",
  good: "jobs.recv();",
  ofCalls: true,
  *check({ ts, program, calls }: RuleContext): Iterable<Finding> {
    for (const { node, name } of calls) {
      const cases = name === "select" ? node.arguments?.[0] : undefined;
      if (cases === undefined || !ts.isObjectLiteralExpression(cases) || cases.properties.length !== 1) continue;
      const [only] = cases.properties as unknown as [ts.ObjectLiteralElementLike], value = ts.isShorthandPropertyAssignment(only) ? only.name : ts.isPropertyAssignment(only) ? skipOuter(ts, only.initializer) : undefined;
      if (value === undefined) continue;
      // A case that may be null waits for ever where the operation itself would throw.
      const isChannel = /^(Chan|RecvChan)$/.test(runtimeType(ts, program, program.getTypeChecker().getTypeAtLocation(value)) ?? "");
      const whole = outermost(ts, node), { parent } = whole;
      const taken = statementOf(ts, node) !== undefined ? node : ts.isPropertyAccessExpression(parent) && parent.name.text === "value" ? parent : undefined;
      // Who keeps the result may want its form.
      if (taken === undefined) continue;
      const fix: Fix | undefined = isChannel ? { title: "Receive", changes: [replace(taken, `${ts.isIdentifier(value) || ts.isPropertyAccessExpression(value) || ts.isCallExpression(value) ? value.getText() : `(${value.getText()})`}.recv()`)] } : undefined;
      if (isChannel) yield { node, what: `This \`select\` has one case, \`${textOf(only.name ?? only)}\`.`, ...(fix === undefined ? {} : { fixes: [fix] }) };
    }
  },
});
