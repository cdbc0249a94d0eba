import type ts from "typescript";
import { functionOf } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type RuleContext } from "../define";
import { replace } from "../edits";
import { isInList, loopsAround, statementOf, textOf } from "../syntax";

/** `defer` in a loop: nothing of it runs before the function ends. */
export const deferInLoop = defineRule({
  code: "SY2014", slug: "defer-in-loop", severity: "warning",
  title: "defer stands in a loop and unlocks or closes at the end of the function only",
  why: "Deferred calls run when the function ends, not when the round does: what this round has taken is held through all the others, and a lock is waited for in the next one.",
  todo: "`using` runs it at the end of the round; or put the body into a function of its own.",
  bad: "for (const key of keys) { mu.lock(); defer(() => mu.unlock()); write(key); }",
  good: "for (const key of keys) { using _ = mu.hold(); write(key); }",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    for (const { node, name } of calls) {
      if (name !== "defer") continue;
      const statement = statementOf(ts, node), [loop] = loopsAround(ts, node);
      if (statement === undefined || loop === undefined) continue;
      const closed = closedLate(context, node.arguments?.[0], loop);
      if (closed !== undefined) {
        yield { node, what: `\`${textOf(closed)}\` runs at the end of the function, not of the round: all that the rounds open stays open until then.`, ...(canBeUsing(ts, statement) ? { fixes: [{ title: "Run it at the end of the round: `using`", changes: [replace(statement, `using _ = ${node.getText()};`)] }] } : {}) };
        continue;
      }
      // What is taken in the same round: a lock of whatever name, given back by the deferred call.
      const given = node.arguments?.[0], released = given === undefined ? undefined : calls.find((c) => /^(Mutex|RWMutex|Locker)\.r?unlock$/i.test(c.name) && c.node.pos >= given.pos && c.node.end <= given.end);
      if (released === undefined || !calls.some((c) => /^(Mutex|RWMutex|Locker)\.r?lock$/i.test(c.name) && c.node.pos >= loop.statement.pos && c.node.end <= node.getStart())) continue;
      yield {
        node, what: `\`${textOf(released.node)}\` runs at the end of the function, not of the round: the next round waits for the lock.`,
        ...(canBeUsing(ts, statement) ? { fixes: [{ title: "Run it at the end of the round: `using`", changes: [replace(statement, `using _ = ${node.getText()};`)] }] } : {}),
      };
    }
  },
});

/** `defer(() => file.close())`, of something that is made in the round. */
function closedLate({ ts, program }: RuleContext, given: ts.Expression | undefined, loop: ts.IterationStatement): ts.CallExpression | undefined {
  const fn = given === undefined ? undefined : functionOf(ts, given), body = fn?.body, only = body !== undefined && ts.isBlock(body) ? body.statements[0] : body;
  const call = only === undefined ? undefined : ts.isExpressionStatement(only) ? only.expression : only;
  if (call === undefined || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || !ts.isIdentifier(call.expression.expression) || !/^(close|stop|release|end|destroy|dispose)$/.test(call.expression.name.text)) return undefined;
  const declaration = program.getTypeChecker().getSymbolAtLocation(call.expression.expression)?.valueDeclaration;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined && declaration.pos >= loop.statement.pos && declaration.end <= loop.statement.end ? call : undefined;
}

function canBeUsing(ts: RuleContext["ts"], statement: ts.Statement): boolean {
  const [major, minor] = ts.versionMajorMinor.split(".").map(Number) as [number, number];
  return isInList(ts, statement) && (major > 5 || (major === 5 && minor >= 2));
}
