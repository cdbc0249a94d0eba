import type ts from "typescript";
import { functionOf } from "../../analysis/1-collect/program-index";
import { walk } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext, type TextChange } from "../define";
import { imported } from "../edits";
import { isPromise } from "../promises";
import { textOf } from "../syntax";

/** `go` of a function that gives a promise: the goroutine ends at its first `await`. */
export const goAsyncFunction = defineRule({
  code: "SY2002", slug: "go-async-function", severity: "warning",
  title: "go starts an async function",
  why: "The goroutine ends at the first `await`; the rest is ordinary promise code: nobody waits for it, it is in no dump, and its errors are unhandled rejections.",
  todo: "Drop `async`, and wait in blocking style: `await e` becomes `wait(e)`.",
  bad: "go(async () => { out.send(await load()); });",
  good: "go(() => { out.send(wait(load())); });",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, program, calls } = context, checker = program.getTypeChecker();
    for (const { node, name } of calls) {
      const given = node.arguments?.[0];
      if (name !== "go" || given === undefined || ts.isSpreadElement(given)) continue;
      const type = checker.getTypeAtLocation(given), signatures = type.getCallSignatures();
      if (type.isUnion() || signatures.length === 0 || !signatures.every((s) => isPromise(context, s.getReturnType()))) continue;
      const fn = functionOf(ts, given);
      const isAsync = fn?.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) === true;
      const fix = isAsync ? inBlockingStyle(context, fn!) : undefined;
      yield {
        node: given,
        what: isAsync ? "This goroutine is an async function." : `\`${textOf(given)}\` gives a promise, for which this goroutine does not wait.`,
        ...(isAsync ? {} : { todo: `Wait for it: \`go(() => wait(${ts.isIdentifier(given) ? given.text : "…"}(…)))\`; or write it in blocking style.` }),
        ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});

function inBlockingStyle(context: RuleContext, fn: ts.FunctionLikeDeclaration): Fix | undefined {
  const { ts } = context, file = fn.getSourceFile();
  const awaits: ts.AwaitExpression[] = [];
  let possible = fn.type === undefined;
  walk(ts, fn, (node) => {
    if (node !== fn && ts.isFunctionLike(node)) return "skip";
    if (ts.isAwaitExpression(node)) awaits.push(node);
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) possible = false;
    return undefined;
  });
  const wait = imported(context, file, "wait");
  if (!possible || wait === undefined) return undefined;
  const { end: from } = fn.modifiers!.find((m) => m.kind === ts.SyntaxKind.AsyncKeyword)!, start = fn.modifiers!.find((m) => m.kind === ts.SyntaxKind.AsyncKeyword)!.getStart(file);
  const changes: TextChange[] = [{ file, start, end: from + /^\s*/.exec(file.text.slice(from))![0].length, text: "" }];
  for (const at of awaits) {
    const { expression } = at;
    changes.push({ file, start: at.getStart(file), end: expression.getStart(file), text: `${wait.name}(` }, { file, start: expression.end, end: expression.end, text: ")" });
  }
  return { title: "Make it a blocking function", changes: [...changes, ...(awaits.length > 0 ? wait.changes : [])] };
}
