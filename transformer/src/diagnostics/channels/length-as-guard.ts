import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { Colour } from "../../analysis/2-infer/infer";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { freeName, givenIn, type GivenNames, insertBefore, lineBefore, replace } from "../edits";
import { capacityOf, madeBy, type Made, receiving, sending, type Use, usesOfKind } from "../flow/uses";
import { functionAround, isWithin, outermost, receiverOf, textOf } from "../syntax";

/** `if (ch.length > 0) … ch.recv()`: what the length was before a wait, or of a channel that has none. */
export const lengthAsGuard = defineRule({
  code: "SY1017", slug: "length-as-guard", severity: "info",
  title: "The length of a channel is taken for a promise that recv will not wait",
  why: "A channel without a buffer has length 0 also where a sender waits; and while a goroutine waits, others take what was there.",
  todo: "`tryRecv` looks and takes in one step: undefined says that nothing was there.",
  bad: "if (jobs.length > 0) { sleep(10); use(jobs.recv()); }",
  good: "const r = jobs.tryRecv();\nif (r !== undefined) use(r[0]);",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts } = context, given: GivenNames = new Map();
    for (const made of madeBy(context, "chan")) {
      const capacity = capacityOf(context, made);
      for (const { node, kind, goroutine } of made.uses) {
        const test = kind === "property" && ts.isPropertyAccessExpression(node) && node.name.text === "length" ? testOf(ts, node) : undefined;
        if (test === undefined) continue;
        // The very expression that names the channel: what stands behind other names is left alone.
        const guarded = made.uses.filter((u) => (u.kind === "recv" || u.kind === "recvOk") && isWithin(u.node, test.thenStatement) && functionAround(ts, u.node) === functionAround(ts, test)).sort((a, b) => a.node.pos - b.node.pos)[0];
        if (guarded === undefined) continue;
        const related = [{ node: test.expression, text: "The length is asked here." }];
        if (capacity === 0) {
          const fix = fixFor(context, test, guarded, given);
          yield { node, what: `\`${textOf(node)}\` is 0 all the time: \`${made.name.text}\` has no buffer.`, why: "The length is what is in the buffer. A sender that waits counts for nothing.", ...(fix === undefined ? {} : { fixes: [fix] }) };
        } else {
          const wait = waitBetween(context, test, guarded, goroutine.root);
          if (wait !== undefined && isTakenByOthers(made, guarded)) yield { node: guarded.node, what: `\`${textOf(guarded.node as ts.Expression)}\` relies on a length that was asked before \`${textOf(wait as ts.Expression)}\`, which may suspend: another goroutine may have taken what was there.`, related };
        }
      }
    }
  },
});

/** `if (ch.length)`, `if (ch.length > 0)`, `!== 0`, `>= 1`, also as a part of `&&`. */
function testOf(ts: RuleContext["ts"], length: ts.Expression): ts.IfStatement | undefined {
  const { SyntaxKind: K } = ts;
  let at = outermost(ts, length);
  if (ts.isBinaryExpression(at.parent) && at.parent.left === at && ts.isNumericLiteral(at.parent.right)) {
    const { operatorToken: { kind }, right } = at.parent, n = Number(right.text);
    if (!((n === 0 && (kind === K.GreaterThanToken || kind === K.ExclamationEqualsEqualsToken || kind === K.ExclamationEqualsToken)) || (n === 1 && kind === K.GreaterThanEqualsToken))) return undefined;
    at = outermost(ts, at.parent);
  }
  while (ts.isBinaryExpression(at.parent) && at.parent.operatorToken.kind === K.AmpersandAmpersandToken) at = outermost(ts, at.parent);
  return ts.isIfStatement(at.parent) && at.parent.expression === at ? at.parent : undefined;
}

/** A call that suspends on the way from the test to the receive, in the same list of statements: what stands in a branch of its own need not be on the way. */
function waitBetween({ ts, plan }: RuleContext, test: ts.IfStatement, guarded: Use, root: ts.Node | undefined): ts.Node | undefined {
  const { thenStatement } = test;
  if (root === undefined || !ts.isBlock(thenStatement)) return undefined;
  const own = functionAround(ts, test);
  for (const fn of plan.functions.values()) {
    if (fn.facts.node !== own) continue;
    for (const call of fn.facts.calls) {
      const statement = thenStatement.statements.find((s) => isWithin(call.node, s));
      if (statement !== undefined && call.node !== guarded.node && call.node.end <= guarded.node.getStart() && !ts.isIfStatement(statement) && !ts.isIterationStatement(statement, false) && plan.calls.get(call.key)!.effect === Colour.Blocking) return call.node;
    }
  }
  return undefined;
}

/** Another goroutine receives from it too, or several do what this one does. */
function isTakenByOthers(made: Made, own: Use): boolean {
  if (usesOfKind(made, sending).length === 0) return false;
  return own.goroutine.many || usesOfKind(made, receiving).some((u) => u.goroutine.root !== undefined && (u.goroutine.many || u.goroutine.spawn !== own.goroutine.spawn));
}

/** `const r = ch.tryRecv(); if (r?.[1]) { const v = r[0]; …`, where the receive is what the branch begins with, and nothing else is asked. */
function fixFor({ ts }: RuleContext, test: ts.IfStatement, { node, kind }: Use, given: GivenNames): Fix | undefined {
  const first = ts.isBlock(test.thenStatement) ? test.thenStatement.statements[0] : test.thenStatement, channel = receiverOf(ts, node as ts.CallExpression);
  const asked = skipOuter(ts, test.expression), isAlone = !(ts.isBinaryExpression(asked) && asked.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken);
  if (kind !== "recv" || channel === undefined || !isAlone || first === undefined || !isWithin(node, first) || !(ts.isBlock(test.parent) || ts.isSourceFile(test.parent)) || !(ts.isVariableStatement(first) || ts.isExpressionStatement(first))) return undefined;
  if (find(ts, first, (n) => n !== node && (ts.isCallExpression(n) || ts.isNewExpression(n)) && n.end <= node.getStart()) !== undefined || find(ts, test.thenStatement, ts.isFunctionLike) !== undefined) return undefined;
  const name = freeName(test.getSourceFile(), "received", givenIn(given, test.parent));
  return { title: "Look and take in one step: `tryRecv`", changes: [insertBefore(test, `const ${name} = ${channel.getText()}.tryRecv();${lineBefore(test)}`), replace(test.expression, `${name}?.[1]`), replace(node, `${name}[0]`)] };
}
