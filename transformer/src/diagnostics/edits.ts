/** Changes of the text that fixes are made of. */
import type ts from "typescript";
import { find } from "../analysis/walk";
import type { Fix, RuleContext, TextChange } from "./define";

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

/** Names that fixes of one check give, by the block or function they are for. */
export type GivenNames = Map<ts.Node, Set<string>>;

export function givenIn(given: GivenNames, place: ts.Node): Set<string> {
  let names = given.get(place);
  if (names === undefined) given.set(place, (names = new Set()));
  return names;
}

/** A name that the file does not use, and none of `given`, which it is added to: other fixes of the file may be made at the same time. */
export function freeName(file: ts.SourceFile, wanted: string, given?: Set<string>): string {
  const { identifiers } = file as unknown as { identifiers?: ReadonlyMap<string, string> };
  const isTaken = (name: string): boolean => given?.has(name) === true || (identifiers !== undefined ? identifiers.has(name) : new RegExp(`\\b${name}\\b`).test(file.text));
  let name = wanted;
  for (let n = 2; isTaken(name); n++) name = `${wanted}${n}`;
  given?.add(name);
  return name;
}

/** The end of a line, as the file has it. */
export function newLineOf(file: ts.SourceFile): string {
  return file.text.includes("\r\n") ? "\r\n" : "\n";
}

/** Something in the file is declared by that name, members and properties apart. */
export function declares({ ts }: Pick<RuleContext, "ts">, file: ts.SourceFile, name: string): boolean {
  const { identifiers } = file as unknown as { identifiers?: ReadonlyMap<string, string> };
  return identifiers?.has(name) !== false && find(ts, file, (node) => ts.isIdentifier(node) && node.text === name && (node.parent as ts.NamedDeclaration).name === node && !ts.isPropertyAccessExpression(node.parent) &&
    !ts.isMethodDeclaration(node.parent) && !ts.isPropertyAssignment(node.parent) && !ts.isPropertyDeclaration(node.parent) && !ts.isMethodSignature(node.parent) && !ts.isPropertySignature(node.parent) && !ts.isAccessor(node.parent)) !== undefined;
}

export interface Imported {
  /** What the file calls it. */
  readonly name: string;
  /** What has to be changed so that it does; nothing where it does already. */
  readonly changes: readonly TextChange[];
}

/** How the file calls an export of a module; undefined: nothing is imported from there by name. A name that is something else in the file is imported under another one. */
export function imported({ ts }: Pick<RuleContext, "ts">, file: ts.SourceFile, name: string, type = false, from = "sansync"): Imported | undefined {
  let place: ts.NamedImports | undefined;
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier) || statement.moduleSpecifier.text.replace(/^node:/, "") !== from.replace(/^node:/, "")) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined) continue;
    if (ts.isNamespaceImport(bindings)) {
      if (type || !statement.importClause!.isTypeOnly) return { name: `${bindings.name.text}.${name}`, changes: [] };
      continue;
    }
    const isType = statement.importClause!.isTypeOnly;
    for (const e of bindings.elements) if ((e.propertyName ?? e.name).text === name && (type || (!isType && !e.isTypeOnly))) return { name: e.name.text, changes: [] };
    if (isType === type || place === undefined) place = !isType || type ? bindings : place;
  }
  if (place === undefined) return undefined;
  const last = place.elements[place.elements.length - 1], [own, specifier] = specifierFor({ ts }, file, name);
  return { name: own, changes: [last === undefined ? replace(place, `{ ${specifier} }`) : { ...insertAfter(last, `, ${specifier}`), imports: { names: specifier } }] };
}

/** The same, with an import of its own where there is none yet; undefined in a file that is no module. */
export function importedAnyhow(context: Pick<RuleContext, "ts">, file: ts.SourceFile, name: string, from = "sansync"): Imported | undefined {
  const there = imported(context, file, name, false, from);
  if (there !== undefined || !file.statements.some((s) => context.ts.isImportDeclaration(s) || context.ts.isExportDeclaration(s) || context.ts.isImportEqualsDeclaration(s))) return there;
  const [own, specifier] = specifierFor(context, file, name);
  return { name: own, changes: [newImport(context, file, specifier, from)] };
}

function specifierFor(context: Pick<RuleContext, "ts">, file: ts.SourceFile, name: string): readonly [name: string, specifier: string] {
  const own = declares(context, file, name) ? freeName(file, name) : name;
  return [own, own === name ? name : `${name} as ${own}`];
}

/** An import of these names below the others. */
export function newImport({ ts }: Pick<RuleContext, "ts">, file: ts.SourceFile, names: string, from = "sansync"): TextChange {
  const last = file.statements.filter((s) => ts.isImportDeclaration(s)).pop(), newLine = newLineOf(file), line = `import { ${names} } from "${from}";`;
  const at = last?.getEnd() ?? file.statements[0]?.getStart(file) ?? file.end;
  return { file, start: at, end: at, text: last === undefined ? `${line}${newLine}${newLine}` : `${newLine}${line}`, imports: { names, from } };
}

/**
 * The changes of several fixes that can be made at once: a fix is left out where it would change what one before it changes. What two of them add in the same way, such as an import, is added once.
 * @returns the changes, and how many of the fixes they are
 */
export function together(fixes: Iterable<Fix>): { readonly changes: readonly TextChange[]; readonly count: number } {
  const changes: TextChange[] = [];
  let count = 0;
  for (const fix of fixes) {
    const news = fix.changes.filter((c) => !changes.some((t) => isIn(t, c.file) && t.start === c.start && t.end === c.end && t.text === c.text));
    if (news.some((c) => changes.some((t) => isIn(t, c.file) && clash(c, t)))) continue;
    changes.push(...news);
    count++;
  }
  return { changes: joinedImports(changes), count };
}

/** One statement for all names of a module that are imported anew. */
function joinedImports(changes: readonly TextChange[]): readonly TextChange[] {
  const all: TextChange[] = [];
  for (const c of changes) {
    const at = c.imports?.from === undefined ? -1 : all.findIndex((a) => isIn(a, c.file) && a.start === c.start && a.imports?.from === c.imports!.from);
    if (at < 0) all.push(c);
    else all[at] = { ...all[at]!, text: all[at]!.text.replace(" } from", `, ${c.imports!.names} } from`) };
  }
  return all;
}

/** Projects that share a file have a tree of it each. */
export function isIn(change: TextChange, file: ts.SourceFile): boolean {
  return change.file.fileName === file.fileName;
}

/** Both at one place, where it would matter which is made first. */
function clash(a: TextChange, b: TextChange): boolean {
  if (a.start < b.end && b.start < a.end) return true;
  return (a.start === a.end || b.start === b.end) && a.start <= b.end && b.start <= a.end && !(a.imports !== undefined && b.imports !== undefined);
}

/** A text after changes that do not overlap. */
export function changed(text: string, changes: readonly TextChange[]): string {
  // Of two that begin at one place the later one is put before it first.
  return changes.map((change, i) => ({ change, i })).sort((a, b) => b.change.start - a.change.start || b.i - a.i).reduce((t, { change: c }) => t.slice(0, c.start) + c.text + t.slice(c.end), text);
}
