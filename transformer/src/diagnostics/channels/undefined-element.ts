import type ts from "typescript";
import { isConst, skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { freeName, givenIn, type GivenNames, replace } from "../edits";
import { functionAround, outermost, receiverOf, textOf, usesOf } from "../syntax";

/** `recv` on a channel whose elements may be undefined: the end looks like an element. */
export const undefinedElement = defineRule({
  code: "SY1015", slug: "undefined-element", severity: "info",
  title: "undefined may be an element here, or the end of the channel",
  why: "`recv` gives undefined when the channel is closed and drained, and elements of this channel may be undefined too.",
  todo: "`recvOk` says which of the two it is.",
  bad: "const v = values.recv(); // Chan<number | undefined>\nif (v === undefined) return;",
  good: "const [v, ok] = values.recvOk();\nif (!ok) return;",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, calls } = context, checker = program.getTypeChecker(), given: GivenNames = new Map();
    for (const { node, name } of calls) {
      if (name !== "RecvChan.recv") continue;
      const channel = receiverOf(ts, node), type = channel === undefined ? undefined : checker.getTypeAtLocation(channel);
      const element = type === undefined || type.isUnion() || (type.flags & ts.TypeFlags.Object) === 0 ? undefined : checker.getTypeArguments(type as ts.TypeReference)[0];
      if (channel === undefined || element === undefined || !element.isUnion() || !element.types.some((t) => (t.flags & ts.TypeFlags.Undefined) !== 0)) continue;
      // Only where the difference is asked for.
      const test = comparison(ts, outermost(ts, node)), variable = outermost(ts, node).parent;
      const tests = test !== undefined ? [test] : ts.isVariableDeclaration(variable) && ts.isIdentifier(variable.name) ? comparisonsOf(context, variable, variable.name) : [];
      if (tests.length === 0) continue;
      const fix = ts.isCallExpression(node) ? fixFor(context, node, channel, variable, tests, given) : undefined;
      yield { node, what: `\`${textOf(node)}\` gives undefined for an element that is undefined, and at the end of \`${textOf(channel)}\`.`, ...(fix === undefined ? {} : { fixes: [fix] }) };
    }
  },
});

/** A comparison with undefined. */
function comparison(ts: RuleContext["ts"], node: ts.Expression): ts.BinaryExpression | undefined {
  const { parent } = node, { SyntaxKind: K } = ts;
  return ts.isBinaryExpression(parent) && (parent.operatorToken.kind === K.EqualsEqualsEqualsToken || parent.operatorToken.kind === K.ExclamationEqualsEqualsToken) && parent.right.getText() === "undefined" ? parent : undefined;
}

function comparisonsOf(context: RuleContext, declaration: ts.VariableDeclaration, name: ts.Identifier): ts.BinaryExpression[] {
  const symbol = context.program.getTypeChecker().getSymbolAtLocation(name);
  return symbol === undefined ? [] : usesOf(context, declaration.parent.parent.parent, name, symbol).flatMap((use) => comparison(context.ts, use) ?? []);
}

/** With `recvOk`. Where the end was asked for, the second of what it gives is; an element that is undefined goes on as the others do, and the types say where that is not taken care of. */
function fixFor(context: RuleContext, call: ts.CallExpression, channel: ts.Expression, declaration: ts.Node, tests: readonly ts.BinaryExpression[], given: GivenNames): Fix | undefined {
  const { ts } = context, callee = skipOuter(ts, call.expression), isEnd = (test: ts.BinaryExpression): boolean => test.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
  if (!ts.isPropertyAccessExpression(callee) || callee.questionDotToken !== undefined || call.questionDotToken !== undefined) return undefined;
  const received = `${channel.getText()}.recvOk()`, title = "Ask `recvOk` whether it is the end";
  if (!ts.isVariableDeclaration(declaration)) return { title, changes: [replace(tests[0]!, `${isEnd(tests[0]!) ? "!" : ""}${received}[1]`)] };
  // A constant of its own: what is written to a variable later has nothing to do with `ok`.
  if (declaration.type !== undefined || !isConst(ts, declaration) || !ts.isVariableDeclarationList(declaration.parent) || declaration.parent.declarations.length > 1 || !ts.isVariableStatement(declaration.parent.parent)) return undefined;
  const ok = freeName(call.getSourceFile(), "ok", givenIn(given, functionAround(ts, call) ?? call.getSourceFile()));
  return { title, changes: [replace(declaration.name, `[${declaration.name.getText()}, ${ok}]`), replace(declaration.initializer!, received), ...tests.map((test) => replace(test, isEnd(test) ? `!${ok}` : ok))] };
}
