/**
 * Completions where they fit, and nowhere else: the channels in scope as cases of a `select`, the `defer` that belongs to a `lock`, patterns of goroutines at the start of a statement. Nothing here asks for the analysis:
 * a look at the text before the cursor decides in most cases that there is nothing to add.
 */
import { freeName, imported, runtimeName, runtimeType, type TextChange } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { type Editor, nodeAt } from "./editor";
import { textChanges } from "./findings";

/** Marks entries of ours in the protocol. */
export const source = "sansync";

interface Pattern {
  readonly name: string;
  readonly what: string;
  /** Exports of the runtime that it names. */
  readonly uses: readonly string[];
  /** With placeholders, as snippets are written. */
  readonly text: string;
}

const patterns: readonly Pattern[] = [
  { name: "goWorkerPool", what: "Several goroutines that take jobs from a channel", uses: ["chan", "WaitGroup"], text: "const ${1:jobs} = chan<${2:number}>(), ${3:workers} = new WaitGroup();\nfor (let n = 0; n < ${4:4}; n++) ${3:workers}.go(() => {\n\tfor (const job of ${1:jobs}) ${5:work(job)};\n});\n$0\n${1:jobs}.close();\n${3:workers}.wait();" },
  { name: "goFanIn", what: "Many channels into one, which is closed when all of them are", uses: ["chan", "go", "WaitGroup"], text: "const ${1:all} = chan<${2:number}>(), ${3:senders} = new WaitGroup();\nfor (const from of ${4:sources}) ${3:senders}.go(() => {\n\tfor (const v of from) ${1:all}.send(v);\n});\ngo(() => {\n\t${3:senders}.wait();\n\t${1:all}.close();\n});\n$0" },
  { name: "goStage", what: "A stage of a pipeline: reads from one channel, sends to another, closes that at the end", uses: ["chan", "go"], text: "const ${1:out} = chan<${2:number}>();\ngo(() => {\n\ttry {\n\t\tfor (const v of ${3:input}) ${1:out}.send(${4:v});\n\t} finally {\n\t\t${1:out}.close();\n\t}\n});\n$0" },
  { name: "selectTimeout", what: "Waits for a channel, but not longer than so many milliseconds", uses: ["after", "select"], text: "const ${1:r} = select({ ${2:value}: ${3:ch}, late: after(${4:1000}) });\nif (${1:r}.case === \"late\") $0" },
  { name: "goGroup", what: "Goroutines that are waited for; the first error cancels the others and is thrown", uses: ["Group"], text: "const ${1:group} = new Group();\nfor (const ${2:item} of ${3:items}) ${1:group}.go((ctx) => ${4:work(ctx, ${2:item})});\n${1:group}.wait();\n$0" },
];

/** Statement beginnings: nothing stands before the word in its line but what ends a statement or opens a block. */
const atStart = /(^|[;{}])[ \t]*(\w*)$/;

export function completions(editor: Editor, base: ts.WithMetadata<ts.CompletionInfo> | undefined, fileName: string, position: number, preferences: ts.UserPreferences | undefined): ts.WithMetadata<ts.CompletionInfo> | undefined {
  const file = editor.settings.completions ? editor.service.getProgram()?.getSourceFile(fileName) : undefined;
  if (file === undefined || !/["']sansync["']/.test(file.text)) return base;
  const line = file.text.slice(file.text.lastIndexOf("\n", position - 1) + 1, position), all = [...(atStart.test(line) ? statements(editor, file, position, line, preferences) : []), ...cases(editor, file, position)];
  if (all.length === 0) return base;
  // What TypeScript offers too comes before what fits less.
  const ranks = new Map(all.map((e) => [e.name, e.sortText])), known = base?.entries.map((e) => (e.source === undefined && ranks.has(e.name) ? { ...e, sortText: ranks.get(e.name)! } : e)) ?? [], own = all.filter((e) => !known.some((k) => k.name === e.name));
  return base === undefined ? { isGlobalCompletion: false, isMemberCompletion: false, isNewIdentifierLocation: true, entries: own } : { ...base, entries: [...known, ...own] };
}

function entry({ ts: t }: Editor, name: string, insertText: string, sortText: string, snippet: boolean, more: boolean): ts.CompletionEntry {
  return { name, kind: t.ScriptElementKind.unknown, kindModifiers: "", sortText, insertText, source, sourceDisplay: [{ kind: "text", text: source }], ...(snippet ? { isSnippet: true } : {}), ...(more ? { hasAction: true } : {}) } as ts.CompletionEntry;
}

function statements(editor: Editor, file: ts.SourceFile, position: number, line: string, preferences: ts.UserPreferences | undefined): ts.CompletionEntry[] {
  const { ts: t } = editor, node = nodeAt(editor, file, Math.max(0, position - 1));
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent) {
    if (t.isBlock(at) || t.isSourceFile(at) || t.isModuleBlock(at)) break;
    if (t.isClassLike(at) || t.isInterfaceDeclaration(at) || t.isObjectLiteralExpression(at) || t.isTypeNode(at) || t.isStringLiteralLike(at) || t.isTemplateExpression(at) || t.isImportDeclaration(at) || t.isJsxChild(at as ts.JsxChild) && !t.isExpression(at)) return [];
  }
  const snippets = preferences?.includeCompletionsWithSnippetText === true;
  const plain = (text: string): string => { let from = text; for (;;) { const next = from.replace(/\$\{\d+:([^${}]*)\}/g, "$1").replace(/\$\d/g, ""); if (next === from) return from; from = next; } };
  // Where the runtime has another name in the file, a pattern would not compile.
  const own = patterns.filter((p) => p.uses.every((name) => imported(editor, file, name)?.name === name)).map((p) => entry(editor, p.name, snippets ? p.text : plain(p.text).replaceAll("\t", "  "), "20", snippets, missing(editor, file, p.uses).length > 0));
  // The statement before is `mu.lock();`: its counterpart comes first.
  const above = file.text.slice(0, position - line.length) + line.replace(/\w*$/, ""), locked = /([\w$.]+)\.(lock|rLock)\(\);?\s*$/.exec(above), held = heldInstead(editor, file, position);
  if (held !== undefined) own.unshift(entry(editor, held.name, held.text, "02", false, true));
  if (locked !== null) own.unshift(entry(editor, `defer ${locked[1]!}.unlock`, `defer(() => ${locked[1]!}.${locked[2] === "lock" ? "unlock" : "rUnlock"}());`, "01", false, missing(editor, file, ["defer"]).length > 0));
  return own;
}

/** In place of the `mu.lock();` in the line before, which it takes away: `using _ = mu.hold();`. Only of the runtime's locks, and where the libraries of the program know what `using` needs. */
function heldInstead({ ts: t, service }: Editor, file: ts.SourceFile, position: number): { readonly name: string; readonly text: string; readonly change: TextChange } | undefined {
  const end = file.text.lastIndexOf("\n", position - 1) + 1, found = /(?:^|\n)([ \t]*)([\w$.]+)\.(lock|rLock)\(\);?[ \t]*\r?\n$/.exec(file.text.slice(0, end));
  if (found === null) return undefined;
  const [, indent, lock, way] = found, start = found.index + (found[0].startsWith("\n") ? 1 : 0), at = start + indent!.length + lock!.length;
  let call: ts.Node | undefined = nodeAt({ ts: t }, file, at + 1);
  while (call !== undefined && !t.isPropertyAccessExpression(call)) call = call.parent as ts.Node | undefined;
  const program = service.getProgram()!;
  if (call === undefined || !/^(Mutex|RWMutex)\.r?[lL]ock$/.test(runtimeName(t, program, call as ts.PropertyAccessExpression) ?? "") || !program.getTypeChecker().getSymbolsInScope(call, t.SymbolFlags.Interface).some((s) => s.name === "Disposable")) return undefined;
  const hold = way === "lock" ? "hold" : "rHold";
  return { name: `using ${lock!}.${hold}`, text: `using ${freeName(file, "_")} = ${lock!}.${hold}();`, change: { file, start, end, text: "" } };
}

/** Channels in scope, where the properties of `select({ … })` are. */
function cases(editor: Editor, file: ts.SourceFile, position: number): ts.CompletionEntry[] {
  const before = file.text.slice(Math.max(0, position - 2000), position);
  if (!/\b(trySelect|select)\s*\(\s*\{[^{}]*$/.test(before) || /:\s*\w*$/.test(before)) return [];
  const { ts: t, service } = editor, program = service.getProgram()!, checker = program.getTypeChecker();
  const node = nodeAt(editor, file, Math.max(0, position - 1));
  let literal: ts.Node | undefined = node;
  while (literal !== undefined && !t.isObjectLiteralExpression(literal)) literal = literal.parent as ts.Node | undefined;
  if (literal === undefined || !t.isObjectLiteralExpression(literal)) return [];
  const there = new Set(literal.properties.map((p) => p.name?.getText(file)));
  return checker.getSymbolsInScope(literal, t.SymbolFlags.Variable).flatMap((symbol): ts.CompletionEntry[] => {
    const { valueDeclaration } = symbol;
    if (valueDeclaration === undefined || valueDeclaration.getSourceFile().isDeclarationFile || there.has(symbol.name)) return [];
    const type = checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(symbol, literal!)), name = runtimeType(t, program, type);
    return name === "Chan" || name === "RecvChan" ? [entry(editor, symbol.name, symbol.name, "05", false, false)] : [];
  });
}

/** Exports of the runtime that the file cannot name yet. */
function missing({ ts: t }: Editor, file: ts.SourceFile, names: readonly string[]): readonly string[] {
  return names.filter((name) => imported({ ts: t }, file, name)?.changes.length !== 0);
}

/** What stands behind an entry of ours: what it is, and the import it needs. */
export function details(editor: Editor, base: ts.CompletionEntryDetails | undefined, fileName: string, position: number, name: string, from: string | undefined): ts.CompletionEntryDetails | undefined {
  const file = from === source ? editor.service.getProgram()?.getSourceFile(fileName) : undefined;
  if (file === undefined) return base;
  const held = name.startsWith("using ") ? heldInstead(editor, file, position) : undefined, pattern = patterns.find((p) => p.name === name), names = missing(editor, file, pattern?.uses ?? (name.startsWith("defer ") ? ["defer"] : []));
  const changes = names.length === 0 ? [] : imported(editor, file, names[0]!)?.changes.map((c) => ({ ...c, text: c.text.replace(names[0]!, names.join(", ")) })) ?? [];
  const text = pattern?.what ?? (held !== undefined ? "Locks, and unlocks when the block is left, by whichever way" : name.startsWith("defer ") ? "Runs when the function is left, by whichever way" : "A channel in scope");
  return {
    name, kind: editor.ts.ScriptElementKind.unknown, kindModifiers: "", displayParts: [{ kind: "text", text: name }], documentation: [{ kind: "text", text }],
    ...(held !== undefined ? { codeActions: [{ description: "In place of the line above", changes: textChanges([held.change]) }] } : changes.length === 0 ? {} : { codeActions: [{ description: `Import ${names.join(", ")} from "sansync"`, changes: textChanges(changes) }] }),
  };
}
