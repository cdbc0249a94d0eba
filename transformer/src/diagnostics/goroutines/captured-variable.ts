import type ts from "typescript";
import { symbolOf } from "../../analysis/1-collect/declared-type";
import { Colour } from "../../analysis/2-infer/infer";
import { find, walk } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { spawners } from "../flow/uses";
import { functionAround, functionGiven, loopsAround } from "../syntax";

/** A goroutine that is started in a loop uses a variable that all rounds share, and that the loop changes. */
export const capturedVariable = defineRule({
  code: "SY2012", slug: "captured-variable", severity: "warning",
  title: "Goroutines started in a loop share a variable that the loop changes",
  why: "The goroutine runs later, when the loop has gone on: it sees the value of another round, most often that of the last one.",
  todo: "Declare the variable in the loop (`let`, `const`), or hand its value over: `go(work, i)`.",
  bad: "for (var i = 0; i < 3; i++) go(() => work(i));",
  good: "for (let i = 0; i < 3; i++) go(() => work(i));",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, calls, plan } = context, checker = program.getTypeChecker();
    for (const call of calls) {
      const fn = spawners.has(call.name) ? functionGiven(context, call.facts) : undefined, [loop] = loopsAround(ts, call.node);
      if (fn === undefined || loop === undefined || fn.pos < call.node.pos || fn.end > call.node.end) continue;
      // A goroutine that is waited for in the same round is done before the variable changes.
      if (call.within.facts.calls.some((c) => c.node.pos >= call.node.end && c.node.end <= loop.end && plan.calls.get(c.key)!.effect >= Colour.Dynamic)) continue;
      const seen = new Set<ts.Symbol>();
      const uses: { readonly use: ts.Identifier; readonly declaration: ts.VariableDeclaration }[] = [];
      walk(ts, fn, (n) => {
        if (!ts.isIdentifier(n) || (ts.isPropertyAccessExpression(n.parent) && n.parent.name === n)) return;
        const symbol = symbolOf(ts, checker, n), declaration = symbol?.valueDeclaration;
        if (symbol === undefined || seen.has(symbol) || declaration === undefined || !ts.isVariableDeclaration(declaration) || declaration.getSourceFile() !== fn.getSourceFile()) return;
        seen.add(symbol);
        if (isShared(ts, declaration, loop) && isChangedIn(context, loop, symbol, n.text, fn) && !isWrittenIn(context, fn, symbol, n.text)) uses.push({ use: n, declaration });
      });
      for (const { use, declaration } of uses.sort((a, b) => a.use.pos - b.use.pos)) {
        const list = declaration.parent as ts.VariableDeclarationList, isHead = (ts.isForStatement(loop) || ts.isForOfStatement(loop) || ts.isForInStatement(loop)) && loop.initializer === list;
        const fix: Fix | undefined = isHead && !usedBehind(context, loop, declaration) ? { title: "A variable for each round: `let`", changes: [{ file: list.getSourceFile(), start: list.getStart(), end: list.getStart() + 3, text: "let" }] } : undefined;
        yield { node: use, what: `This goroutine uses \`${use.text}\`, which the loop changes before the goroutine runs.`, related: [{ node: declaration, text: "All rounds share this variable." }], ...(fix === undefined ? {} : { fixes: [fix] }) };
      }
    }
  },
});

/** Declared outside the loop, or with `var`: `let` in the head of a loop is new in each round. */
function isShared(ts: RuleContext["ts"], declaration: ts.VariableDeclaration, loop: ts.IterationStatement): boolean {
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || (list.flags & ts.NodeFlags.Const) !== 0) return false;
  const isVar = (list.flags & ts.NodeFlags.Let) === 0;
  return isVar ? functionAround(ts, declaration) === functionAround(ts, loop) : declaration.end <= loop.pos || declaration.pos > loop.end;
}

function isTarget(ts: RuleContext["ts"], name: ts.Identifier): boolean {
  const { parent } = name, { SyntaxKind: K } = ts;
  if (ts.isBinaryExpression(parent)) return parent.left === name && parent.operatorToken.kind >= K.FirstAssignment && parent.operatorToken.kind <= K.LastAssignment;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) return parent.operator === K.PlusPlusToken || parent.operator === K.MinusMinusToken;
  return (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === name;
}

/** The loop itself gives it another value: not in the goroutine, nor in other functions. */
function isChangedIn({ ts, program }: RuleContext, loop: ts.IterationStatement, symbol: ts.Symbol, text: string, fn: ts.Node): boolean {
  const declared = (ts.isForOfStatement(loop) || ts.isForInStatement(loop)) && symbol.valueDeclaration !== undefined && symbol.valueDeclaration.parent === loop.initializer;
  return declared || find(ts, loop, (n) => (n === fn || ts.isFunctionLike(n) ? "skip" : ts.isIdentifier(n) && n.text === text && isTarget(ts, n) && program.getTypeChecker().getSymbolAtLocation(n) === symbol)) !== undefined;
}

function isWrittenIn({ ts, program }: RuleContext, fn: ts.Node, symbol: ts.Symbol, text: string): boolean {
  return find(ts, fn, (n) => ts.isIdentifier(n) && n.text === text && isTarget(ts, n) && program.getTypeChecker().getSymbolAtLocation(n) === symbol) !== undefined;
}

function usedBehind({ ts, program }: RuleContext, loop: ts.IterationStatement, declaration: ts.VariableDeclaration): boolean {
  const symbol = program.getTypeChecker().getSymbolAtLocation(declaration.name), scope = functionAround(ts, loop) ?? loop.getSourceFile();
  return find(ts, scope, (n) => ts.isIdentifier(n) && n.text === declaration.name.getText() && (n.pos >= loop.end || n.end <= loop.pos) && program.getTypeChecker().getSymbolAtLocation(n) === symbol) !== undefined;
}
