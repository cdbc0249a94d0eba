import type ts from "typescript";
import { Colour } from "../../analysis/2-infer/infer";
import { find } from "../../analysis/walk";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { imported, replace } from "../edits";
import type { RuntimeCall } from "../runtime-calls";
import { functionAround, isExit, loopsAround, outermost, receiverOf, statementOf, textOf, usesOf } from "../syntax";

const tries = new Map([["trySelect", "select"], ["RecvChan.tryRecv", "recvOk"], ["SendChan.trySend", "send"]]);

/** A loop that asks again and again, and never waits. */
export const selectBusyLoop = defineRule({
  code: "SY1005", slug: "select-busy-loop", severity: "warning",
  title: "A loop asks a channel again and again without waiting",
  why: "Calls that never park give the loop nothing to wait for: it takes a whole processor until something is ready.",
  todo: "Use the call that waits: `select`, `recvOk`, `send`; or `sleep` between two looks.",
  bad: "for (;;) { const r = trySelect({ jobs }); if (r) use(r.value); }",
  good: "for (;;) { const r = select({ jobs }); use(r.value); }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    for (const call of calls) {
      const waiting = tries.get(call.name), node = call.node as ts.CallExpression;
      if (waiting === undefined) continue;
      const [loop] = loopsAround(ts, node);
      if (loop === undefined || !isEndless(context, loop, node) || mayWait(context, call, loop)) continue;
      const fix = fixed(context, call, loop, waiting);
      yield {
        node, what: `This loop asks \`${textOf(node.expression)}\` again and again, and never waits.`, todo: `Use \`${waiting}\`, which waits until it can go on; or \`sleep\` between two looks.`,
        related: [{ node: loop.getFirstToken() ?? loop, text: "The loop has nothing that waits." }], ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});

/** It goes on while nothing is ready: a loop without a condition, left only where something was, or one whose condition is that nothing is. */
function isEndless(context: RuleContext, loop: ts.IterationStatement, node: ts.CallExpression): boolean {
  const { ts, program } = context;
  const condition = ts.isForStatement(loop) ? loop.condition : ts.isWhileStatement(loop) || ts.isDoStatement(loop) ? loop.expression : node;
  if (condition === node) return false;
  const whole = outermost(ts, node);
  // `while (c.tryRecv() === undefined)`
  const { parent: compared } = whole;
  if (condition !== undefined && ts.isBinaryExpression(compared) && compared === condition && /^===?$/.test(compared.operatorToken.getText()) && compared.right.getText() === "undefined") return true;
  if (condition !== undefined && asksAgain(context, loop, condition, compared)) return true;
  if (condition !== undefined && condition.kind !== ts.SyntaxKind.TrueKeyword) return ts.isPrefixUnaryExpression(whole.parent) && whole.parent.operator === ts.SyntaxKind.ExclamationToken && outermost(ts, whole.parent) === condition;
  if (ts.isForStatement(loop) && loop.incrementor !== undefined) return false;
  const { parent } = whole;
  const symbol = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? program.getTypeChecker().getSymbolAtLocation(parent.name) : undefined;
  const uses = symbol === undefined ? [] : usesOf(context, loop.statement, (parent as ts.VariableDeclaration).name as ts.Identifier, symbol);
  const isNotReady = (test: ts.Expression): boolean => {
    const inner = skipOuter(ts, test);
    if (ts.isPrefixUnaryExpression(inner)) return inner.operator === ts.SyntaxKind.ExclamationToken && uses.includes(skipOuter(ts, inner.operand) as ts.Identifier);
    return ts.isBinaryExpression(inner) && /^===?$/.test(inner.operatorToken.getText()) && uses.includes(skipOuter(ts, inner.left) as ts.Identifier) && inner.right.getText() === "undefined";
  };
  const asksIfReady = (test: ts.Expression): boolean => {
    const inner = skipOuter(ts, test);
    if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) return asksIfReady(inner.left);
    if (ts.isElementAccessExpression(inner) || ts.isPropertyAccessExpression(inner)) return asksIfReady(inner.expression);
    if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken) return uses.includes(skipOuter(ts, inner.left) as ts.Identifier) && inner.right.getText() === "undefined";
    return inner === node || uses.includes(inner as ts.Identifier);
  };
  // `if (r === undefined) continue;`: what stands behind it comes where something was ready.
  const statements = ts.isBlock(loop.statement) ? loop.statement.statements : [], skips = statements.findIndex((s) => ts.isIfStatement(s) && s.elseStatement === undefined && isNotReady(s.expression) && /^(continue;?|\{\s*continue;?\s*\})$/.test(s.thenStatement.getText()));
  if (skips >= 0 && statements.slice(0, skips).every((s) => find(ts, s, (n) => (ts.isFunctionLike(n) ? "skip" : isExit(ts, n))) === undefined)) return true;
  // Every way out of the loop, and nothing else, is where something was ready.
  return find(ts, loop.statement, (n) => {
    if (ts.isFunctionLike(n)) return "skip";
    if (ts.isIfStatement(n) && asksIfReady(n.expression)) return n.elseStatement === undefined ? "skip" : find(ts, n.elseStatement, (m) => (ts.isFunctionLike(m) ? "skip" : isExit(ts, m))) !== undefined || "skip";
    return isExit(ts, n);
  }) === undefined;
}

/** `do { r = c.tryRecv(); } while (r === undefined)`: the loop goes on as long as the variable is empty, and nothing else ends it. */
function asksAgain({ ts, program }: RuleContext, loop: ts.IterationStatement, condition: ts.Expression, set: ts.Node): boolean {
  if (!ts.isBinaryExpression(set) || set.operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isIdentifier(set.left) || !ts.isExpressionStatement(set.parent) || (set.parent !== loop.statement && set.parent.parent !== loop.statement)) return false;
  const test = skipOuter(ts, condition), checker = program.getTypeChecker();
  const asked = ts.isPrefixUnaryExpression(test) && test.operator === ts.SyntaxKind.ExclamationToken ? test.operand : ts.isBinaryExpression(test) && /^===?$/.test(test.operatorToken.getText()) && test.right.getText() === "undefined" ? test.left : undefined;
  const name = asked === undefined ? undefined : skipOuter(ts, asked);
  return name !== undefined && ts.isIdentifier(name) && checker.getSymbolAtLocation(name) === checker.getSymbolAtLocation(set.left) && find(ts, loop.statement, (n) => (ts.isFunctionLike(n) ? "skip" : isExit(ts, n))) === undefined;
}

/** Something in the loop may park, or is not known. */
function mayWait({ ts, plan }: RuleContext, call: RuntimeCall, loop: ts.Node): boolean {
  const own = functionAround(ts, loop);
  for (const facts of call.within.facts.calls) {
    if (facts.node.pos < loop.pos || facts.node.end > loop.end) continue;
    // What nobody knows counts as waiting where it comes each round, not under a condition.
    const { effect } = plan.calls.get(facts.key)!;
    if (effect === Colour.Blocking || (effect === Colour.Dynamic && !isUnderIf(ts, facts.node, loop))) return true;
  }
  return find(ts, loop, (n) => (n !== own && ts.isFunctionLike(n) ? "skip" : ts.isAwaitExpression(n) || ts.isYieldExpression(n))) !== undefined;
}

function isUnderIf(ts: RuleContext["ts"], node: ts.Node, loop: ts.Node): boolean {
  for (let at = node; at !== loop && at.parent !== undefined; at = at.parent) if (ts.isIfStatement(at.parent) && at.parent.thenStatement === at && at.parent.elseStatement === undefined) return true;
  return false;
}

function fixed(context: RuleContext, { name, node }: RuntimeCall, loop: ts.IterationStatement, waiting: string): Fix | undefined {
  const { ts } = context, call = node as ts.CallExpression, title = `Wait: \`${waiting}\``;
  if (name === "trySelect") {
    const select = imported(context, node.getSourceFile(), "select");
    return select === undefined ? undefined : { title, changes: [replace(call.expression, select.name), ...select.changes] };
  }
  const member = skipOuter(ts, call.expression);
  if (!ts.isPropertyAccessExpression(member)) return undefined;
  if (name === "RecvChan.tryRecv") return { title, changes: [replace(member.name, waiting)] };
  // while (!ch.trySend(x)) {}
  const isEmpty = ts.isEmptyStatement(loop.statement) || (ts.isBlock(loop.statement) && loop.statement.statements.length === 0);
  return isEmpty && ts.isWhileStatement(loop) && statementOf(ts, call) === undefined ? { title, changes: [replace(loop, `${receiverOf(ts, call)!.getText()}.send(${call.arguments[0]?.getText() ?? ""});`)] } : undefined;
}
