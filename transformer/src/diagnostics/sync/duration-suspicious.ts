import type ts from "typescript";
import { isConst, skipOuter } from "../../analysis/1-collect/program-index";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { replace } from "../edits";
import { textOf } from "../syntax";

const durations = new Map([["sleep", 0], ["after", 0], ["afterFunc", 0], ["new Timer", 0], ["new Ticker", 0], ["withTimeout", 1], ["Timer.reset", 0], ["Ticker.reset", 0]]);

/** A point in time where a duration is wanted, or the other way round. */
export const durationSuspicious = defineRule({
  code: "SY3026", slug: "duration-suspicious", severity: "warning",
  title: "A duration is given for a point in time, or the other way round",
  why: "Durations are milliseconds; `withDeadline` wants a point in time, as a Date or in milliseconds since 1970.",
  todo: "`withTimeout(ctx, ms)` for a duration, `withDeadline(ctx, Date.now() + ms)` for a point in time.",
  bad: "const [own, cancel] = withDeadline(ctx, 5000);",
  good: "const [own, cancel] = withTimeout(ctx, 5000);",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    for (const { node, name } of calls) {
      const at = name === "withDeadline" ? 1 : durations.get(name), given = at === undefined ? undefined : node.arguments?.[at], value = given === undefined ? undefined : skipOuter(ts, given);
      if (value === undefined) continue;
      if (name === "withDeadline") {
        // Ten years from 1970 on: nobody means that.
        const made = valueOf(context, value);
        if (!isConstant(ts, made) || (ts.isNumericLiteral(made) && Number(made.text) > 315_360_000_000)) continue;
        const fix: Fix | undefined = ts.isIdentifier(node.expression) ? { title: "A point in time: from now on", changes: [replace(value, `Date.now() + ${value.getText()}`)] } : undefined;
        yield { node: value, what: `\`${textOf(value)}\` is a point in 1970: this context has ended before it begins.`, ...(fix === undefined ? {} : { fixes: [fix] }) };
      } else if (isPointInTime(ts, value) || isTimeOfDate(context, value)) yield { node: value, what: `\`${textOf(value)}\` is a point in time, and \`${textOf(node.expression)}\` wants a duration: more than fifty years.` };
    }
  },
});

/** `5000`, `5 * Second` */
function isConstant(ts: RuleContext["ts"], node: ts.Expression): boolean {
  return ts.isNumericLiteral(node) || (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskToken && ts.isNumericLiteral(node.left) && /^(Millisecond|Second|Minute|Hour)$/.test(node.right.getText()));
}

/** What a constant of this file is made of: `const limit = 5 * Second`. */
function valueOf({ ts, program }: RuleContext, node: ts.Expression): ts.Expression {
  const declaration = ts.isIdentifier(node) ? program.getTypeChecker().getSymbolAtLocation(node)?.valueDeclaration : undefined;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) && isConst(ts, declaration) && declaration.initializer !== undefined ? skipOuter(ts, declaration.initializer) : node;
}

/** `at.getTime()`, `at.valueOf()`. */
function isTimeOfDate({ ts, program }: RuleContext, node: ts.Expression): boolean {
  const callee = ts.isCallExpression(node) ? skipOuter(ts, node.expression) : undefined;
  return callee !== undefined && ts.isPropertyAccessExpression(callee) && /^(getTime|valueOf)$/.test(callee.name.text) && !ts.isNewExpression(skipOuter(ts, callee.expression)) && program.getTypeChecker().getTypeAtLocation(callee.expression).symbol?.name === "Date";
}

/** `Date.now() + ms`: not a difference of two. */
function isPointInTime(ts: RuleContext["ts"], node: ts.Expression): boolean {
  const isNow = (n: ts.Node): boolean => ts.isCallExpression(n) && n.expression.getText() === "Date.now";
  return isNow(node) || (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken && (isNow(node.left) || isNow(node.right)) && find(ts, node, (n) => ts.isBinaryExpression(n) && n.operatorToken.kind === ts.SyntaxKind.MinusToken) === undefined);
}
