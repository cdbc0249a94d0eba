/**
 * Loops: a check at each back-edge, so that a goroutine that computes gives way.
 *
 * Before
 *   for (let i = 0; i < n; i++) total += f(i);     while (busy()) step();     do { step(); } while (busy());
 * After, one check a round, where `continue` reaches it too
 *   for (let i = 0; i < n; i++, $FL[0] < 0 && $preempt() && (yield $at)) total += …;
 *   for (; busy(); $FL[0] < 0 && $preempt() && (yield $at)) step();
 *   do { step(); } while ($FL[0] < 0 && $preempt() && (yield $at), busy());
 * After, loops whose body cannot suspend: one check for many rounds (strips.ts)
 *
 * A `yield` inside a hot loop makes V8 box its variables; outside it does not.
 */
import type ts from "typescript";
import { find } from "../analysis/walk";
import { bindStatement, evaluateHead, headValue, lowerForOf } from "./for-of";
import { hasSteps } from "./patterns";
import type { FileLowering, Scope } from "./scope";
import { inStrips, stripMined, type UncountedLoop } from "./strips";
import { type Resources, usingOfFor, usingOfHead, wrapBody, wrapFor } from "./using";
import { visitNode, visitStatements } from "./visit";

/** No JavaScript, whatever we made of it: the engine says so when it reads the file. */
function isIllFormed(l: FileLowering, node: ts.IterationStatement): boolean {
  const { ts } = l;
  if (ts.isFunctionDeclaration(node.statement)) return true;
  const head = ts.isForOfStatement(node) || ts.isForInStatement(node) ? node.initializer : undefined;
  return head !== undefined && ts.isVariableDeclarationList(head) && head.declarations.length !== 1;
}

/** `labels` stand before the loop, outermost first. */
export function lowerIteration(l: FileLowering, node: ts.IterationStatement, labels: readonly ts.Identifier[], scope: Scope): ts.Statement {
  const { ts, f } = l;
  if (isIllFormed(l, node)) return withLabels(l, node, labels);
  if (ts.isForOfStatement(node) && node.awaitModifier === undefined) {
    const call = l.callPlan(node);
    if (scope.mode !== "plain" && call !== undefined && call.mode !== "plain") return lowerForOf(l, node, labels, scope);
  }
  if (ts.isForStatement(node)) {
    const using = usingOfFor(l, node, scope);
    if (using !== undefined) return wrapFor(l, using, () => lowerIteration(l, f.updateForStatement(node, undefined, node.condition, node.incrementor, node.statement), labels, scope), scope);
  }
  const check = scope.mode === "goroutine" ? l.checkPlan(node) : "none";
  if (typeof check === "object" && !ts.isForOfStatement(node)) {
    const { loop, leaves } = "up" in check ? stripMined(l, node as ts.ForStatement, check, scope) : inStrips(l, node as UncountedLoop, check, scope);
    return withLabels(l, loop, leaves === undefined ? labels : [...labels, leaves]);
  }
  const each = check === "none" ? undefined : () => l.check(node, scope);
  const embed = (statement: ts.Statement): ts.Statement => visitEmbedded(l, statement, scope);
  let made: ts.Statement;
  if (ts.isForStatement(node)) {
    const step = node.incrementor === undefined ? undefined : visitNode(l, node.incrementor, scope);
    made = f.updateForStatement(node, node.initializer && visitNode(l, node.initializer, scope), node.condition && visitNode(l, node.condition, scope),
      each === undefined ? step : step === undefined ? each() : f.createComma(step, each()), embed(node.statement));
  } else if (ts.isWhileStatement(node)) {
    const condition = visitNode(l, node.expression, scope);
    made = each === undefined
      ? f.updateWhileStatement(node, condition, embed(node.statement))
      : ts.setOriginalNode(ts.setTextRange(f.createForStatement(undefined, condition, each(), embed(node.statement)), node), node);
  } else if (ts.isDoStatement(node)) {
    const condition = visitNode(l, node.expression, scope);
    made = f.updateDoStatement(node, embed(node.statement), each === undefined ? condition : f.createComma(f.createParenthesizedExpression(each()), condition));
  } else {
    const loop = node as ts.ForInStatement | ts.ForOfStatement;
    const body = embed(loop.statement);
    const checked = each === undefined ? body : withCheck(l, loop, body, scope);
    const resources = usingOfHead(l, loop, scope);
    if (resources !== undefined || (scope.mode !== "plain" && hasStepsInHead(l, loop, scope))) return withHeadInBody(l, loop, checked, labels, scope, resources);
    const initializer = visitNode(l, loop.initializer, scope), expression = headValue(l, loop, scope);
    made = ts.isForInStatement(loop)
      ? f.updateForInStatement(loop, initializer, expression, checked)
      : f.updateForOfStatement(loop, loop.awaitModifier, initializer, expression, checked);
  }
  return withLabels(l, made, labels);
}

function hasStepsInHead(l: FileLowering, node: ts.ForInStatement | ts.ForOfStatement, scope: Scope): boolean {
  const head = node.initializer;
  return hasSteps(l, l.ts.isVariableDeclarationList(head) ? head.declarations[0]!.name : head, scope);
}

/** `for (const [a] of rows) …` where the rows step in their own way: the pattern moves into the body, `for (const $v of rows) { const [a] = $v; … }`. */
function withHeadInBody(l: FileLowering, node: ts.ForInStatement | ts.ForOfStatement, body: ts.Statement, labels: readonly ts.Identifier[], scope: Scope, resources: Resources | undefined): ts.Statement {
  const { ts, f } = l;
  const { before, value } = evaluateHead(l, node, scope);
  const name = f.createIdentifier(l.names.unique("$v"));
  const head = f.createVariableDeclarationList([f.createVariableDeclaration(name)], ts.NodeFlags.Const);
  const whole = resources !== undefined ? wrapBody(l, node.initializer as ts.VariableDeclarationList, name, resources, [body], scope) : f.createBlock([bindStatement(l, node.initializer, name, scope), body], true);
  const loop = withLabels(l, l.at_(ts.isForInStatement(node) ? f.createForInStatement(head, value, whole) : f.createForOfStatement(node.awaitModifier, head, value, whole), node), labels);
  return before.length === 0 ? loop : f.createBlock([...before, loop], true);
}

/** for…of and for…in have no update: the check ends the body, or begins it where a `continue` would jump over it. */
function withCheck(l: FileLowering, node: ts.IterationStatement, body: ts.Statement, scope: Scope): ts.Statement {
  const { ts, f } = l;
  const statements = ts.isBlock(body) ? [...body.statements] : [body];
  const jumps = (n: ts.Node): boolean => find(ts, n, (c) => ts.isContinueStatement(c) || (ts.isFunctionLike(c) && "skip")) !== undefined;
  const check = l.checkStatement(node, scope);
  return f.createBlock(jumps(node.statement) ? [check, ...statements] : [...statements, check], true);
}

/** A statement that becomes several is put into a block. */
export function visitEmbedded(l: FileLowering, statement: ts.Statement, scope: Scope): ts.Statement {
  if (l.ts.isBlock(statement)) return visitNode(l, statement, scope);
  const { statements, attach } = visitStatements(l, [statement], scope);
  const all = [...attach, ...statements];
  return all.length === 1 ? all[0]! : l.f.createBlock(all, true);
}

export function withLabels(l: FileLowering, statement: ts.Statement, labels: readonly ts.Identifier[]): ts.Statement {
  return labels.reduceRight<ts.Statement>((inner, label) => l.f.createLabeledStatement(label, inner), statement);
}
