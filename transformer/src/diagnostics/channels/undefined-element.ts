import type ts from "typescript";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type RuleContext } from "../define";
import { outermost, receiverOf, textOf } from "../syntax";

/** `recv` on a channel whose elements may be undefined: the end looks like an element. */
export const undefinedElement = defineRule({
  code: "SY1015", slug: "undefined-element", severity: "info",
  title: "undefined may be an element here, or the end of the channel",
  why: "`recv` gives undefined when the channel is closed and drained, and elements of this channel may be undefined too.",
  todo: "`recvOk` says which of the two it is.",
  bad: "const v = values.recv(); // Chan<number | undefined>\nif (v === undefined) return;",
  good: "const [v, ok] = values.recvOk();\nif (!ok) return;",
  *check({ ts, program, calls }: RuleContext): Iterable<Finding> {
    const checker = program.getTypeChecker();
    for (const { node, name } of calls) {
      if (name !== "RecvChan.recv") continue;
      const channel = receiverOf(ts, node), type = channel === undefined ? undefined : checker.getTypeAtLocation(channel);
      const element = type === undefined || type.isUnion() || (type.flags & ts.TypeFlags.Object) === 0 ? undefined : checker.getTypeArguments(type as ts.TypeReference)[0];
      if (channel === undefined || element === undefined || !element.isUnion() || !element.types.some((t) => (t.flags & ts.TypeFlags.Undefined) !== 0)) continue;
      // Only where the difference is asked for.
      const test = comparison(ts, outermost(ts, node)), variable = outermost(ts, node).parent;
      if (test === undefined && !(ts.isVariableDeclaration(variable) && ts.isIdentifier(variable.name) && isCompared(ts, checker, variable))) continue;
      yield { node, what: `\`${textOf(node)}\` gives undefined for an element that is undefined, and at the end of \`${textOf(channel)}\`.` };
    }
  },
});

/** A comparison with undefined. */
function comparison(ts: RuleContext["ts"], node: ts.Expression): ts.BinaryExpression | undefined {
  const { parent } = node, { SyntaxKind: K } = ts;
  return ts.isBinaryExpression(parent) && (parent.operatorToken.kind === K.EqualsEqualsEqualsToken || parent.operatorToken.kind === K.ExclamationEqualsEqualsToken) && parent.right.getText() === "undefined" ? parent : undefined;
}

function isCompared(ts: RuleContext["ts"], checker: ts.TypeChecker, { name, parent }: ts.VariableDeclaration): boolean {
  const symbol = checker.getSymbolAtLocation(name), scope = parent.parent.parent;
  return find(ts, scope, (n) => ts.isIdentifier(n) && n.text === name.getText() && checker.getSymbolAtLocation(n) === symbol && comparison(ts, n) !== undefined) !== undefined;
}
