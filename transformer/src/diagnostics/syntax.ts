/** Questions to the tree that several rules ask. */
import type ts from "typescript";
import { symbolOf } from "../analysis/1-collect/declared-type";
import { skipOuter } from "../analysis/1-collect/program-index";
import { find } from "../analysis/walk";
import type { RuleContext } from "./define";

/** Without parentheses, assertions and `void` around it: what `node` is a part of. */
export function outermost(ts: RuleContext["ts"], node: ts.Expression): ts.Expression {
  let at = node;
  while (ts.isExpression(at.parent) && skipOuter(ts, at.parent) === skipOuter(ts, node)) at = at.parent;
  return at;
}

/** The statement an expression is, if it is all of it. */
export function statementOf(ts: RuleContext["ts"], node: ts.Expression): ts.ExpressionStatement | undefined {
  const { parent } = outermost(ts, node);
  return ts.isExpressionStatement(parent) ? parent : undefined;
}

/** The nearest statement around a node. */
export function statementAround(ts: RuleContext["ts"], node: ts.Node): ts.Statement | undefined {
  let at: ts.Node | undefined = node;
  while (at !== undefined && !(ts.isStatement(at) && !ts.isBlock(at))) at = at.parent;
  return at;
}

/** The statement stands in a list: others can be put before it. */
export function isInList(ts: RuleContext["ts"], statement: ts.Node): boolean {
  const { parent } = statement;
  return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent) || ts.isModuleBlock(parent);
}

/** The innermost function around a node; the node itself does not count. */
export function functionAround(ts: RuleContext["ts"], node: ts.Node): ts.SignatureDeclaration | undefined {
  let at = node.parent as ts.Node | undefined;
  while (at !== undefined && !ts.isFunctionLike(at)) at = at.parent;
  return at;
}

/** The loops around a node, innermost first, up to `until` or the function it stands in. */
export function* loopsAround(ts: RuleContext["ts"], node: ts.Node): Iterable<ts.IterationStatement> {
  for (let at = node.parent as ts.Node | undefined, from = node; at !== undefined && !ts.isFunctionLike(at) && !ts.isClassLike(at); from = at, at = at.parent) {
    // What runs once, before the first round, is not in the loop.
    if (ts.isIterationStatement(at, false) && !(ts.isForStatement(at) && at.initializer === from) && !((ts.isForOfStatement(at) || ts.isForInStatement(at)) && at.statement !== from)) yield at;
  }
}

/** The object of a call of a member: `mu` of `mu.lock()`. */
export function receiverOf(ts: RuleContext["ts"], call: ts.CallExpression | ts.NewExpression): ts.Expression | undefined {
  const callee = skipOuter(ts, call.expression);
  return ts.isPropertyAccessExpression(callee) ? skipOuter(ts, callee.expression) : undefined;
}

/** Two expressions name the same variable or the same property of the same object: names, `this` and properties alone. */
export function isSamePlace({ ts, program }: RuleContext, a: ts.Expression, b: ts.Expression): boolean {
  const checker = program.getTypeChecker();
  for (let x = skipOuter(ts, a), y = skipOuter(ts, b); ; ) {
    if (x.kind === ts.SyntaxKind.ThisKeyword) return y.kind === ts.SyntaxKind.ThisKeyword;
    if (ts.isIdentifier(x)) return ts.isIdentifier(y) && x.text === y.text && checker.getSymbolAtLocation(x) === checker.getSymbolAtLocation(y);
    if (!ts.isPropertyAccessExpression(x) || !ts.isPropertyAccessExpression(y) || x.name.text !== y.name.text) return false;
    x = skipOuter(ts, x.expression);
    y = skipOuter(ts, y.expression);
  }
}

/** Names, `this` and properties: evaluating it twice does what evaluating it once does. */
export function isPlace(ts: RuleContext["ts"], expression: ts.Expression): boolean {
  let at = skipOuter(ts, expression);
  while (ts.isPropertyAccessExpression(at)) at = skipOuter(ts, at.expression);
  return ts.isIdentifier(at) || at.kind === ts.SyntaxKind.ThisKeyword;
}

/** The variable an identifier names. */
export function variableOf({ ts, program }: RuleContext, expression: ts.Expression): ts.Symbol | undefined {
  const inner = skipOuter(ts, expression);
  return ts.isIdentifier(inner) ? program.getTypeChecker().getSymbolAtLocation(inner) : undefined;
}

/** Other places in `root` that name the variable. */
export function usesOf({ ts, program }: RuleContext, root: ts.Node, name: ts.Identifier, symbol: ts.Symbol): ts.Identifier[] {
  const checker = program.getTypeChecker(), found: ts.Identifier[] = [];
  find(ts, root, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name.text || node === name) return false;
    if (symbolOf(ts, checker, node) === symbol) found.push(node);
    return false;
  });
  return found.sort((a, b) => a.pos - b.pos);
}

/** The function a value is: a literal, or the name of a function of the program. */
export function functionGiven({ analysis }: RuleContext, facts: { readonly arguments: readonly { readonly kind: string; readonly id?: string }[] }, index = 0): ts.Node | undefined {
  const given = facts.arguments[index];
  return given?.kind === "function" && given.id !== undefined ? analysis.functions.get(given.id)?.node : undefined;
}

/** Somebody is ready for what it throws: it stands in a `try` with a `catch` of its own function, or in a function literal that is given to `assert.throws`, `expect` and the like. */
export function isExpectedToThrow(ts: RuleContext["ts"], node: ts.Node): boolean {
  let at = node;
  for (; at.parent !== undefined && !ts.isFunctionLike(at); at = at.parent) if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at && at.parent.catchClause !== undefined) return true;
  return at.parent !== undefined && ts.isCallExpression(at.parent) && /(^|\.)(throws|expect|rejects)$/.test(at.parent.expression.getText());
}

/** A loop that nothing but a statement inside it ends. */
export function isEndless(ts: RuleContext["ts"], loop: ts.IterationStatement): boolean {
  if (ts.isForStatement(loop)) return loop.condition === undefined;
  return (ts.isWhileStatement(loop) || ts.isDoStatement(loop)) && loop.expression.kind === ts.SyntaxKind.TrueKeyword;
}

/** A way out of the loop that may be the one of a case of `select`: any that does not belong to another case by name. */
export function endsWith(ts: RuleContext["ts"], loop: ts.IterationStatement, caseName: string): boolean {
  const others = (test: ts.Expression): boolean => {
    const inner = skipOuter(ts, test);
    return ts.isBinaryExpression(inner) && (inner.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken || inner.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken) && ts.isStringLiteralLike(inner.right) && inner.right.text !== caseName;
  };
  const isOwn = (test: ts.Expression): boolean => {
    const inner = skipOuter(ts, test);
    return ts.isBinaryExpression(inner) && /^===?$/.test(inner.operatorToken.getText()) && ts.isStringLiteralLike(inner.right) && inner.right.text === caseName;
  };
  return find(ts, loop.statement, (n) => {
    if (ts.isFunctionLike(n)) return "skip";
    if (ts.isIfStatement(n) && others(n.expression)) return n.elseStatement === undefined ? "skip" : find(ts, n.elseStatement, (m) => (ts.isFunctionLike(m) ? "skip" : isExit(ts, m))) !== undefined || "skip";
    if (ts.isIfStatement(n) && isOwn(n.expression)) return find(ts, n.thenStatement, (m) => (ts.isFunctionLike(m) ? "skip" : isExit(ts, m))) !== undefined || "skip";
    if (ts.isCaseClause(n) && ts.isStringLiteralLike(n.expression) && n.expression.text !== caseName) return "skip";
    return leavesLoop(ts, n, loop);
  }) !== undefined;
}

/** It leaves the loop, or the function. */
export function isExit(ts: RuleContext["ts"], node: ts.Node): boolean {
  return ts.isBreakStatement(node) || ts.isReturnStatement(node) || ts.isThrowStatement(node);
}

/** It leaves this loop: a `break` may belong to a `switch` or to a loop inside of it. */
export function leavesLoop(ts: RuleContext["ts"], node: ts.Node, loop: ts.Node): boolean {
  if (!ts.isBreakStatement(node) || node.label !== undefined) return isExit(ts, node);
  let at: ts.Node = node.parent;
  while (!ts.isSwitchStatement(at) && !ts.isIterationStatement(at, false)) at = at.parent;
  return at === loop;
}

/** How often a loop goes round, where that stands there: `for (let i = 0; i < 5; i++)`, and of a `for…of` over a list that stands there. */
export function roundsOf(ts: RuleContext["ts"], loop: ts.IterationStatement): number | undefined {
  if (ts.isForOfStatement(loop)) {
    const list = skipOuter(ts, loop.expression);
    return ts.isArrayLiteralExpression(list) && !list.elements.some((e) => ts.isSpreadElement(e)) ? list.elements.length : undefined;
  }
  if (!ts.isForStatement(loop) || loop.initializer === undefined || loop.condition === undefined || loop.incrementor === undefined || !ts.isVariableDeclarationList(loop.initializer)) return undefined;
  const [counter] = loop.initializer.declarations, { condition } = loop;
  if (counter?.initializer === undefined || !ts.isNumericLiteral(counter.initializer) || !ts.isBinaryExpression(condition) || !ts.isNumericLiteral(condition.right) || condition.left.getText() !== counter.name.getText() || !/\+\+/.test(loop.incrementor.getText())) return undefined;
  const rounds = Number(condition.right.text) - Number(counter.initializer.text);
  return condition.operatorToken.kind === ts.SyntaxKind.LessThanToken ? rounds : condition.operatorToken.kind === ts.SyntaxKind.LessThanEqualsToken ? rounds + 1 : undefined;
}

/** The program's main: when it returns, all ends. */
export function isMain(context: RuleContext, fn: ts.Node): boolean {
  return context.calls.some((c) => (c.name === "run" || c.name === "runMain") && functionGiven(context, c.facts) === fn);
}

/** How a place is called in a message: its text, cut. */
export { short as textOf } from "../analysis/1-collect/ordinary-calls";

/** The node is `outer`, or a part of it. */
export function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
}
