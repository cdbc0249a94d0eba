/**
 * Loops: which need no check, which can be strip-mined, and what a `for…of` iterates over.
 *
 * A check stands where a loop may run long. A loop with a small constant number of rounds does not; a counted loop whose counter and bound the
 * body cannot touch is checked once per 1,024 rounds.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { find } from "../walk";
import { type Iteration, keyOf, type LoopFacts } from "../facts";
import { isMarkedSuspends } from "./marks";
import { skipOuter } from "./program-index";

/** At most so many rounds count as tiny. */
const tinyRounds = 16;

/** `iterable`: the type of what a `for…of` iterates over. */
export function loopFacts(ts: Ts, checker: ts.TypeChecker, node: ts.IterationStatement, iterable: ts.Type | undefined): LoopFacts {
  const tiny = ts.isForStatement(node) && isTiny(ts, node);
  return {
    key: keyOf(node), node, tiny,
    counted: !tiny && ts.isForStatement(node) && isCounted(ts, checker, node),
    iteration: iterable === undefined ? undefined : iterationOfValue(ts, checker, iterable),
  };
}

/** `i` of `for (let i = …; i < bound; i++)`, if the loop has that shape. */
function counterOf(ts: Ts, node: ts.ForStatement): { name: ts.Identifier; start: ts.Expression; bound: ts.Expression } | undefined {
  const list = node.initializer;
  if (list === undefined || !ts.isVariableDeclarationList(list) || (list.flags & ts.NodeFlags.Let) === 0) return undefined;
  const declaration = list.declarations[0];
  if (declaration === undefined || !ts.isIdentifier(declaration.name) || declaration.initializer === undefined) return undefined;
  const test = node.condition;
  if (test === undefined || !ts.isBinaryExpression(test) || test.operatorToken.kind !== ts.SyntaxKind.LessThanToken) return undefined;
  if (!ts.isIdentifier(test.left) || test.left.text !== declaration.name.text) return undefined;
  const step = node.incrementor;
  if (step === undefined || !(ts.isPostfixUnaryExpression(step) || ts.isPrefixUnaryExpression(step))) return undefined;
  if (step.operator !== ts.SyntaxKind.PlusPlusToken || !ts.isIdentifier(step.operand) || step.operand.text !== declaration.name.text) return undefined;
  return { name: declaration.name, start: declaration.initializer, bound: test.right };
}

function isTiny(ts: Ts, node: ts.ForStatement): boolean {
  const counter = counterOf(ts, node);
  if (counter === undefined || !ts.isNumericLiteral(counter.start) || !ts.isNumericLiteral(counter.bound)) return false;
  return Number(counter.bound.text) - Number(counter.start.text) <= tinyRounds && !mentionsWrite(ts, node.statement, counter.name.text) && !containsLoop(ts, node.statement);
}

function isCounted(ts: Ts, checker: ts.TypeChecker, node: ts.ForStatement): boolean {
  const counter = counterOf(ts, node);
  if (counter === undefined || (node.initializer as ts.VariableDeclarationList).declarations.length !== 1) return false;
  const isNumber = (e: ts.Expression): boolean => (checker.getTypeAtLocation(e).flags & ts.TypeFlags.NumberLike) !== 0;
  if (!isNumber(counter.start) || !isNumber(counter.bound) || mentionsWrite(ts, node.statement, counter.name.text)) return false;
  if (capturedIn(ts, node.statement, counter.name.text) || continuesOuter(ts, node)) return false;
  const bound = skipOuter(ts, counter.bound);
  return ts.isNumericLiteral(bound) || isStable(ts, checker, bound) ||
    (ts.isPropertyAccessExpression(bound) && bound.name.text === "length" && isStable(ts, checker, bound.expression) && isArrayLike(ts, checker, bound.expression));
}

/** A name that is never assigned: a constant, or a parameter nobody writes to. */
function isStable(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): boolean {
  if (!ts.isIdentifier(expression)) return false;
  const declaration = checker.getSymbolAtLocation(expression)?.valueDeclaration;
  if (declaration === undefined) return false;
  if (ts.isVariableDeclaration(declaration)) return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
  if (!ts.isParameter(declaration)) return false;
  const body = (declaration.parent as ts.FunctionLikeDeclaration).body;
  return body !== undefined && !mentionsWrite(ts, body, expression.text) && !usesName(ts, body, "arguments");
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

/** Asked again and again for the parameters of a function with many loops. */
const writes = new WeakMap<ts.Node, Map<string, boolean>>();

function mentionsWrite(ts: Ts, node: ts.Node, name: string): boolean {
  let known = writes.get(node);
  if (known === undefined) writes.set(node, (known = new Map()));
  let answer = known.get(name);
  if (answer === undefined) known.set(name, (answer = find(ts, node, (n) => isWrite(ts, n, name)) !== undefined));
  return answer;
}

function isWrite(ts: Ts, node: ts.Node, name: string): boolean {
  if (ts.isBinaryExpression(node)) return node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment && usesName(ts, node.left, name);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken) && usesName(ts, node.operand, name);
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return usesName(ts, node.initializer, name);
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

function containsLoop(ts: Ts, node: ts.Node): boolean {
  return find(ts, node, (n) => ts.isIterationStatement(n, false)) !== undefined;
}

/**
 * What stepping through `expression` calls. Channels say so in their declaration; iterables of the language and user generators step natively; of everything else
 * (classes with their own iterator, `Iterable` parameters, `any`) the iterator is looked up at run time.
 */
export function iterationOf(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): Iteration {
  return iterationOfValue(ts, checker, checker.getTypeAtLocation(expression));
}

/** The same for the type of a value. */
export function iterationOfValue(ts: Ts, checker: ts.TypeChecker, value: ts.Type): Iteration {
  const type = checker.getApparentType(value);
  const parts = type.isUnion() ? type.types.map((t) => checker.getApparentType(t)) : [type];
  let result: Iteration = "native";
  for (const part of parts) {
    const own = iterationOfType(ts, checker, part);
    if (own === "channel") {
      if (parts.length === 1) return "channel";
      result = "unknown";
    } else if (own === "generator") {
      if (parts.length === 1) return "generator";
      result = "unknown";
    } else if (own === "unknown") result = "unknown";
  }
  return result;
}

function iterationOfType(ts: Ts, checker: ts.TypeChecker, type: ts.Type): Iteration {
  const iterator = checker.getPropertiesOfType(type).find((p) => (p.escapedName as string).startsWith("__@iterator"));
  const declaration = iterator?.declarations?.[0];
  if (declaration === undefined) return "unknown";
  if ((iterator!.declarations ?? []).some((d) => isMarkedSuspends(ts, d))) return "channel";
  if (ts.isMethodDeclaration(declaration) && declaration.asteriskToken !== undefined) return "generator";
  const owner = declaration.parent;
  const name = owner !== undefined && ts.isInterfaceDeclaration(owner) ? owner.name.text : "";
  if (!declaration.getSourceFile().isDeclarationFile) return "unknown";
  // `Iterable` and its kin are interfaces anybody implements; `Generator` objects come from generator functions only.
  if (type.symbol?.name === "Generator") return "generator";
  if (/^(Iterable|IterableIterator|IteratorObject|AsyncIterable|Iterator)$/.test(name)) {
    return /^(ArrayIterator|MapIterator|SetIterator|StringIterator|RegExpStringIterator)$/.test(type.symbol?.name ?? "") ? "native" : "unknown";
  }
  return /\/lib\.[^/]*\.d\.ts$/.test(declaration.getSourceFile().fileName) ? "native" : "unknown";
}
