import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { Colour } from "../../analysis/2-infer/infer";
import { walk } from "../../analysis/walk";
import { defineRule, type Finding, type RuleContext } from "../define";
import { replace } from "../edits";
import { isPlace, textOf } from "../syntax";

/** TypeScript keeps what it knows of a variable over a call that may suspend, and refuses the second test of it. */
export const narrowingAcrossSuspension = defineRule({
  code: "SY4007", slug: "narrowing-across-suspension", severity: "error",
  title: "TypeScript keeps a narrowed type over a call that may suspend",
  why: "TypeScript knows nothing of goroutines: it takes what was tested before the call for true behind it, and says that this comparison can never hold. Others may have written meanwhile.",
  todo: "Read it with its declared type: `(x.state as State) === …`, or through a function.",
  bad: "if (door.state === \"open\") { sleep(1); if (door.state === \"shut\") return; }",
  good: "if (door.state === \"open\") { sleep(1); if ((door.state as State) === \"shut\") return; }",
  ofBlocking: true,
  *check({ ts, program, plan }: RuleContext): Iterable<Finding> {
    const checker = program.getTypeChecker();
    for (const fn of plan.functions.values()) {
      const { body } = fn.facts.node as ts.FunctionLikeDeclaration;
      if (fn.colour < Colour.Blocking || body === undefined || fn.facts.kind === "module") continue;
      const waits = fn.facts.calls.filter((c) => plan.calls.get(c.key)!.effect === Colour.Blocking).map((c) => c.node), found: ts.BinaryExpression[] = [];
      if (waits.length > 0) walk(ts, body, (n) => {
        if (ts.isFunctionLike(n) || ts.isClassLike(n)) return "skip";
        if (ts.isBinaryExpression(n) && /^[!=]==?$/.test(n.operatorToken.getText()) && isPlace(ts, n.left) && !isAsserted(ts, n.left) && (ts.isStringLiteralLike(n.right) || ts.isNumericLiteral(n.right) || n.right.kind === ts.SyntaxKind.TrueKeyword || n.right.kind === ts.SyntaxKind.FalseKeyword)) found.push(n);
        return undefined;
      });
      for (const test of found.sort((a, b) => a.pos - b.pos)) {
        const left = skipOuter(ts, test.left), wait = waits.find((w) => w.end <= left.getStart()), symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(left) ? left.name : left);
        const declaration = symbol?.valueDeclaration;
        if (wait === undefined || symbol === undefined || declaration === undefined) continue;
        const wanted = checker.getTypeAtLocation(test.right), declared = checker.getTypeOfSymbolAtLocation(symbol, declaration), narrowed = checker.getTypeAtLocation(left);
        if (has(declared, wanted) !== true || has(narrowed, wanted) !== false) continue;
        const type = checker.typeToString(declared);
        yield {
          node: test, what: `\`${textOf(left)}\` may have changed while \`${textOf(wait as ts.Expression)}\` suspended; TypeScript takes it for \`${checker.typeToString(narrowed)}\`.`,
          replaces: [2367], fixes: [{ title: "Read it with its declared type", changes: [replace(test.left, `(${test.left.getText()} as ${type})`)] }],
        };
      }
    }

    /** The literal is one of the type's; undefined: the type is not made of literals. */
    function has(type: ts.Type, literal: ts.Type): boolean | undefined {
      const parts = type.isUnion() ? type.types : [type], { StringLiteral, NumberLiteral, BooleanLiteral, Undefined, Null } = ts.TypeFlags;
      if (!parts.every((p) => (p.flags & (StringLiteral | NumberLiteral | BooleanLiteral | Undefined | Null)) !== 0)) return undefined;
      const text = checker.typeToString(literal);
      return parts.some((p) => checker.typeToString(p) === text);
    }
  },
});

/** `(x.state as State)` */
function isAsserted(ts: RuleContext["ts"], node: ts.Expression): boolean {
  let at = node;
  while (ts.isParenthesizedExpression(at)) at = at.expression;
  return ts.isAsExpression(at) || ts.isTypeAssertionExpression(at);
}
