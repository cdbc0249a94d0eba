/**
 * A loop whose rounds wait one after the other, as a group of goroutines that wait together.
 *
 *   Before                        After
 *   for (const url of urls) {     const group = new Group();
 *     check(url);                 for (const url of urls) group.go(() => {
 *   }                               check(url);
 *                                 });
 *                                 group.wait();
 *
 * Rounds run in no promised order then, so what they do one after the other is refused: variables of the code around that are assigned to, lists that are filled.
 */
import { freeName, newLineOf } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { assignedOutside, declaredIn, importing, indentAt, leaves, placeOf, type Refactor, type Selection } from "./refactor";

const fills = new Set(["push", "unshift", "splice", "set", "add", "delete", "append", "write", "sort", "pop", "shift"]);

export const loopToGroup: Refactor = {
  name: "sansync-loop-to-group", description: "Run the rounds of this loop at the same time (Group)", kind: "refactor.rewrite.sansync.loopToGroup",
  find(at) {
    const { ts: t, program, plan, file } = at, loop = loopAt(at), checker = program.getTypeChecker();
    if (loop === undefined || plan === undefined) return undefined;
    const waits = [...plan.calls.values()].some((c) => c.effect === 3 && loop.statement.pos <= c.facts.node.pos && c.facts.node.end <= loop.statement.end);
    if (!waits) return undefined;
    if (loop.awaitModifier !== undefined) return "it steps through an async iterable";
    if (t.isLabeledStatement(loop.parent)) return "it has a label";
    if (!t.isVariableDeclarationList(loop.initializer) || (loop.initializer.flags & t.NodeFlags.BlockScoped) === 0) return "its variable is shared by all rounds: declare it with `const`";
    const isContinue = (node: ts.Node): boolean => t.isContinueStatement(node) && node.label === undefined;
    const left = leaves(t, [loop.statement], isContinue);
    if (left !== undefined) return `a round may end the loop, or what is around it (${placeOf(left)})`;
    const assigned = assignedOutside(t, checker, [loop.statement]), own = declaredIn(t, checker, [loop.initializer, loop.statement]);
    for (const [symbol, node] of assigned) if (!own.has(symbol)) return `\`${symbol.name}\` is assigned to by every round (${placeOf(node)}): rounds at the same time would overwrite each other's`;
    for (const node of all(t, loop.statement)) {
      if (!t.isCallExpression(node) || !t.isPropertyAccessExpression(node.expression) || !fills.has(node.expression.name.text)) continue;
      const root = rootOf(t, node.expression.expression), symbol = root === undefined ? undefined : checker.getSymbolAtLocation(root);
      if (symbol === undefined || !own.has(symbol)) return `\`${node.expression.getText()}\` would be called in another order (${placeOf(node)})`;
    }
    return () => {
      const { names: [Group], changes } = importing(at, file, "Group"), name = freeName(file, "group"), indent = indentAt(loop), newLine = newLineOf(file), { statement } = loop;
      const edits: { start: number; end: number; text: string }[] = [{ start: loop.getStart(file), end: loop.getStart(file), text: `const ${name} = new ${Group}();${newLine}${indent}` }];
      const alone = !t.isBlock(statement) && !t.isExpressionStatement(statement);
      const text = t.isBlock(statement) ? "" : alone ? "{ " : "";
      edits.push({ start: statement.getStart(file), end: statement.getStart(file), text: `${name}.go(() => ${text}` });
      for (const node of all(t, statement)) if (isContinue(node) && isOf(t, node, loop)) edits.push({ start: node.getStart(file), end: node.getStart(file) + "continue".length, text: "return" });
      const end = t.isExpressionStatement(statement) && file.text[statement.end - 1] === ";" ? statement.end - 1 : statement.end;
      edits.push({ start: end, end: statement.end, text: `${alone ? " }" : ""});${newLine}${indent}${name}.wait();` });
      return [...changes, ...edits.map((e) => ({ file, ...e }))];
    };
  },
};

/** The `for…of` whose head the selection is in. */
function loopAt({ ts: t, node, start }: Selection): ts.ForOfStatement | undefined {
  for (let at: ts.Node | undefined = node; at !== undefined && !t.isFunctionLike(at); at = at.parent) if (t.isForOfStatement(at) && start <= at.statement.getStart()) return at;
  return undefined;
}

/** The loop that a `continue` goes on with. */
function isOf(t: typeof ts, node: ts.Node, loop: ts.Node): boolean {
  let at = node.parent;
  while (!t.isIterationStatement(at, false) && !t.isFunctionLike(at)) at = at.parent;
  return at === loop;
}

function* all(t: typeof ts, root: ts.Node): Iterable<ts.Node> {
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    t.forEachChild(node, (child) => { stack.push(child); });
  }
}

function rootOf(t: typeof ts, expression: ts.Expression): ts.Node | undefined {
  let at = expression;
  while (t.isPropertyAccessExpression(at) || t.isElementAccessExpression(at) || t.isNonNullExpression(at) || t.isParenthesizedExpression(at)) at = at.expression;
  return t.isIdentifier(at) ? at : undefined;
}
