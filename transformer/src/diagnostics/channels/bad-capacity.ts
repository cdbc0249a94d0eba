import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { replace } from "../edits";
import { functionAround, textOf } from "../syntax";

/** `chan(-1)`, `chan(1.5)`: known before it runs. */
export const badCapacity = defineRule({
  code: "SY1016", slug: "bad-capacity", severity: "error",
  title: "A channel is made with a capacity that is none",
  why: "A capacity is a whole number from 0: `chan` throws RangeError \"makechan: size out of range\" for all others.",
  todo: "Give the number of elements that fit into the buffer; 0, or nothing, makes every send meet a receive.",
  bad: "const jobs = chan<number>(-1);",
  good: "const jobs = chan<number>(1);",
  ofCalls: true,
  *check({ ts, program, calls }: RuleContext): Iterable<Finding> {
    const checker = program.getTypeChecker();
    for (const { node, name } of calls) {
      const given = name === "chan" ? node.arguments?.[0] : undefined;
      if (given === undefined || ts.isSpreadElement(given) || isExpectedToThrow(ts, node)) continue;
      const inner = skipOuter(ts, given), value = numberOf(ts, inner) ?? (isNaNConstant(inner) ? NaN : 0);
      if (Number.isInteger(value) && value >= 0) continue;
      yield { node: given, what: `\`${textOf(inner)}\` is no capacity.`, fixes: [fixFor(given, value, node.arguments!.length === 1)] };
    }
    /** `NaN` and `Number.NaN` of the language. */
    function isNaNConstant(node: ts.Expression): boolean {
      return (ts.isIdentifier(node) && node.text === "NaN" && checker.getSymbolAtLocation(node)?.valueDeclaration?.getSourceFile().isDeclarationFile === true) || (ts.isPropertyAccessExpression(node) && node.getText() === "Number.NaN");
    }
  },
});

/** The next whole number; no buffer where there is none. */
function fixFor(given: ts.Expression, value: number, alone: boolean): Fix {
  const next = value > 0 && Number.isFinite(value) ? Math.ceil(value) : 0;
  return next > 0 ? { title: `Round up to ${next}`, changes: [replace(given, `${next}`)] } : { title: "Make it without a buffer", changes: [replace(given, alone ? "" : "0")] };
}

/** Of a literal. What a constant holds may be meant for a test of the error. */
function numberOf(ts: RuleContext["ts"], node: ts.Expression): number | undefined {
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.MinusToken) return undefined;
  const value = numberOf(ts, skipOuter(ts, node.operand));
  return value === undefined ? undefined : -value;
}

/** `assert.throws(() => chan(-1))`, `expect(() => chan(-1)).toThrow()`: a function that does nothing else is handed to who expects the error. */
function isExpectedToThrow(ts: RuleContext["ts"], node: ts.Node): boolean {
  const around = functionAround(ts, node);
  return around !== undefined && ts.isArrowFunction(around) && skipOuter(ts, around.body as ts.Expression) === node && ts.isCallExpression(around.parent);
}
