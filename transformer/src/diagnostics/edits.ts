/** Changes of the text that fixes are made of. */
import type ts from "typescript";
import type { RuleContext, TextChange } from "./define";

export function replace(node: ts.Node, text: string): TextChange {
  const file = node.getSourceFile();
  return { file, start: node.getStart(file), end: node.getEnd(), text };
}

export function insertBefore(node: ts.Node, text: string): TextChange {
  const file = node.getSourceFile(), start = node.getStart(file);
  return { file, start, end: start, text };
}

export function insertAfter(node: ts.Node, text: string): TextChange {
  return { file: node.getSourceFile(), start: node.getEnd(), end: node.getEnd(), text };
}

/** The statement with its line, if nothing else stands there. */
export function remove(statement: ts.Node): TextChange {
  const file = statement.getSourceFile(), { text } = file;
  let start = statement.getStart(file), end = statement.getEnd();
  const lineStart = text.lastIndexOf("\n", start - 1) + 1, lineEnd = text.indexOf("\n", end) + 1;
  if (lineEnd > 0 && text.slice(lineStart, start).trim() === "" && text.slice(end, lineEnd).trim() === "") [start, end] = [lineStart, lineEnd];
  else while (text[end] === " ") end++;
  return { file, start, end, text: "" };
}

/** The white space before the first thing of the line a node stands in. */
export function indentOf(node: ts.Node): string {
  const { text } = node.getSourceFile(), start = node.getStart();
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", start - 1) + 1, start))![0];
}

/** What separates a statement from one that is put before it: the end of a line where it begins one. */
export function lineBefore(statement: ts.Node): string {
  const { text } = statement.getSourceFile(), start = statement.getStart();
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "" ? `\n${indentOf(statement)}` : " ";
}

/** A name that the file does not use. */
export function freeName(file: ts.SourceFile, wanted: string): string {
  const { identifiers } = file as unknown as { identifiers?: ReadonlyMap<string, string> };
  const isTaken = (name: string): boolean => (identifiers !== undefined ? identifiers.has(name) : new RegExp(`\\b${name}\\b`).test(file.text));
  let name = wanted;
  for (let n = 2; isTaken(name); n++) name = `${wanted}${n}`;
  return name;
}

/** How the file calls an export of `sansync`, and what has to be changed so that it can; undefined: nothing is imported from there by name. */
export function imported({ ts }: Pick<RuleContext, "ts">, file: ts.SourceFile, name: string, type = false): { readonly name: string; readonly changes: readonly TextChange[] } | undefined {
  let place: ts.NamedImports | undefined;
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier) || statement.moduleSpecifier.text !== "sansync") continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined) continue;
    if (ts.isNamespaceImport(bindings)) return { name: `${bindings.name.text}.${name}`, changes: [] };
    const isType = statement.importClause!.isTypeOnly;
    for (const e of bindings.elements) if ((e.propertyName ?? e.name).text === name && (type || (!isType && !e.isTypeOnly))) return { name: e.name.text, changes: [] };
    if (isType === type || place === undefined) place = !isType || type ? bindings : place;
  }
  if (place === undefined) return undefined;
  const last = place.elements[place.elements.length - 1];
  return { name, changes: [last === undefined ? replace(place, `{ ${name} }`) : insertAfter(last, `, ${name}`)] };
}
