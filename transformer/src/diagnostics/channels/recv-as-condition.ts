import type ts from "typescript";
import { typeOf } from "../../analysis/1-collect/declared-type";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { replace } from "../edits";
import { outermost, receiverOf, textOf } from "../syntax";

/** `while (ch.recv())`: 0 and "" look like the end of the channel. */
export const recvAsCondition = defineRule({
  code: "SY1010", slug: "recv-as-condition", severity: "warning",
  title: "A received value is used as a condition, and may be falsy",
  why: "`recv` gives undefined when the channel is closed and drained; an element that is 0 or \"\" looks the same to a condition.",
  todo: "`for (const x of ch)` takes all elements; `recvOk` says whether there was one.",
  bad: "while ((n = numbers.recv())) use(n);",
  good: "for (const n of numbers) use(n);",
  ofCalls: true,
  *check({ ts, program, calls }: RuleContext): Iterable<Finding> {
    const checker = program.getTypeChecker();
    for (const { node, name } of calls) {
      if (name !== "RecvChan.recv" || !ts.isCallExpression(node)) continue;
      const falsy = falsyElements(ts, typeOf(ts, checker, node));
      if (falsy.length === 0) continue;
      let whole = outermost(ts, node), assigned: ts.Expression | undefined;
      if (ts.isBinaryExpression(whole.parent) && whole.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && whole.parent.right === whole) [assigned, whole] = [whole.parent.left, outermost(ts, whole.parent)];
      const use = conditionOf(ts, whole) ?? loopOver(ts, whole);
      if (use === undefined) continue;
      const channel = receiverOf(ts, node)!, fixes: Fix[] = [];
      if (ts.isWhileStatement(use)) {
        const { file, start } = replace(use, ""), end = use.statement.getStart();
        fixes.push({ title: "Take every element: `for…of`", changes: [{ file, start, end, text: `for (${assigned === undefined ? "const _" : assigned.getText()} of ${channel.getText()}) ` }] });
      } else if (ts.isBinaryExpression(use)) {
        if (isFalsyLiteral(ts, use.right)) continue; // `ch.recv() || 0` gives 0 for 0
        if (!ts.isBinaryExpression(use.parent)) fixes.push({ title: "Only undefined is the end: `??`", changes: [replace(use.operatorToken, "??")] });
      }
      yield {
        node, what: `\`${textOf(node)}\` may give ${falsy.join(" or ")}, which this condition takes for the end of \`${textOf(channel)}\`.`,
        ...(fixes.length === 0 ? {} : { fixes }),
      };
    }
  },
});

/** Booleans are what conditions are for. */
function falsyElements(ts: RuleContext["ts"], type: ts.Type): string[] {
  const found = new Set<string>();
  for (const part of type.isUnion() ? type.types : [type]) {
    if ((part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return [];
    if (part.isNumberLiteral()) { if (part.value === 0) found.add("0"); }
    else if (part.isStringLiteral()) { if (part.value === "") found.add('""'); }
    else if ((part.flags & (ts.TypeFlags.Number | ts.TypeFlags.Enum)) !== 0) found.add("0");
    else if ((part.flags & ts.TypeFlags.String) !== 0) found.add('""');
    else if ((part.flags & ts.TypeFlags.BigInt) !== 0) found.add("0n");
  }
  return [...found];
}

function isFalsyLiteral(ts: RuleContext["ts"], node: ts.Expression): boolean {
  return (ts.isNumericLiteral(node) && Number(node.text) === 0) || (ts.isStringLiteralLike(node) && node.text === "");
}

/** The statement or operator whose condition it is. */
function conditionOf(ts: RuleContext["ts"], whole: ts.Expression): ts.Node | undefined {
  const { parent } = whole;
  if ((ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression === whole) return parent;
  if ((ts.isForStatement(parent) || ts.isConditionalExpression(parent)) && parent.condition === whole) return parent;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.BarBarToken && parent.left === whole) return parent;
  return ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken ? parent : undefined;
}

/** `for (let line = c.recv(); line; line = c.recv())`, by the first of the two. */
function loopOver(ts: RuleContext["ts"], whole: ts.Node): ts.ForStatement | undefined {
  const declaration = whole.parent, loop = ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name) && ts.isVariableDeclarationList(declaration.parent) ? declaration.parent.parent : undefined;
  return loop !== undefined && ts.isForStatement(loop) && loop.condition?.getText() === (declaration as ts.VariableDeclaration).name.getText() ? loop : undefined;
}
