import type ts from "typescript";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { freeName, givenIn, type GivenNames, importedAnyhow, insertBefore, lineBefore, replace } from "../edits";
import { functionAround, isInList, isPlace, loopsAround, outermost, statementAround, textOf } from "../syntax";

/** `after(long)` in each round: the timers of rounds that went otherwise stay. */
export const afterInLoop = defineRule({
  code: "SY3025", slug: "after-in-loop", severity: "info",
  title: "A long timer is made anew in each round of a loop",
  why: "A timer that was not waited for stays until its time has come: a loop with many rounds holds as many timers.",
  todo: "Make one `Timer` before the loop and `reset` it in each round.",
  bad: "for (;;) { const r = select({ jobs, late: after(Minute) }); … }",
  good: "const late = new Timer(Minute);\nfor (;;) { const r = select({ jobs, late: late.c }); late.reset(Minute); … }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, calls } = context, checker = program.getTypeChecker(), given: GivenNames = new Map();
    for (const { node, name } of calls) {
      const time = name === "after" ? node.arguments?.[0] : undefined;
      if (time === undefined || [...loopsAround(ts, node)].length === 0) continue;
      const { parent } = node;
      const inSelect = (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) && ts.isCallExpression(parent.parent.parent) && calls.some((c) => c.node === parent.parent.parent && c.name === "select" && ts.isObjectLiteralExpression(parent.parent) && parent.parent.properties.length > 1);
      const ms = millisecondsOf(time.getText(), checker.getTypeAtLocation(time));
      if (!inSelect || ms === undefined || ms < 10_000) continue;
      const fix = fixFor(context, node, parent, time, given);
      yield { node, what: `\`${textOf(node)}\` makes a timer in each round, which stays for its ${ms / 1000} s.`, ...(fix === undefined ? {} : { fixes: [fix] }) };
    }
  },
});

/** One timer before the loop, set anew right before each `select`. Only where nothing happens between the two: the cases are names, and nothing of the statement is evaluated before it. */
function fixFor(context: RuleContext, call: ts.Node, property: ts.Node, time: ts.Expression, given: GivenNames): Fix | undefined {
  const { ts } = context, literal = property.parent, select = literal.parent, statement = statementAround(ts, select), [loop, outer] = loopsAround(ts, call);
  if (loop === undefined || outer !== undefined || statement === undefined || !ts.isPropertyAssignment(property) || !ts.isObjectLiteralExpression(literal) || !ts.isCallExpression(select)) return undefined;
  if (!ts.isBlock(loop.statement) || statement.parent !== loop.statement || !isInList(ts, loop) || functionAround(ts, loop) === undefined) return undefined;
  if (!literal.properties.every((p) => p === property || ts.isShorthandPropertyAssignment(p) || (ts.isPropertyAssignment(p) && ts.isIdentifier(p.name) && isPlace(ts, p.initializer))) || !isFirst(ts, statement, select)) return undefined;
  const file = call.getSourceFile(), timer = importedAnyhow(context, file, "Timer"), name = freeName(file, ts.isIdentifier(property.name) && !/^(late|timer)$/.test(property.name.text) ? `${property.name.text}Timer` : "timer", givenIn(given, functionAround(ts, loop)!));
  if (timer === undefined) return undefined;
  const ms = time.getText();
  return { title: "Make one timer before the loop, and `reset` it in each round", changes: [
    insertBefore(loop, `const ${name} = new ${timer.name}(${ms});${lineBefore(loop)}`), insertBefore(statement, `${name}.reset(${ms});${lineBefore(statement)}`), replace(call, `${name}.c`), ...timer.changes,
  ] };
}

/** The call is what the statement evaluates first: all of it, what a variable is set to, or what a `switch` or an `if` asks. */
function isFirst(ts: RuleContext["ts"], statement: ts.Statement, call: ts.Expression): boolean {
  let at: ts.Node = outermost(ts, call);
  while (ts.isPropertyAccessExpression(at.parent) || (ts.isBinaryExpression(at.parent) && at.parent.left === at && at.parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken)) at = at.parent;
  const { parent } = at;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === at && ts.isVariableDeclarationList(parent.parent) && parent.parent.declarations[0] === parent && parent.parent.parent === statement && ts.isIdentifier(parent.name);
  return parent === statement && (ts.isExpressionStatement(parent) || ts.isSwitchStatement(parent) || ts.isIfStatement(parent) || ts.isReturnStatement(parent));
}

const units: Readonly<Record<string, number>> = { Millisecond: 1, Second: 1000, Minute: 60_000, Hour: 3_600_000 };

/** Of a literal, or a product of numbers and units. */
function millisecondsOf(text: string, type: { isNumberLiteral(): boolean; value?: unknown }): number | undefined {
  if (type.isNumberLiteral()) return type.value as number;
  let product = 1;
  for (const factor of text.split("*")) {
    const value = units[factor.trim()] ?? (/^\s*[\d_.]+\s*$/.test(factor) ? Number(factor.replace(/_/g, "")) : undefined);
    if (value === undefined) return undefined;
    product *= value;
  }
  return product;
}
