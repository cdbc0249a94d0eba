/**
 * Loops whose body cannot suspend: one check for many rounds (1,024; 16, if the body calls something).
 *
 * Before, a counted loop that does not leave its counter or bound alone to anybody else
 *   for (let i = 0; i < n; i++) sum += a[i];
 * After
 *   for (let i = 0; i < n;) {
 *     for (const $end = $min(i + 1024, n); i < $end; i++) sum += a[i];
 *     if ($FL[0] < 0 && $preempt()) yield $at;
 *   }
 *   for (let i = 0; i < a.length;) { for (const $end = i + 1024; i < $end && i < a.length; i++) …             the body may shorten the array
 *   for (let j = k; j <= n;) { for (const $end = j + 1024 * k > j ? $min(j + 1024 * k, n) : n; …                where j may be so large that adding to it changes nothing
 *
 * `$min` and not a conditional: V8 knows that its result is a small integer where `n` is one, and 3/5 of the time of a short round go into a comparison with what is not.
 *
 * Before, any other loop
 *   while (b !== null) { if (a === null) return true; a = a.next; b = b.next; }          do { … } while (test());
 * After
 *   $strip: for (;;) {
 *     for (let $k = 0; $k < 1024; $k++) { if (!(b !== null)) break $strip; … }                                       for (let $k = 0; $k < 1024; $k++) { … if (!test()) break $strip; }
 *     if ($FL[0] < 0 && $preempt()) yield $at;
 *   }
 *
 * Why not at each round: what calls something keeps its variables on the stack, in V8's optimised code also where it seldom does.
 */
import type ts from "typescript";
import type { CountedLoop, Strip } from "../analysis/facts";
import type { Ts } from "../analysis/typescript";
import { visitEmbedded } from "./loops";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

/** The loop, and the label it needs to be left by. */
interface Made { readonly loop: ts.Statement; readonly leaves: ts.Identifier | undefined }

export type UncountedLoop = ts.ForStatement | ts.WhileStatement | ts.DoStatement;

export function stripMined(l: FileLowering, node: ts.ForStatement, { up, step, fixed, small, rounds }: CountedLoop, scope: Scope): Made {
  const { ts, f } = l;
  const test = node.condition as ts.BinaryExpression;
  const counter = (): ts.Identifier => f.createIdentifier((test.left as ts.Identifier).text);
  const end = l.names.unique("$end");
  const bound = (): ts.Expression => visitNode(l, test.right, scope);
  const distance = (): ts.Expression => step === undefined ? f.createNumericLiteral(rounds)
    : ts.isNumericLiteral(step) ? f.createNumericLiteral(rounds * Number(step.text))
    : f.createMultiply(f.createNumericLiteral(rounds), visitNode(l, step, scope));
  const ahead = (): ts.Expression => up ? f.createAdd(counter(), distance()) : f.createSubtract(counter(), distance());
  let limit = fixed ? l.abiCall(up ? "min" : "max", [ahead(), bound()]) : ahead();
  if (!small) limit = f.createConditionalExpression(up ? f.createGreaterThan(ahead(), counter()) : f.createLessThan(ahead(), counter()), undefined, limit, undefined, fixed ? bound() : f.createIdentifier(up ? "Infinity" : "-Infinity"));
  const condition: ts.Expression = f.createBinaryExpression(counter(), test.operatorToken.kind, f.createIdentifier(end));
  const whole = fixed ? condition : f.createLogicalAnd(condition, visitNode(l, test, scope));
  const { body, leaves } = withBreaks(l, visitEmbedded(l, node.statement, scope));
  const inner = f.createForStatement(
    f.createVariableDeclarationList([f.createVariableDeclaration(end, undefined, undefined, limit)], ts.NodeFlags.Const), whole, visitNode(l, node.incrementor!, scope), body);
  const outer = f.updateForStatement(node, visitNode(l, node.initializer!, scope), visitNode(l, test, scope), undefined,
    f.createBlock([inner, l.checkStatement(node, scope)], true));
  return { loop: outer, leaves };
}

export function inStrips(l: FileLowering, node: UncountedLoop, { rounds }: Strip, scope: Scope): Made {
  const { ts, f } = l;
  const label = f.createIdentifier(l.names.unique("$strip"));
  const { body } = withBreaks(l, visitEmbedded(l, node.statement, scope), label);
  const leaveUnless = (test: ts.Expression | undefined): ts.Statement[] =>
    test === undefined ? [] : [f.createIfStatement(f.createLogicalNot(f.createParenthesizedExpression(visitNode(l, test, scope))), f.createBreakStatement(label))];
  const own = contents(ts, body);
  const round = ts.isDoStatement(node) ? [...own, ...leaveUnless(node.expression)] : [...leaveUnless(ts.isForStatement(node) ? node.condition : node.expression), ...own];
  const inner = countedRounds(l, rounds, round, ts.isForStatement(node) && node.incrementor !== undefined ? visitNode(l, node.incrementor, scope) : undefined);
  const init = ts.isForStatement(node) && node.initializer !== undefined ? visitNode(l, node.initializer, scope) : undefined;
  const loop = f.createForStatement(init, undefined, undefined, f.createBlock([inner, l.checkStatement(node, scope)], true));
  return { loop: ts.setOriginalNode(ts.setTextRange(loop, node), node), leaves: label };
}

/** `for (let $k = 0; $k < 1024; update, $k++) { round }` */
export function countedRounds(l: FileLowering, rounds: number, round: readonly ts.Statement[], update?: ts.Expression): ts.Statement {
  const { ts, f } = l, counter = f.createIdentifier(l.names.unique("$k")), count = f.createPostfixIncrement(counter);
  return f.createForStatement(f.createVariableDeclarationList([f.createVariableDeclaration(counter, undefined, undefined, f.createNumericLiteral(0))], ts.NodeFlags.Let),
    f.createLessThan(counter, f.createNumericLiteral(rounds)), update === undefined ? count : f.createComma(update, count), f.createBlock(round, true));
}

/** The statements of a block that does not declare anything, or the statement itself. */
export function contents(ts: Ts, node: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(node) && !declares(ts, node) ? node.statements : [node];
}

/** A block that keeps what it declares to itself. */
export function declares(ts: Ts, node: ts.Statement): boolean {
  return ts.isBlock(node) && node.statements.some((s) => ts.isVariableStatement(s) || ts.isFunctionDeclaration(s) || ts.isClassDeclaration(s));
}

/** `break` of the loop as `break` of the outer one. A switch takes unlabelled ones for itself; loops too. */
export function withBreaks(l: FileLowering, statement: ts.Statement, label = l.f.createIdentifier(l.names.unique("$strip"))): { readonly body: ts.Statement; readonly leaves: ts.Identifier | undefined } {
  const { ts, f } = l;
  let leaves: ts.Identifier | undefined;
  const visit = (n: ts.Node): ts.Node => {
    if (ts.isFunctionLike(n) || ts.isClassLike(n) || ts.isIterationStatement(n, false) || ts.isSwitchStatement(n)) return n;
    if (ts.isBreakStatement(n) && n.label === undefined) {
      leaves = label;
      return l.at_(f.createBreakStatement(label), n);
    }
    return ts.visitEachChild(n, visit, l.context);
  };
  return { body: ts.visitNode(statement, visit) as ts.Statement, leaves };
}
