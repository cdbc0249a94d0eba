import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import { isUsingList } from "../../analysis/1-collect/using";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { freeName, givenIn, type GivenNames, lineBefore, replace } from "../edits";
import { graphFor, pointsByNode } from "../flow/functions";
import { onAllPathsFrom } from "../flow/paths";
import { functionAround, isMain, outermost, textOf, usesOf } from "../syntax";

const makers = new Set(["withCancel", "withCancelCause", "withTimeout", "withDeadline"]);

/** A context whose `cancel` nobody calls, or not on every path. */
export const lostCancel = defineRule({
  code: "SY3005", slug: "lost-cancel", severity: "warning",
  title: "A context is made, and its cancel function is lost",
  why: "The context, its timer and all that depends on it stay until the parent is done: with a long-lived parent they pile up.",
  todo: "Hold it with `using`, which cancels at the end of the block; or `defer(cancel)`.",
  bad: "const [ctx] = withTimeout(parent, 100);\nreturn call(ctx);",
  good: "using scope = withTimeout(parent, 100);\nconst [ctx] = scope;\nreturn call(ctx);",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context, given: GivenNames = new Map();
    for (const { node, name } of calls) {
      const indexed = makers.has(name) ? outermost(ts, node).parent : undefined;
      if (indexed !== undefined && ts.isElementAccessExpression(indexed) && indexed.argumentExpression.getText() === "0" && functionAround(ts, node) !== undefined && !isTimed(context, node, name) && !endsAnyway(context, node, name, functionAround(ts, node)!)) {
        yield { node, what: `What cancels the context of \`${textOf(node)}\` is not taken.` };
        continue;
      }
      const declaration = makers.has(name) ? outermost(ts, node).parent : undefined, within = functionAround(ts, node);
      if (declaration === undefined || within === undefined || !ts.isVariableDeclaration(declaration) || !ts.isArrayBindingPattern(declaration.name) || !ts.isVariableDeclarationList(declaration.parent) || isUsingList(ts, declaration.parent)) continue;
      if (endsAnyway(context, node, name, within)) continue;
      const [, second] = declaration.name.elements, fix = heldByUsing(ts, declaration, node, given);
      const offered = fix === undefined ? {} : { fixes: [fix] };
      if (second === undefined || ts.isOmittedExpression(second)) {
        yield { node, what: `What cancels the context of \`${textOf(node)}\` is not taken.`, ...offered };
        continue;
      }
      if (!ts.isIdentifier(second.name)) continue;
      const cancel = second.name, symbol = context.program.getTypeChecker().getSymbolAtLocation(cancel), uses = symbol === undefined ? [] : usesOf(context, within, cancel, symbol);
      if (uses.length === 0) {
        yield { node: cancel, what: `\`${cancel.text}\` is never called: the context of \`${textOf(node)}\` stays.`, ...(offered) };
        continue;
      }
      // Given away, or kept by a closure: somebody else calls it.
      if (!uses.every((use) => ts.isCallExpression(use.parent) && use.parent.expression === use && functionAround(ts, use) === within)) continue;
      const graph = graphFor(context, within), cancels = new Set<ts.Node>(uses.map((use) => use.parent));
      if (graph === undefined) continue;
      const comes = onAllPathsFrom<string>(graph, (p) => (p.node === undefined ? undefined : cancels.has(p.node) ? { adds: ["cancel"] } : p.node === declaration ? { removes: ["cancel"] } : undefined));
      const made = (pointsByNode(graph).get(declaration) ?? []).filter((p) => p.next.length > 0);
      if (made.some((p) => !comes.get(p)!.has("cancel"))) yield { node: cancel, what: `A path leaves the function without calling \`${cancel.text}\`.`, related: [{ node: uses[0]!, text: "Other paths call it." }] };
    }
  },
});

/** A deadline of its own, and no parent that would keep it: it ends by itself. */
function isTimed({ ts, calls }: RuleContext, { arguments: given }: ts.CallExpression | ts.NewExpression, name: string): boolean {
  const parent = given?.[0] === undefined ? undefined : skipOuter(ts, given[0]);
  return /^with(Timeout|Deadline)$/.test(name) && parent !== undefined && calls.some((c) => c.node === parent && c.name === "background");
}

/** Nothing piles up: its parent is made in the same function, and takes it along; the function is the program's main; or it lasts a second at most. */
function endsAnyway(context: RuleContext, call: ts.CallExpression | ts.NewExpression, name: string, within: ts.Node): boolean {
  const { ts, program, calls } = context, [parent, ms] = call.arguments ?? [];
  const made = parent === undefined ? undefined : skipOuter(ts, parent);
  if (isMain(context, within)) return true;
  if (made !== undefined && ts.isCallExpression(made)) return name === "withTimeout" && calls.some((c) => c.node === made && c.name === "background") && ms !== undefined && ts.isNumericLiteral(ms) && Number(ms.text) <= 1000;
  const declaration = made !== undefined && ts.isIdentifier(made) ? program.getTypeChecker().getSymbolAtLocation(made)?.valueDeclaration : undefined;
  return declaration !== undefined && ts.isBindingElement(declaration) && functionAround(ts, declaration) === within && calls.some((c) => makers.has(c.name) && outermost(ts, c.node).parent === declaration.parent.parent);
}

/** `using scope = withTimeout(…); const [ctx] = scope;` */
function heldByUsing(ts: RuleContext["ts"], declaration: ts.VariableDeclaration, call: ts.Node, given: GivenNames): Fix | undefined {
  const statement = declaration.parent.parent, [major, minor] = ts.versionMajorMinor.split(".").map(Number) as [number, number];
  const [first] = (declaration.name as ts.ArrayBindingPattern).elements;
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1 || first === undefined || ts.isOmittedExpression(first) || major < 5 || (major === 5 && minor < 2)) return undefined;
  const scope = freeName(declaration.getSourceFile(), "scope", givenIn(given, statement.parent));
  return { title: "Cancel at the end of the block: `using`", changes: [replace(statement, `using ${scope} = ${call.getText()};${lineBefore(statement)}const [${first.getText()}] = ${scope};`)] };
}
