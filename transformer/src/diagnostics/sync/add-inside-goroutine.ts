import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { insertBefore, lineBefore, remove } from "../edits";
import { functionAround, functionGiven, isInList, isPlace, isSamePlace, receiverOf, statementOf, textOf } from "../syntax";

/** `wg.add` in the goroutine that is counted: whoever waits may have looked before. */
export const addInsideGoroutine = defineRule({
  code: "SY3004", slug: "add-inside-goroutine", severity: "warning",
  title: "WaitGroup.add is called in the goroutine that is counted",
  why: "The goroutine runs later: `wait` may look at the counter before it has added itself, and go on.",
  todo: "Call `add` before `go`, or let `wg.go` do both.",
  bad: "go(() => { wg.add(1); try { work(5); } finally { wg.done(); } });\nwg.wait();",
  good: "wg.go(() => work(5));\nwg.wait();",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context;
    const adds = calls.filter((c) => c.name === "WaitGroup.add"), dones = calls.filter((c) => c.name === "WaitGroup.done");
    if (adds.length === 0 || dones.length === 0) return;
    for (const spawn of calls) {
      const body = spawn.name === "go" ? functionGiven(context, spawn.facts) : undefined;
      if (body === undefined) continue;
      for (const { node } of adds) {
        const group = receiverOf(ts, node);
        if (group === undefined || functionAround(ts, node) !== body || !isPlace(ts, group) || isDeclaredIn(context, group, body, spawn.node)) continue;
        if (!dones.some((d) => isDoneOf(context, d.node as ts.CallExpression, group, body))) continue;
        const fix = movedOut(ts, spawn.node, node as ts.CallExpression, body);
        yield {
          node, what: `\`${textOf(node)}\` runs in the goroutine that it counts.`, related: [{ node: spawn.node, text: "The goroutine starts here." }],
          ...(fix === undefined ? {} : { fixes: [fix] }),
        };
      }
    }
  },
});

/** The goroutine itself says that it is done: in its own body, or in a call that is deferred there. */
function isDoneOf(context: RuleContext, done: ts.CallExpression, group: ts.Expression, body: ts.Node): boolean {
  const { ts, calls } = context, own = receiverOf(ts, done);
  if (own === undefined || !isSamePlace(context, own, group)) return false;
  const around = functionAround(ts, done);
  return around === body || (around !== undefined && functionAround(ts, around) === body && calls.some((c) => c.name === "defer" && c.node.arguments?.[0] !== undefined && skipOuter(ts, c.node.arguments[0]) === around));
}

/** The group is made in the goroutine: it counts others. */
function isDeclaredIn({ ts, program }: RuleContext, group: ts.Expression, body: ts.Node, spawn: ts.CallExpression | ts.NewExpression): boolean {
  const declaration = ts.isIdentifier(group) ? program.getTypeChecker().getSymbolAtLocation(group)?.valueDeclaration : undefined;
  // `go(load, wg, url)` hands it in.
  if (declaration !== undefined && ts.isParameter(declaration) && declaration.parent === body) return spawn.arguments?.[(body as ts.SignatureDeclaration).parameters.indexOf(declaration) + 1] === undefined;
  return declaration !== undefined && declaration.getSourceFile() === body.getSourceFile() && declaration.pos >= body.pos && declaration.end <= body.end;
}

function movedOut(ts: RuleContext["ts"], spawn: ts.CallExpression | ts.NewExpression, add: ts.CallExpression, body: ts.Node): Fix | undefined {
  const start = statementOf(ts, spawn), statement = statementOf(ts, add), count = add.arguments[0];
  if (start === undefined || !isInList(ts, start) || statement?.parent.parent !== body || !(start.pos < body.pos && body.end <= start.end) || (count !== undefined && !ts.isNumericLiteral(count))) return undefined;
  return { title: "Add before the goroutine starts", changes: [insertBefore(start, statement.getText() + lineBefore(start)), remove(statement)] };
}
