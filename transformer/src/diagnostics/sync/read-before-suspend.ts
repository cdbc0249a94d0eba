import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { Colour } from "../../analysis/2-infer/infer";
import type { FunctionPlan } from "../../analysis/3-plan/plan";
import { idOf } from "../../analysis/facts";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { freeName, indentOf, insertBefore, lineBefore, replace } from "../edits";
import { functionAround, isInList, isPlace, isSamePlace, loopsAround, statementOf, textOf, usesOf } from "../syntax";

/** `total += ch.recv()`: JavaScript reads `total` before the goroutine parks, so what others write meanwhile is lost. */
export const readBeforeSuspend = defineRule({
  code: "SY3001", slug: "read-before-suspend", severity: "warning",
  title: "A shared variable is read before a call that may suspend, and written from the old value",
  why: "JavaScript reads the left side first. What other goroutines write while this one waits is lost.",
  todo: "Call first, into a variable of its own; then add.",
  bad: "total += jobs.recv()!;",
  good: "const n = jobs.recv()!;\ntotal += n;",
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, plan } = context;
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
        const fix = hoisted(ts, assignment, call.node);
        yield {
          node: assignment,
          what: `\`${textOf(target)}\` is read before \`${call.text}\` may suspend, and written from that old value.`,
          ...(fix === undefined ? {} : { fixes: [fix] }),
        };
      }
    }
  },
});

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

/** Somebody else may write it meanwhile: another function does, or this one runs several times at once. */
function isShared(context: RuleContext, fn: FunctionPlan, target: ts.Expression, at: ts.Node): boolean {
  const { ts, program } = context;
  let root = target;
  while (ts.isPropertyAccessExpression(root)) root = skipOuter(ts, root.expression);
  if (!ts.isIdentifier(root)) return false; // who else has `this` is not known
  const symbol = program.getTypeChecker().getSymbolAtLocation(root), declaration = symbol?.valueDeclaration;
  if (symbol === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
  const owner = functionAround(ts, declaration), own = functionAround(ts, at);
  const writes = usesOf(context, owner ?? declaration.getSourceFile(), root, symbol).filter((use) => isWritten(ts, use));
  const others = writes.map((use) => functionAround(ts, use)).filter((other) => other !== own && other !== owner);
  // A local variable is somebody else's too where a goroutine writes it; closures that are merely called run in this one.
  if (owner === undefined ? others.length > 0 : others.some((other) => isSpawned(context, other, owner)) || (others.length > 0 && isSpawned(context, own, owner))) return true;
  if (own === owner) return false;
  return runsManyTimes(context, fn, declaration);
}

function isWritten(ts: RuleContext["ts"], use: ts.Identifier): boolean {
  let at: ts.Node = use;
  while (ts.isPropertyAccessExpression(at.parent) || ts.isNonNullExpression(at.parent) || ts.isParenthesizedExpression(at.parent)) at = at.parent;
  const { parent } = at, { SyntaxKind: K } = ts;
  return (ts.isBinaryExpression(parent) && parent.left === at && parent.operatorToken.kind >= K.FirstAssignment && parent.operatorToken.kind <= K.LastAssignment) ||
    ((ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) && (parent.operator === K.PlusPlusToken || parent.operator === K.MinusMinusToken));
}

const spawners = new Set(["go", "WaitGroup.go", "Group.go", "Group.tryGo"]);

/** The function, or one it stands in, is given to what starts goroutines. */
function isSpawned({ calls }: RuleContext, fn: ts.Node | undefined, until: ts.Node): boolean {
  for (let at = fn; at !== undefined && at !== until; at = at.parent)
    if (calls.some(({ name, facts }) => spawners.has(name) && facts.arguments[0]?.kind === "function" && facts.arguments[0].id === idOf(at!))) return true;
  return false;
}

/** A goroutine is made of it in a loop, or at several places, inside the scope of the variable. */
function runsManyTimes({ ts, calls }: RuleContext, fn: FunctionPlan, variable: ts.Node): boolean {
  let places = 0;
  for (const { node, name, facts } of calls) {
    const given = facts.arguments[0];
    if (!spawners.has(name) || given?.kind !== "function" || given.id !== fn.facts.id) continue;
    places++;
    for (const loop of loopsAround(ts, node)) if (!(loop.pos <= variable.pos && variable.end <= loop.end)) return true;
    // `ids.forEach((id) => wg.go(() => …))`
    const callback = functionAround(ts, node);
    if (callback !== undefined && ts.isArrowFunction(callback) && ts.isCallExpression(callback.parent) && /\.(forEach|map)$/.test(callback.parent.expression.getText()) && !(callback.pos <= variable.pos && variable.end <= callback.end)) return true;
  }
  return places > 1;
}

const locks = new Set(["Mutex.lock", "Mutex.hold", "RWMutex.lock", "RWMutex.hold", "RWMutex.rLock", "RWMutex.rHold", "Semaphore.acquire", "Locker.lock"]);

/** Before it in the same function a lock is taken: whether it is held still is not asked. */
function holdsLock({ ts, calls }: RuleContext, assignment: ts.Node): boolean {
  const own = functionAround(ts, assignment);
  return calls.some((c) => locks.has(c.name) && c.node.end <= assignment.getStart() && functionAround(ts, c.node) === own);
}

/** What may suspend goes before the statement, if nothing but reads stands before it there. */
function hoisted(ts: RuleContext["ts"], assignment: ts.BinaryExpression, call: ts.Node): Fix | undefined {
  const statement = statementOf(ts, assignment), file = assignment.getSourceFile();
  if (statement === undefined) return undefined;
  const whole = assignment.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  let value: ts.Node = whole ? skipParentheses(ts, assignment.right) : call;
  if (!whole) {
    while (ts.isNonNullExpression(value.parent)) value = value.parent;
    for (let at = value; at !== assignment; at = at.parent) if (ts.isBinaryExpression(at.parent) && at.parent !== assignment && at.parent.left !== at && !isPlace(ts, at.parent.left) && !ts.isNumericLiteral(at.parent.left)) return undefined;
    if (find(ts, assignment.right, (n) => n !== call && n.end <= call.getStart() && (ts.isCallExpression(n) || ts.isNewExpression(n))) !== undefined) return undefined;
  }
  const name = freeName(file, "value"), before = `const ${name} = ${value.getText(file)};`;
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
