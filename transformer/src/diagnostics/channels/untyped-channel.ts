import { find } from "../../analysis/walk";
import { defineRule, type Finding, type RuleContext } from "../define";
import { insertAfter } from "../edits";
import { textOf } from "../syntax";
import type ts from "typescript";

/** `chan()` whose elements end as `unknown`. */
export const untypedChannel = defineRule({
  code: "SY1019", slug: "untyped-channel", severity: "info",
  title: "A channel is made without an element type",
  why: "Nothing says what its elements are: they are `unknown` wherever one is received.",
  todo: "Give the type: `chan<Job>()`.",
  bad: "const jobs = chan();",
  good: "const jobs = chan<Job>();",
  ofCalls: true,
  *check({ ts, program, calls }: RuleContext): Iterable<Finding> {
    const checker = program.getTypeChecker();
    for (const { node, name } of calls) {
      if (name !== "chan" || node.typeArguments !== undefined) continue;
      const type = checker.getTypeAtLocation(node), element = (type.flags & ts.TypeFlags.Object) === 0 ? undefined : checker.getTypeArguments(type as ts.TypeReference)[0];
      if (element === undefined || (element.flags & ts.TypeFlags.Unknown) === 0) continue;
      if (!ts.isVariableDeclaration(node.parent) && !ts.isPropertyDeclaration(node.parent)) continue; // nobody keeps it
      // A context that wants a channel of unknown elements says what they are.
      if (checker.getContextualType(node as ts.CallExpression) !== undefined) continue;
      const sent = sentType(ts, checker, node);
      yield {
        node, what: `The elements of \`${textOf(node)}\` are \`unknown\`.`,
        ...(sent === undefined ? {} : { todo: `Give the type: \`chan<${sent}>\`.`, fixes: [{ title: `Give the type: \`${sent}\``, changes: [insertAfter(node.expression, `<${sent}>`)] }] }),
      };
    }
  },
});

/** What the first `send` on the constant sends. */
function sentType(ts: RuleContext["ts"], checker: ts.TypeChecker, made: ts.Node): string | undefined {
  const declaration = made.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const symbol = checker.getSymbolAtLocation(declaration.name), { text } = declaration.name;
  const send = find(ts, declaration.getSourceFile(), (n) => ts.isCallExpression(n) && ts.isPropertyAccessExpression(n.expression) && /^(send|trySend)$/.test(n.expression.name.text) && ts.isIdentifier(n.expression.expression) &&
    n.expression.expression.text === text && checker.getSymbolAtLocation(n.expression.expression) === symbol && n.arguments.length === 1) as ts.CallExpression | undefined;
  const type = send === undefined ? undefined : checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(send.arguments[0]!));
  const { Any, Unknown, Never } = ts.TypeFlags;
  return type === undefined || (type.flags & (Any | Unknown | Never)) !== 0 ? undefined : checker.typeToString(type, made, ts.TypeFormatFlags.NoTruncation);
}
