import type ts from "typescript";
import { isUsingList } from "../../analysis/1-collect/using";
import { defineRule, type Finding, type Fix, type RuleContext } from "../define";
import { insertBefore, replace } from "../edits";
import { functionAround, isInList, outermost, receiverOf, statementOf, textOf, usesOf } from "../syntax";

const holds = new Set(["Mutex.hold", "RWMutex.hold", "RWMutex.rHold"]);

/** `mu.hold();`: locked, and nobody has what unlocks. */
export const holdDropped = defineRule({
  code: "SY3002", slug: "hold-dropped", severity: "error",
  title: "What hold() gives is dropped",
  why: "`hold()` locks and gives what unlocks when it is disposed of. Without `using` nothing does: the lock is held for ever.",
  todo: "`using _ = mu.hold();`, or `mu.lock()` and `defer(() => mu.unlock())`.",
  bad: "mu.hold();\ntotal++;",
  good: "using _ = mu.hold();\ntotal++;",
  ofCalls: true,
  *check(context: RuleContext): Iterable<Finding> {
    const { ts, calls } = context, given = new Map<ts.Node, Set<string>>();
    for (const { node, name } of calls) {
      if (!holds.has(name) || !ts.isCallExpression(node)) continue;
      const lock = textOf(receiverOf(ts, node) ?? node), statement = statementOf(ts, node) ?? droppedByVoid(ts, node);
      if (statement !== undefined) {
        yield { node, what: `\`${textOf(node)}\` locks \`${lock}\`, and nothing unlocks it.`, ...fixes(ts, isInList(ts, statement) ? [replace(statement, `using ${freshIn(ts, statement, given)} = ${node.getText()};`)] : undefined) };
        continue;
      }
      const { parent } = outermost(ts, node);
      if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name) || !ts.isVariableDeclarationList(parent.parent) || isUsingList(ts, parent.parent)) continue;
      const symbol = context.program.getTypeChecker().getSymbolAtLocation(parent.name), list = parent.parent;
      if (symbol === undefined || !ts.isVariableStatement(list.parent) || ts.isSourceFile(list.parent.parent)) continue;
      if (usesOf(context, functionAround(ts, parent) ?? parent.getSourceFile(), parent.name, symbol).length > 0) continue;
      const file = node.getSourceFile(), start = list.getStart(file);
      yield {
        node, what: `\`${textOf(node)}\` locks \`${lock}\`, and \`${parent.name.text}\`, which unlocks it, is not used.`,
        ...fixes(ts, list.declarations.length > 1 ? undefined : [{ file, start, end: start + /^\w+/.exec(file.text.slice(start))![0].length, text: "using" }]),
      };
    }
  },
});

function droppedByVoid(ts: RuleContext["ts"], node: ts.CallExpression): ts.ExpressionStatement | undefined {
  const { parent } = outermost(ts, node);
  return ts.isVoidExpression(parent) ? statementOf(ts, parent) : undefined;
}

/** `using` is known from 5.2 on. */
function fixes(ts: RuleContext["ts"], changes: ReturnType<typeof insertBefore>[] | undefined): { fixes: readonly Fix[] } | undefined {
  const [major, minor] = ts.versionMajorMinor.split(".").map(Number) as [number, number];
  return changes === undefined || major < 5 || (major === 5 && minor < 2) ? undefined : { fixes: [{ title: "Unlock at the end of the block: `using`", changes }] };
}

/** `_`, or `_2` where the block has one. */
function freshIn(ts: RuleContext["ts"], { parent: block }: ts.Node, given: Map<ts.Node, Set<string>>): string {
  let names = given.get(block);
  if (names === undefined) given.set(block, (names = new Set<string>()));
  const own = names;
  ts.forEachChild(block, (child) => {
    if (ts.isVariableStatement(child)) for (const d of child.declarationList.declarations) if (ts.isIdentifier(d.name)) own.add(d.name.text);
  });
  let name = "_";
  for (let n = 2; names.has(name); n++) name = `_${n}`;
  names.add(name);
  return name;
}
