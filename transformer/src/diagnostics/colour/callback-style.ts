import type ts from "typescript";
import { functionOf, skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { importedAnyhow, replace } from "../edits";
import { isPromise } from "../promises";
import type { RuntimeCall } from "../runtime-calls";
import { outermost, statementOf, textOf, usesOf } from "../syntax";

/** Callbacks where the goroutine waits anyway: `wait(p.then(f))`, a timer as a promise. Timers that call what blocks are right as they are: plain callers may. */
export const callbackStyle = defineRule({
  code: "SY4013", slug: "callback-style", severity: "info",
  title: "A callback in code that could wait",
  why: "A goroutine may wait where it stands: what is done with the value can follow in the next line, with the same `try` and the same stack.",
  todo: "`wait(p)` gives the value, and `sleep(ms)` waits for a time.",
  bad: "const text = wait(fetch(url).then((r) => r.text()));",
  good: "const text = wait(wait(fetch(url)).text());",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls, plan } = context;
    for (const call of calls) {
      const { node, name, within } = call;
      if (name !== "wait" || node.arguments?.length !== 1 || !ts.isCallExpression(node) || within.facts.async) continue;
      const given = skipOuter(ts, node.arguments[0]!);
      const ms = ts.isNewExpression(given) ? timerIn(context, given) : undefined;
      if (ms !== undefined) {
        const sleep = statementOf(ts, node) === undefined ? undefined : importedAnyhow(context, plan.facts.file, "sleep");
        yield { node, what: `\`${textOf(node)}\` waits for a timer by way of a promise.`, todo: `\`sleep(${textOf(ms)})\` does it.`, ...fixes(sleep === undefined ? undefined : { title: "Wait: `sleep`", changes: [replace(node, `${sleep.name}(${ms.getText()})`), ...sleep.changes] }) };
        continue;
      }
      const then = ts.isCallExpression(given) ? skipOuter(ts, given.expression) : undefined;
      if (then === undefined || !ts.isCallExpression(given) || !ts.isPropertyAccessExpression(then) || then.name.text !== "then" || given.arguments.length !== 1 || functionOf(ts, given.arguments[0]!)?.parameters.length !== 1 || !isPromise(context, context.program.getTypeChecker().getTypeAtLocation(then.expression))) continue;
      yield { node: then.name, what: `What becomes of \`${textOf(then.expression)}\` is done in a callback, and waited for right here.`, todo: `\`wait(${textOf(then.expression)})\` gives the value, and the goroutine goes on with it.`, ...fixes(unchained(context, call, then.expression, functionOf(ts, given.arguments[0]!)!)) };
    }
  },
});

function fixes(fix: Fix | undefined): { fixes?: readonly Fix[] } {
  return fix === undefined ? {} : { fixes: [fix] };
}

/** Of the language or the host, not of the program. */
function isGlobal({ program }: RuleContext, name: ts.Expression): boolean {
  return program.getTypeChecker().getSymbolAtLocation(name)?.declarations?.every((d) => d.getSourceFile().isDeclarationFile) === true;
}

/** The time of `new Promise((done) => setTimeout(done, ms))`. */
function timerIn(context: RuleContext, made: ts.NewExpression): ts.Expression | undefined {
  const { ts } = context, begin = made.arguments?.length === 1 ? functionOf(ts, made.arguments[0]!) : undefined, done = begin?.parameters[0]?.name;
  if (made.expression.getText() !== "Promise" || !isGlobal(context, made.expression) || begin === undefined || done === undefined || !ts.isIdentifier(done)) return undefined;
  const [only, more] = ts.isBlock(begin.body) ? begin.body.statements : [];
  const timer = skipOuter(ts, ts.isBlock(begin.body) ? (more === undefined && only !== undefined && ts.isExpressionStatement(only) ? only.expression : begin.parameters[0]!.name as ts.Identifier) : begin.body);
  if (!ts.isCallExpression(timer) || timer.expression.getText() !== "setTimeout" || !isGlobal(context, timer.expression) || timer.arguments.length !== 2) return undefined;
  const first = skipOuter(ts, timer.arguments[0]!);
  return ts.isIdentifier(first) && first.text === done.text ? timer.arguments[1] : undefined;
}

/** `wait(p.then((r) => r.text()))` as `wait(wait(p).text())`, where the value is what the callback begins with and is used once. */
function unchained(context: RuleContext, { node }: RuntimeCall, promise: ts.Expression, callback: ts.ArrowFunction | ts.FunctionExpression): Fix | undefined {
  const { ts, program } = context, checker = program.getTypeChecker(), [value, more] = callback.parameters, { body } = callback;
  const symbol = value === undefined || !ts.isIdentifier(value.name) ? undefined : checker.getSymbolAtLocation(value.name);
  if (ts.isBlock(body) || symbol === undefined || more !== undefined || value!.initializer !== undefined || value!.dotDotDotToken !== undefined || (ts.getCombinedModifierFlags(callback) & ts.ModifierFlags.Async) !== 0) return undefined;
  const uses = usesOf(context, body, value!.name as ts.Identifier, symbol), type = checker.getTypeAtLocation(body), isAwaited = isPromise(context, type);
  // Of a type that says nothing it is not known whether there is a promise to wait for.
  if (uses.length !== 1 || first(ts, body) !== uses[0] || (!isAwaited && ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 || checker.getPropertyOfType(type, "then") !== undefined || (type.isUnion() && type.types.some((t) => checker.getPropertyOfType(t, "then") !== undefined))))) return undefined;
  const wait = node.expression.getText(), start = body.getStart(), use = uses[0]!, text = body.getText();
  const after = `${text.slice(0, use.getStart() - start)}${wait}(${promise.getText()})${text.slice(use.end - start)}`, inner = skipOuter(ts, body);
  return { title: "Wait, and go on with the value", changes: [replace(node, isAwaited ? `${wait}(${after})` : ts.isCallExpression(inner) || ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner) || outermost(ts, node).parent.kind === ts.SyntaxKind.VariableDeclaration ? after : `(${after})`)] };
}

/** What is evaluated first of an expression. */
function first(ts: RuleContext["ts"], expression: ts.Expression): ts.Expression {
  let at = skipOuter(ts, expression);
  for (;;) {
    if (ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at) || ts.isCallExpression(at)) at = skipOuter(ts, at.expression);
    else if (ts.isBinaryExpression(at) && at.operatorToken.kind !== ts.SyntaxKind.EqualsToken) at = skipOuter(ts, at.left);
    else return at;
  }
}
