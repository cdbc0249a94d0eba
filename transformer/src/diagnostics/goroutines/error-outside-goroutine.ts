import type ts from "typescript";
import { functionOf, skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { indentOf, replace } from "../edits";
import { isPlace, textOf } from "../syntax";

const starters = new Set(["go", "WaitGroup.go"]);

/** `try { go(f) } catch`: errors of a goroutine do not come back to who started it. */
export const errorOutsideGoroutine = defineRule({
  code: "SY2006", slug: "error-outside-goroutine", severity: "warning",
  title: "A catch clause stands around go, where nothing can throw",
  why: "A goroutine has a stack of its own: what it throws does not reach the function that started it, and ends the program.",
  todo: "Catch inside the goroutine, or use a `Group`, whose `wait()` throws the first error.",
  bad: "try { go(work, 5); } catch (e) { log(e); }",
  good: "go(() => { try { work(5); } catch (e) { log(e); } });",
  ofCalls: true,
  *check({ ts, calls }: RuleContext): Iterable<Finding> {
    const seen = new Set<ts.Node>();
    for (const { node, name } of calls) {
      const statement = node.parent, block = statement.parent as ts.Node | undefined, around = block?.parent;
      if (!starters.has(name) || !ts.isExpressionStatement(statement) || block === undefined || around === undefined || !ts.isTryStatement(around) || around.tryBlock !== block || around.catchClause === undefined || seen.has(around)) continue;
      seen.add(around);
      const starts = around.tryBlock.statements.map((s) => (ts.isExpressionStatement(s) ? calls.find((c) => c.node === s.expression && starters.has(c.name)) : undefined));
      // Arguments are evaluated here: only those that cannot throw are no reason to catch.
      if (!starts.every((s) => s !== undefined && (s.node.arguments ?? []).every((a) => isInert(ts, a)))) continue;
      const fix = starts.length === 1 && around.finallyBlock === undefined ? inside(ts, around, node as ts.CallExpression) : undefined;
      yield {
        node: around.catchClause.getFirstToken() ?? around.catchClause, what: `This \`catch\` gets no error of ${starts.length === 1 ? "the goroutine" : "the goroutines"} started by \`${textOf(node.expression)}\`.`,
        related: [{ node, text: "Here `go` returns at once; the goroutine runs later." }], ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});

function isInert(ts: RuleContext["ts"], argument: ts.Expression): boolean {
  const inner = skipOuter(ts, argument);
  return functionOf(ts, inner) !== undefined || isPlace(ts, inner) || ts.isLiteralExpression(inner) || inner.kind === ts.SyntaxKind.TrueKeyword || inner.kind === ts.SyntaxKind.FalseKeyword || inner.kind === ts.SyntaxKind.NullKeyword;
}

/** The statement goes into the goroutine, with its catch clause. */
function inside(ts: RuleContext["ts"], around: ts.TryStatement, start: ts.CallExpression): Fix | undefined {
  const [given, ...rest] = start.arguments, fn = given === undefined ? undefined : skipOuter(ts, given);
  if (fn === undefined) return undefined;
  const indent = indentOf(around), taker = start.expression.getText(), handler = around.catchClause!.getText();
  let body: string;
  if (ts.isArrowFunction(fn) && fn.parameters.length === 0 && !fn.modifiers?.length && rest.length === 0) body = ts.isBlock(fn.body) ? fn.body.getText() : `{ ${fn.body.getText()}; }`;
  else if (ts.isIdentifier(fn)) body = `{ ${fn.text}(${rest.map((a) => a.getText()).join(", ")}); }`;
  else return undefined;
  return { title: "Catch in the goroutine", changes: [replace(around, `${taker}(() => {\n${indent}  try ${body} ${handler}\n${indent}});`)] };
}
