import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { Colour } from "../../analysis/2-infer/infer";
import { chainText, whyChain } from "../../analysis/2-infer/why";
import { defineRule, type Finding, type RuleContext } from "../define";
import { imported, replace } from "../edits";
import { textOf } from "../syntax";

/** A callback of a FinalizationRegistry, or of `process.on("exit")`, that may block. */
export const finalizerBlocks = defineRule({
  code: "SY4011", slug: "finalizer-blocks", severity: "error",
  title: "A finalizer or an exit handler may block",
  why: "Nothing runs after it that could wake it: the engine calls it at a moment of its own, and an exit handler is the last thing the process does.",
  todo: "Start a goroutine in a finalizer; do what blocks before the program ends.",
  bad: "new FinalizationRegistry((id: number) => closed.send(id));",
  good: "new FinalizationRegistry((id: number) => { go(() => closed.send(id)); });",
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, plan, analysis } = context;
    for (const fn of plan.functions.values())
      for (const { node, callee, arguments: args } of fn.facts.calls) {
        if (args.every((a) => a.kind !== "function")) continue;
        const isRegistry = ts.isNewExpression(node) && callee.kind === "native" && callee.name === "new FinalizationRegistry";
        const index = isRegistry ? 0 : isExitHandler(context, node) ? 1 : -1, given = args[index];
        const place = (node as ts.CallExpression).arguments?.[index];
        if (given?.kind !== "function" || place === undefined || analysis.colours.get(given.id)?.colour !== Colour.Blocking) continue;
        const inner = skipOuter(ts, place), go = isRegistry ? imported(context, plan.facts.file, "go") : undefined;
        const body = ts.isArrowFunction(inner) && !ts.isBlock(inner.body) ? inner.body : undefined;
        yield {
          node: place, what: `\`${textOf(place)}\` may block, and ${isRegistry ? "a finalizer" : "an exit handler"} cannot wait.`,
          why: `It may suspend: ${chainText(whyChain(given.id, analysis.colours, analysis.functions))}. ${isRegistry ? "The engine calls finalizers when it pleases, also when nothing else is left to run." : "The process ends when the handler returns: nothing wakes what waits then."}`,
          ...(isRegistry ? {} : { todo: "Do what blocks before the program ends." }),
          ...(go === undefined || body === undefined ? {} : { fixes: [{ title: "Start a goroutine", changes: [replace(body, `{ ${go.name}(() => ${body.getText()}); }`), ...go.changes] }] }),
        };
      }
  },
});

/** `process.on("exit", f)` of Node. */
function isExitHandler({ ts, program }: RuleContext, node: ts.Node): boolean {
  const [event] = ts.isCallExpression(node) && node.arguments.length > 1 ? node.arguments : [];
  if (event === undefined || !ts.isStringLiteralLike(event) || event.text !== "exit") return false;
  const callee = skipOuter(ts, (node as ts.CallExpression).expression);
  if (!ts.isPropertyAccessExpression(callee) || !/^(on|once|addListener)$/.test(callee.name.text) || callee.expression.getText() !== "process") return false;
  return program.getTypeChecker().getSymbolAtLocation(callee.expression)?.valueDeclaration?.getSourceFile().isDeclarationFile === true;
}
