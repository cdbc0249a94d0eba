/**
 * Statements that are selected, as a goroutine of their own.
 *
 *   Before                       After
 *   index(files);                go(() => {
 *   log("indexed");                index(files);
 *                                  log("indexed");
 *                                });
 */
import { newLineOf } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { assignedOutside, declaredIn, importing, indentAt, indented, leaves, placeOf, type Refactor, type Selection, stepOf } from "./refactor";

export const extractGoroutine: Refactor = {
  name: "sansync-extract-goroutine", description: "Run the selected statements in a goroutine", kind: "refactor.extract.sansync.goroutine",
  find(at) {
    const { ts: t, program, file } = at, selected = statementsOf(at), checker = program.getTypeChecker();
    if (selected === undefined) return undefined;
    const { list, statements } = selected, last = statements[statements.length - 1]!;
    const left = leaves(t, statements);
    if (left !== undefined) return `the selection leaves the function around it (${placeOf(left)})`;
    if (statements.some((s) => t.isFunctionDeclaration(s) || t.isClassDeclaration(s) || t.isImportDeclaration(s) || t.isExportDeclaration(s) || t.isExportAssignment(s) || t.isInterfaceDeclaration(s) || t.isTypeAliasDeclaration(s) || (t.canHaveModifiers(s) && (t.getModifiers(s) ?? []).length > 0))) return "the selection has declarations that other code may use";
    const own = declaredIn(t, checker, statements), assigned = assignedOutside(t, checker, statements);
    const rest = list.slice(list.indexOf(last) + 1);
    let used: ts.Node | undefined;
    const look = (node: ts.Node): void => {
      const symbol = t.isIdentifier(node) ? t.isShorthandPropertyAssignment(node.parent) ? checker.getShorthandAssignmentValueSymbol(node.parent) : checker.getSymbolAtLocation(node) : undefined;
      if (symbol !== undefined && own.has(symbol)) used ??= node;
      t.forEachChild(node, look);
    };
    rest.forEach(look);
    if (used !== undefined) return `\`${used.getText()}\` is declared in the selection and used behind it (${placeOf(used)}): send it over a channel`;
    for (const [symbol, node] of assigned) return `\`${symbol.name}\` is assigned to in the selection (${placeOf(node)}), and the code around it would not wait for that: send the value over a channel`;
    return () => {
      const { names: [go], changes } = importing(at, file, "go"), indent = indentAt(statements[0]!), step = stepOf(file), newLine = newLineOf(file);
      const start = statements[0]!.getStart(file), text = file.text.slice(start, last.getEnd());
      return [...changes, { file, start, end: last.getEnd(), text: `${go}(() => {${newLine}${indent}${step}${indented(text, step)}${newLine}${indent}});` }];
    };
  },
};

/** The statements that a selection covers, from the first to the last of them; undefined: it cuts one, or is empty. */
function statementsOf({ ts: t, file, start, end, node }: Selection): { list: readonly ts.Statement[]; statements: readonly ts.Statement[] } | undefined {
  if (file.text.slice(start, end).trim() === "") return undefined;
  let from = start, to = end;
  while (/\s/.test(file.text[from]!)) from++;
  while (/\s/.test(file.text[to - 1]!)) to--;
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    const list = t.isBlock(at) || t.isSourceFile(at) || t.isCaseOrDefaultClause(at) || t.isModuleBlock(at) ? at.statements : undefined;
    if (list === undefined || at.getStart(file) > from || at.end < to) continue;
    const statements = list.filter((s) => s.getStart(file) < to && s.end > from);
    if (statements.length === 0 || statements[0]!.getStart(file) !== from || statements[statements.length - 1]!.end !== to) return undefined;
    return { list, statements };
  }
  return undefined;
}
