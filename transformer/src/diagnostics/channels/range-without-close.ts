import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { find } from "../../analysis/walk";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { indentOf, insertBefore, replace } from "../edits";
import { type Made, madeBy, sending, type Use, usesOfKind } from "../flow/uses";
import { functionAround, isEndless, isExit, isMain, leavesLoop, loopsAround, outermost, statementAround } from "../syntax";

/** A range over a channel that nobody closes. */
export const rangeWithoutClose = defineRule({
  code: "SY1007", slug: "range-without-close", severity: "warning",
  title: "A loop takes all of a channel that nobody closes",
  why: "`for…of` over a channel ends when the channel is closed. Behind the last element this loop waits for ever.",
  todo: "Close the channel behind the last send, in a `finally` block; with several senders after `wg.wait()`.",
  bad: "go(() => { for (const x of xs) jobs.send(x); });\nfor (const job of jobs) use(job);",
  good: "go(() => { try { for (const x of xs) jobs.send(x); } finally { jobs.close(); } });\nfor (const job of jobs) use(job);",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    for (const made of madeBy(context, "chan")) {
      const { uses, name, owner } = made, sends = usesOfKind(made, sending);
      // Servers that live in a class or a module, and workers of main that nobody waits for, may run as long as the program.
      const isWaitedFor = (use: Use): boolean => use.goroutine.spawn === undefined || !isMain(context, owner) || use.goroutine.spawn.name !== "go";
      if (context.ts.isClassLike(owner) || context.ts.isSourceFile(owner)) continue;
      if (sends.length === 0 || uses.some((u) => u.kind === "close")) continue;
      const seen = new Set<ts.Node>();
      for (const use of uses) {
        if (seen.has(use.node) || !takesAll(context, use) || !isWaitedFor(use)) continue;
        seen.add(use.node);
        const fix = closedAfter(context, made, sends);
        yield {
          node: use.kind === "range" ? (use.node as ts.ForOfStatement).expression : use.node, what: `Nobody closes \`${name.text}\`, so this loop never ends.`,
          related: [{ node: sends[sends.length - 1]!.node, text: "What is sent here comes; the end does not." }], ...(fix === undefined ? {} : { fixes: [fix] }),
        };
      }
    }
  },
});

/** Nothing but the end of the channel ends it. */
function takesAll({ ts }: RuleContext, { kind, node }: Use): boolean {
  if (kind === "spread") return true;
  if (kind === "range") return find(ts, (node as ts.ForOfStatement).statement, (n) => (ts.isFunctionLike(n) ? "skip" : leavesLoop(ts, n, node))) === undefined;
  const { parent } = outermost(ts, node as ts.Expression), [loop] = loopsAround(ts, node);
  if (kind !== "recvOk" || loop === undefined || !isEndless(ts, loop) || !ts.isVariableDeclaration(parent) || !ts.isArrayBindingPattern(parent.name)) return false;
  const [, ok] = parent.name.elements, name = ok !== undefined && ts.isBindingElement(ok) ? ok.name.getText() : undefined;
  let exits = 0, ends = 0;
  find(ts, loop.statement, (n) => {
    if (ts.isFunctionLike(n)) return "skip";
    if (ts.isIfStatement(n) && n.expression.getText() === `!${name}` && n.elseStatement === undefined) { ends++; return "skip"; }
    if (isExit(ts, n)) exits++;
    return false;
  });
  return ends > 0 && exits === 0;
}

/** One goroutine sends, and sends no more at its end: that is where it closes. */
function closedAfter({ ts }: RuleContext, { name }: Made, sends: readonly Use[]): Fix | undefined {
  const [first] = sends, { spawn, many, root } = first!.goroutine;
  if (spawn === undefined || many || root === undefined || !sends.every((s) => s.goroutine.spawn === spawn && s.goroutine.root === root)) return undefined;
  const { body } = root as ts.ArrowFunction, last = sends[sends.length - 1]!;
  if (functionAround(ts, name)?.getSourceFile() !== root.getSourceFile() || root.pos < functionAround(ts, name)!.pos || root.end > functionAround(ts, name)!.end) return undefined;
  if (!ts.isBlock(body)) return { title: "Close it behind the last send", changes: [replace(body, `{ try { ${skipOuter(ts, body).getText()}; } finally { ${name.text}.close(); } }`)] };
  let statement: ts.Statement | undefined = statementAround(ts, last.goroutine.at!);
  while (statement !== undefined && statement.parent !== body) statement = statementAround(ts, statement.parent);
  const [begin] = body.statements;
  if (statement === undefined || begin === undefined) return undefined;
  const end = body.statements[body.statements.length - 1]!, indent = indentOf(begin), isLine = body.getText().includes("\n");
  if (!isLine) return { title: "Close it behind the last send", changes: [insertBefore(begin, "try { "), { file: body.getSourceFile(), start: end.getEnd(), end: end.getEnd(), text: ` } finally { ${name.text}.close(); }` }] };
  const inner = body.getSourceFile().text.slice(begin.getStart(), end.getEnd()).replace(/\n(?=[^\n])/g, "\n  ");
  return { title: "Close it behind the last send", changes: [{ file: body.getSourceFile(), start: begin.getStart(), end: end.getEnd(), text: `try {\n${indent}  ${inner}\n${indent}} finally {\n${indent}  ${name.text}.close();\n${indent}}` }] };
}

