/**
 * Counted loops: `for (let i = a; i < n; i++)` and its relatives, whose counter, bound and step the body cannot touch.
 *
 * A check stands where a loop may run long. A loop with a small constant number of rounds does not; a counted loop is checked once per 1,024 rounds, or 16 if the body calls
 * something (lower/loops.ts), by an inner loop that goes on to `i + 1024 * step`. That is the same loop if
 *  - the counter moves towards the bound: up and `<` or `<=`, or down and `>` or `>=`, by a step that is positive whatever runs;
 *  - nothing but the update writes to the counter: not the body, and no closure that the body might call; no closure in the body sees it, which would have its own each round;
 *  - the bound is the same value all the time, or is the length of an array or a string that is: that is read each round.
 */
import type ts from "typescript";
import type { CountedLoop } from "../facts";
import type { Ts } from "../typescript";
import { find, walk } from "../walk";
import { skipOuter } from "./program-index";

/** At most so many rounds count as tiny: of a body that calls something, and of one that only computes. */
const tinyRounds = 16, tinySteps = 256;

/** Rounds between two checks, of bodies that only compute, and of those that call what may take longer. */
const strip = 1024, stripOfCalls = 16;

interface Head {
  readonly counter: ts.Identifier;
  /** Undefined: the loop does not give it its first value. */
  readonly start: ts.Expression | undefined;
  readonly bound: ts.Expression;
  readonly up: boolean;
  /** Undefined: 1. */
  readonly step: ts.Expression | undefined;
}

/** The parts of the head, if the loop has that shape. */
function headOf(ts: Ts, node: ts.ForStatement): Head | undefined {
  const test = node.condition, update = node.incrementor;
  if (test === undefined || update === undefined || !ts.isBinaryExpression(test) || !ts.isIdentifier(test.left)) return undefined;
  const counter = test.left, operator = test.operatorToken.kind;
  const up = operator === ts.SyntaxKind.LessThanToken || operator === ts.SyntaxKind.LessThanEqualsToken;
  if (!up && operator !== ts.SyntaxKind.GreaterThanToken && operator !== ts.SyntaxKind.GreaterThanEqualsToken) return undefined;
  const isCounter = (e: ts.Expression): boolean => ts.isIdentifier(e) && e.text === counter.text;
  let step: ts.Expression | undefined;
  if (ts.isPostfixUnaryExpression(update) || ts.isPrefixUnaryExpression(update)) {
    if (!isCounter(update.operand) || update.operator !== (up ? ts.SyntaxKind.PlusPlusToken : ts.SyntaxKind.MinusMinusToken)) return undefined;
  } else if (ts.isBinaryExpression(update)) {
    if (!isCounter(update.left) || update.operatorToken.kind !== (up ? ts.SyntaxKind.PlusEqualsToken : ts.SyntaxKind.MinusEqualsToken)) return undefined;
    step = update.right;
  } else return undefined;
  return { counter, start: startOf(ts, node.initializer, counter.text), bound: test.right, up, step };
}

function startOf(ts: Ts, initializer: ts.ForInitializer | undefined, name: string): ts.Expression | undefined {
  if (initializer === undefined) return undefined;
  if (ts.isVariableDeclarationList(initializer)) return initializer.declarations.find((d) => ts.isIdentifier(d.name) && d.name.text === name)?.initializer;
  return ts.isBinaryExpression(initializer) && initializer.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(initializer.left) && initializer.left.text === name ? initializer.right : undefined;
}

/** It runs at most a few rounds, whatever is in it. */
export function isTiny(ts: Ts, checker: ts.TypeChecker, node: ts.ForStatement): boolean {
  const rounds = roundsOf(ts, checker, node);
  return rounds <= tinyRounds || (rounds <= tinySteps && !callsSomething(ts, node.statement));
}

/** How often the innermost body runs, at most, where that is written down; Infinity: it is not. */
function roundsOf(ts: Ts, checker: ts.TypeChecker, node: ts.ForStatement): number {
  const head = headOf(ts, node);
  if (head?.start === undefined || head.step !== undefined || !ts.isVariableDeclarationList(node.initializer!) || (node.initializer.flags & ts.NodeFlags.Let) === 0) return Infinity;
  const from = valueOf(ts, checker, head.start), to = valueOf(ts, checker, head.bound);
  const operator = (node.condition as ts.BinaryExpression).operatorToken.kind, inclusive = operator === ts.SyntaxKind.LessThanEqualsToken || operator === ts.SyntaxKind.GreaterThanEqualsToken;
  const rounds = (head.up ? to - from : from - to) + (inclusive ? 1 : 0);
  if (!(rounds <= tinySteps) || mentionsWrite(ts, node.statement, head.counter.text)) return Infinity;
  let inside = 1;
  find(ts, node.statement, (n) => {
    if (ts.isIterationStatement(n, false)) {
      inside = Math.max(inside, ts.isForStatement(n) ? roundsOf(ts, checker, n) : Infinity);
      return "skip";
    }
    return inside === Infinity;
  });
  return rounds * inside;
}

/** Of a literal, or of a constant that has the value as its type; NaN: of something else. */
function valueOf(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): number {
  const e = skipOuter(ts, expression);
  if (ts.isNumericLiteral(e)) return Number(e.text);
  if (!ts.isIdentifier(e) && !ts.isPropertyAccessExpression(e)) return NaN;
  const type = checker.getTypeAtLocation(e);
  return type.isNumberLiteral() ? type.value : NaN;
}

function callsSomething(ts: Ts, node: ts.Node): boolean {
  return find(ts, node, (n) => ts.isCallExpression(n) || ts.isNewExpression(n) || ts.isTaggedTemplateExpression(n) || ts.isAwaitExpression(n) || ts.isYieldExpression(n) || ts.isSpreadElement(n)) !== undefined;
}

/** What strip-mining has to know of it; undefined: it is no such loop. */
export function countedLoop(ts: Ts, checker: ts.TypeChecker, node: ts.ForStatement): CountedLoop | undefined {
  const head = headOf(ts, node);
  if (head === undefined) return undefined;
  const { counter, start, step, up } = head, bound = skipOuter(ts, head.bound);
  const isNumber = (e: ts.Expression): boolean => (checker.getTypeAtLocation(e).flags & ts.TypeFlags.NumberLike) !== 0;
  if (!isNumber(counter) || !isNumber(bound) || mentionsWrite(ts, node.statement, counter.text)) return undefined;
  if (capturedIn(ts, node.statement, counter.text) || continuesOuter(ts, node)) return undefined;
  if (!isSettled(ts, checker, counter, node)) return undefined;
  if (step !== undefined && !(isPositiveLiteral(ts, step) || isPositive(ts, checker, step, node))) return undefined;
  const small = start !== undefined && ts.isNumericLiteral(start) && Math.abs(Number(start.text)) < 2 ** 32 && (step === undefined || ts.isNumericLiteral(step));
  const fixed = isFixed(ts, checker, bound, node);
  if (!fixed && !(ts.isPropertyAccessExpression(bound) && bound.name.text === "length" && isFixed(ts, checker, bound.expression, node) && isArrayLike(ts, checker, bound.expression))) return undefined;
  return { up, step, fixed, small, rounds: callsSomething(ts, node.statement) ? stripOfCalls : strip };
}

/** The same value as long as the loop runs: literals, names that nothing writes to meanwhile, and sums and the like of those. */
function isFixed(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression, loop: ts.ForStatement): boolean {
  const e = skipOuter(ts, expression);
  if (ts.isNumericLiteral(e)) return true;
  if (ts.isIdentifier(e)) return [loop.statement, loop.condition, loop.incrementor].every((part) => part === undefined || !mentionsWrite(ts, part, e.text)) && isSettled(ts, checker, e, loop);
  if (ts.isPrefixUnaryExpression(e)) return e.operator === ts.SyntaxKind.MinusToken && isNumberOf(ts, checker, e.operand) && isFixed(ts, checker, e.operand, loop);
  if (!ts.isBinaryExpression(e)) return false;
  switch (e.operatorToken.kind) {
    case ts.SyntaxKind.PlusToken: case ts.SyntaxKind.MinusToken: case ts.SyntaxKind.AsteriskToken: case ts.SyntaxKind.SlashToken: case ts.SyntaxKind.PercentToken:
    case ts.SyntaxKind.GreaterThanGreaterThanToken: case ts.SyntaxKind.LessThanLessThanToken: case ts.SyntaxKind.BarToken: case ts.SyntaxKind.AmpersandToken:
      return [e.left, e.right].every((side) => isNumberOf(ts, checker, side) && isFixed(ts, checker, side, loop));
  }
  return false;
}

function isNumberOf(ts: Ts, checker: ts.TypeChecker, e: ts.Expression): boolean {
  return ts.isNumericLiteral(e) || (checker.getTypeAtLocation(e).flags & ts.TypeFlags.NumberLike) !== 0;
}

/** A constant; a variable of the loop's head, or a local one or a parameter of a function, that no other function writes to: calls leave it alone. */
function isSettled(ts: Ts, checker: ts.TypeChecker, name: ts.Identifier, loop: ts.ForStatement): boolean {
  const declaration = checker.getSymbolAtLocation(name)?.valueDeclaration;
  if (declaration === undefined || !(ts.isVariableDeclaration(declaration) || ts.isParameter(declaration)) || !ts.isIdentifier(declaration.name)) return false;
  if (ts.isVariableDeclaration(declaration) && (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0) return true;
  const owner = declaration.parent === loop.initializer ? loop : containerOf(ts, declaration);
  if (owner === undefined || (ts.isParameter(declaration) && usesName(ts, owner, "arguments"))) return false;
  return !writtenByClosures(ts, owner, name.text);
}

/** The function whose variable it is. */
function containerOf(ts: Ts, declaration: ts.Node): ts.Node | undefined {
  for (let at: ts.Node | undefined = declaration.parent; at !== undefined; at = at.parent) if (ts.isFunctionLike(at)) return at;
  return undefined;
}

const closureWrites = new WeakMap<ts.Node, Map<string, boolean>>();

/** A function inside writes to the name. */
function writtenByClosures(ts: Ts, container: ts.Node, name: string): boolean {
  return remembered(closureWrites, container, name, () => find(ts, container, (n) => n !== container && (ts.isFunctionLike(n) || ts.isClassLike(n)) && mentionsWrite(ts, n, name)) !== undefined);
}

function isPositiveLiteral(ts: Ts, e: ts.Expression): boolean {
  return ts.isNumericLiteral(e) && Number(e.text) > 0;
}

/** A variable that begins positive and is only ever counted up. */
function isPositive(ts: Ts, checker: ts.TypeChecker, e: ts.Expression, loop: ts.ForStatement): boolean {
  if (!ts.isIdentifier(e) || !isFixed(ts, checker, e, loop)) return false;
  const declaration = checker.getSymbolAtLocation(e)!.valueDeclaration!;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined || !isPositiveLiteral(ts, declaration.initializer)) return false;
  const container = containerOf(ts, declaration);
  if (container === undefined) return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  let falls = false;
  walk(ts, container, (n) => {
    if (n === declaration || !isWrite(ts, n, e.text)) return;
    const grows = ((ts.isPostfixUnaryExpression(n) || ts.isPrefixUnaryExpression(n)) && n.operator === ts.SyntaxKind.PlusPlusToken) ||
      (ts.isBinaryExpression(n) && n.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken && isPositiveLiteral(ts, n.right));
    if (!grows) falls = true;
  });
  return !falls;
}

function isArrayLike(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): boolean {
  const type = checker.getTypeAtLocation(expression);
  if ((type.flags & ts.TypeFlags.StringLike) !== 0) return true;
  const name = type.symbol?.name;
  return name !== undefined && /^(Readonly|Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float32|Float64|BigInt64|BigUint64)?Array$/.test(name);
}

function usesName(ts: Ts, node: ts.Node, name: string): boolean {
  return find(ts, node, (n) => ts.isIdentifier(n) && n.text === name) !== undefined;
}

function remembered(known: WeakMap<ts.Node, Map<string, boolean>>, node: ts.Node, name: string, ask: () => boolean): boolean {
  let answers = known.get(node);
  if (answers === undefined) known.set(node, (answers = new Map()));
  let answer = answers.get(name);
  if (answer === undefined) answers.set(name, (answer = ask()));
  return answer;
}

/** Asked again and again for the parameters of a function with many loops. */
const writes = new WeakMap<ts.Node, Map<string, boolean>>();

function mentionsWrite(ts: Ts, node: ts.Node, name: string): boolean {
  return remembered(writes, node, name, () => find(ts, node, (n) => isWrite(ts, n, name)) !== undefined);
}
/** The name is assigned to by assigning to `target`: it, or somewhere in a pattern; `a[i] = x` does not write to `i`. */
function isTarget(ts: Ts, target: ts.Node, name: string): boolean {
  const e = ts.isExpression(target) ? skipOuter(ts, target) : target;
  return !ts.isPropertyAccessExpression(e) && !ts.isElementAccessExpression(e) && usesName(ts, e, name);
}

function isWrite(ts: Ts, node: ts.Node, name: string): boolean {
  if (ts.isBinaryExpression(node)) return node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment && isTarget(ts, node.left, name);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken) && isTarget(ts, node.operand, name);
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return isTarget(ts, node.initializer, name);
  return ts.isVariableDeclaration(node) && usesName(ts, node.name, name); // a shadowing or re-declared name: be careful
}

/** A function inside the body that sees the counter needs its own binding per round. */
function capturedIn(ts: Ts, node: ts.Node, name: string): boolean {
  return find(ts, node, (n) => (ts.isFunctionLike(n) || ts.isClassLike(n) ? usesName(ts, n, name) || "skip" : false)) !== undefined;
}

/** `continue label` from a nested loop to this one must reach the step of the inner half. */
function continuesOuter(ts: Ts, node: ts.ForStatement): boolean {
  const labels = new Set<string>();
  for (let parent = node.parent; ts.isLabeledStatement(parent); parent = parent.parent) labels.add(parent.label.text);
  if (labels.size === 0) return false;
  const visit = (child: ts.Node): boolean =>
    ts.isContinueStatement(child) && child.label !== undefined && labels.has(child.label.text);
  return find(ts, node.statement, visit) !== undefined;
}
