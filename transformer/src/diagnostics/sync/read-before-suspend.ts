import type ts from "typescript";
import { isConst, skipOuter } from "../../analysis/1-collect/program-index";
import { Colour } from "../../analysis/2-infer/infer";
import type { FunctionPlan } from "../../analysis/3-plan/plan";
import { find, walk } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { freeName, givenIn, type GivenNames, indentOf, insertBefore, lineBefore, replace } from "../edits";
import { isInList, isPlace, isSamePlace, statementOf, textOf } from "../syntax";
import { holdsLock, isShared } from "./shared-state";

/** `total += ch.recv()`: JavaScript reads `total` before the goroutine parks, so what others write meanwhile is lost. */
export const readBeforeSuspend = defineRule({
  code: "SY3001", slug: "read-before-suspend", severity: "warning",
  title: "A shared variable is read before a call that may suspend, and written from the old value",
  why: "JavaScript reads the left side first. What other goroutines write while this one waits is lost.",
  todo: "Call first, into a variable of its own; then add.",
  bad: "total += jobs.recv()!;",
  good: "const n = jobs.recv()!;\ntotal += n;",
  ofBlocking: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, plan } = context, given: GivenNames = new Map();
    for (const fn of plan.functions.values()) {
      if (fn.colour < Colour.Blocking) continue;
      const seen = new Set<ts.Node>();
      for (const call of fn.facts.calls) {
        if (plan.calls.get(call.key)!.effect !== Colour.Blocking) continue;
        const assignment = assignmentAround(ts, call.node);
        if (assignment === undefined || seen.has(assignment)) continue;
        seen.add(assignment);
        const target = skipOuter(ts, assignment.left);
        if (!isPlace(ts, target) || !readsBefore(context, assignment, target, call.node) || !isShared(context, fn, target, assignment) || holdsLock(context, assignment)) continue;
        const fix = hoisted(ts, assignment, call.node, given);
        yield {
          node: assignment,
          what: `\`${textOf(target)}\` is read before \`${call.text}\` may suspend, and written from that old value.`,
          ...(fix === undefined ? {} : { fixes: [fix] }),
        };
      }
      yield* throughALocal(context, fn);
    }
  },
});

/** `const before = total; sleep(1); total = before + 1;` */
function* throughALocal(context: RuleContext, fn: FunctionPlan): Iterable<Finding> {
  const { ts, plan, program } = context, { body } = fn.facts.node as ts.FunctionLikeDeclaration, checker = program.getTypeChecker();
  if (body === undefined || fn.facts.kind === "module") return;
  const waits = fn.facts.calls.filter((c) => plan.calls.get(c.key)!.effect === Colour.Blocking).map((c) => c.node);
  const reads: ts.VariableDeclaration[] = [], writes: ts.BinaryExpression[] = [];
  if (waits.length > 0) walk(ts, body, (n) => {
    if (ts.isFunctionLike(n) || ts.isClassLike(n)) return "skip";
    if (ts.isVariableDeclaration(n) && ts.isIdentifier(n.name) && isConst(ts, n) && n.initializer !== undefined && isPlace(ts, n.initializer)) reads.push(n);
    if (ts.isBinaryExpression(n) && n.operatorToken.kind === ts.SyntaxKind.EqualsToken && isPlace(ts, n.left)) writes.push(n);
    return undefined;
  });
  for (const write of writes) {
    const target = skipOuter(ts, write.left), read = reads.find((r) => r.end <= write.pos && isSamePlace(context, r.initializer!, target));
    if (read === undefined) continue;
    const old = checker.getSymbolAtLocation(read.name), wait = waits.find((w) => w.pos >= read.end && w.end <= write.getStart());
    const isUsed = find(ts, write.right, (n) => ts.isIdentifier(n) && checker.getSymbolAtLocation(n) === old) !== undefined;
    // Who looks again behind the wait knows what was written meanwhile.
    if (wait === undefined || !isUsed || find(ts, body, (n) => n.pos >= wait.end && n.end <= write.getStart() && ts.isExpression(n) && n.kind === target.kind && isSamePlace(context, n, target)) !== undefined) continue;
    if (isShared(context, fn, target, write) && !holdsLock(context, write)) yield { node: write, what: `\`${textOf(target)}\` is written from what it was before \`${textOf(wait as ts.Expression)}\` suspended.`, related: [{ node: read, text: "The old value is read here." }], todo: "Read it again behind the wait, or hold a lock over both." };
  }
}

/** The assignment whose right side is computed from the call. */
function assignmentAround(ts: RuleContext["ts"], call: ts.Node): ts.BinaryExpression | undefined {
  for (let at = call; at.parent !== undefined; at = at.parent) {
    const { parent } = at;
    if (ts.isBinaryExpression(parent) && isAssignment(ts, parent.operatorToken.kind)) return parent.right === at ? parent : undefined;
    if (!isComputation(ts, parent, at)) return undefined;
  }
  return undefined;
}

/** `=`, `+=` and the like; `??=` and its kin write only what was not there. */
function isAssignment(ts: RuleContext["ts"], kind: ts.SyntaxKind): boolean {
  const { SyntaxKind: K } = ts;
  return kind >= K.FirstAssignment && kind <= K.LastAssignment && kind !== K.BarBarEqualsToken && kind !== K.AmpersandAmpersandEqualsToken && kind !== K.QuestionQuestionEqualsToken;
}

/** The value of `part` goes into that of `whole`: operators, brackets, arguments of built-ins. */
function isComputation(ts: RuleContext["ts"], whole: ts.Node, part: ts.Node): boolean {
  const { SyntaxKind: K } = ts;
  if (ts.isBinaryExpression(whole)) {
    const { kind } = whole.operatorToken;
    return (kind >= K.LessThanLessThanToken && kind <= K.CaretToken) || kind === K.PlusToken || kind === K.MinusToken || kind === K.AsteriskToken || kind === K.AsteriskAsteriskToken || kind === K.SlashToken || kind === K.PercentToken || (kind === K.QuestionQuestionToken && whole.left === part);
  }
  if (ts.isCallExpression(whole)) return whole.expression !== part && /^Math\.\w+$/.test(whole.expression.getText());
  return ts.isParenthesizedExpression(whole) || ts.isAsExpression(whole) || ts.isNonNullExpression(whole) || ts.isPrefixUnaryExpression(whole) || ts.isTemplateSpan(whole) || ts.isTemplateExpression(whole) || ts.isArrayLiteralExpression(whole) ||
    ts.isSpreadElement(whole) || ts.isObjectLiteralExpression(whole) || ts.isSpreadAssignment(whole) || (ts.isPropertyAssignment(whole) && whole.initializer === part) ||
    (ts.isElementAccessExpression(whole) && whole.expression === part) || (ts.isPropertyAccessExpression(whole) && whole.expression === part);
}

/** The old value is read on the way: by the operator, or on the right side before the call. */
function readsBefore(context: RuleContext, assignment: ts.BinaryExpression, target: ts.Expression, call: ts.Node): boolean {
  const { ts } = context;
  if (assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return true;
  return find(ts, assignment.right, (node) => {
    if (ts.isFunctionLike(node) || node === call) return "skip";
    if (node.kind !== target.kind || node.end > call.getStart() || !isSamePlace(context, node as ts.Expression, target)) return false;
    for (let at = node; at !== assignment.right; at = at.parent) if (!isComputation(ts, at.parent, at)) return false;
    return true;
  }) !== undefined;
}

/** What may suspend goes before the statement, if nothing but reads stands before it there. */
function hoisted(ts: RuleContext["ts"], assignment: ts.BinaryExpression, call: ts.Node, given: GivenNames): Fix | undefined {
  const statement = statementOf(ts, assignment), file = assignment.getSourceFile();
  if (statement === undefined) return undefined;
  const whole = assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  let value: ts.Node = whole ? skipParentheses(ts, assignment.right) : call;
  if (!whole) {
    while (ts.isNonNullExpression(value.parent)) value = value.parent;
    for (let at = value; at !== assignment; at = at.parent) if (ts.isBinaryExpression(at.parent) && at.parent !== assignment && at.parent.left !== at && !isPlace(ts, at.parent.left) && !ts.isNumericLiteral(at.parent.left)) return undefined;
    if (find(ts, assignment.right, (n) => n !== call && n.end <= call.getStart() && (ts.isCallExpression(n) || ts.isNewExpression(n))) !== undefined) return undefined;
  }
  const name = freeName(file, "value", givenIn(given, statement.parent)), before = `const ${name} = ${value.getText(file)};`;
  const rest = { ...replace(value, name) }, indent = indentOf(statement);
  if (isInList(ts, statement)) return { title: "Call first, then write", changes: [insertBefore(statement, before + lineBefore(statement)), rest] };
  const text = statement.getText(file), from = statement.getStart(file);
  return { title: "Call first, then write", changes: [replace(statement, `{\n${indent}  ${before}\n${indent}  ${text.slice(0, rest.start - from)}${name}${text.slice(rest.end - from)}\n${indent}}`)] };
}

function skipParentheses(ts: RuleContext["ts"], expression: ts.Expression): ts.Expression {
  let at = expression;
  while (ts.isParenthesizedExpression(at)) at = at.expression;
  return at;
}
