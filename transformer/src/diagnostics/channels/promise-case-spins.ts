import type ts from "typescript";
import { symbolOf } from "../../analysis/1-collect/declared-type";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { freeName, indentOf, insertAfter, insertBefore, lineBefore, replace } from "../edits";
import { stable } from "../flow/places";
import { isPromise } from "../promises";
import { endsWith, functionAround, isEndless, isInList, loopsAround, statementAround, textOf } from "../syntax";

/** The same promise is a case in every round: once it is settled it is always ready. */
export const promiseCaseSpins = defineRule({
  code: "SY1006", slug: "promise-case-spins", severity: "warning",
  title: "A select in a loop keeps a case on the same promise",
  why: "A promise that is settled stays ready: from then on its case wins again and again, and the loop spins.",
  todo: "Make the case `null` once it was taken; or wait for the promise through `settled(p)`, made before the loop.",
  bad: "for (;;) { const r = select({ jobs, p }); if (r.case === \"jobs\") use(r.value); }",
  good: "let pending: typeof p | null = p;\nfor (;;) { const r = select({ jobs, p: pending }); if (r.case === \"p\") pending = null; else use(r.value); }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, calls } = context, checker = program.getTypeChecker();
    for (const { node, name } of calls) {
      const cases = name === "select" ? node.arguments?.[0] : undefined;
      if (cases === undefined || !ts.isObjectLiteralExpression(cases)) continue;
      const [loop] = loopsAround(ts, node);
      if (loop === undefined || !isEndless(ts, loop)) continue;
      for (const property of cases.properties) {
        const value = ts.isShorthandPropertyAssignment(property) ? property.name : ts.isPropertyAssignment(property) ? skipOuter(ts, property.initializer) : undefined;
        if (value === undefined || property.name === undefined || !(ts.isIdentifier(value) || (ts.isPropertyAccessExpression(value) && stable(context, value) !== undefined))) continue;
        const symbol = symbolOf(ts, checker, value);
        const declaration = symbol?.valueDeclaration;
        if (symbol === undefined || declaration === undefined || (declaration.pos >= loop.pos && declaration.end <= loop.end && declaration.getSourceFile() === loop.getSourceFile())) continue;
        if (!isPromise(context, checker.getTypeAtLocation(value)) || (ts.isIdentifier(value) && isAssignedIn(context, loop, value.text, symbol))) continue;
        const caseName = ts.isIdentifier(property.name) || ts.isStringLiteralLike(property.name) ? property.name.text : undefined;
        if (caseName === undefined || endsWith(ts, loop, caseName)) continue;
        const fix = emptied(ts, loop, node as ts.CallExpression, property, value, caseName);
        yield { node: property, what: `The case \`${caseName}\` is ready for ever once \`${textOf(value)}\` is settled: this loop then spins.`, ...(fix === undefined ? {} : { fixes: [fix] }) };
      }
    }
  },
});

function isAssignedIn({ ts, program }: RuleContext, root: ts.Node, name: string, symbol: ts.Symbol): boolean {
  return find(ts, root, (n) => ts.isIdentifier(n) && n.text === name && ts.isBinaryExpression(n.parent) && n.parent.left === n && n.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && program.getTypeChecker().getSymbolAtLocation(n) === symbol) !== undefined;
}

/** The promise moves into a variable that is emptied when its case was taken. */
function emptied(ts: RuleContext["ts"], loop: ts.IterationStatement, call: ts.CallExpression, property: ts.ObjectLiteralElementLike, value: ts.Identifier | ts.PropertyAccessExpression, caseName: string): Fix | undefined {
  const { parent } = call, statement = statementAround(ts, call);
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name) || statement === undefined || !isInList(ts, statement) || !isInList(ts, loop) || functionAround(ts, call) !== functionAround(ts, loop)) return undefined;
  if (!ts.isIdentifier(value)) return undefined; // the type of a field has no such short name
  const name = freeName(loop.getSourceFile(), "pending");
  return {
    title: "Take it once: make the case null afterwards",
    changes: [
      insertBefore(loop, `let ${name}: typeof ${value.text} | null = ${value.text};${lineBefore(loop)}`),
      ts.isShorthandPropertyAssignment(property) ? replace(property, `${property.name.text}: ${name}`) : replace((property as ts.PropertyAssignment).initializer, name),
      insertAfter(statement, `${lineBefore(statement).startsWith("\n") ? `\n${indentOf(statement)}` : " "}if (${parent.name.text}.case === ${JSON.stringify(caseName)}) ${name} = null;`),
    ],
  };
}
