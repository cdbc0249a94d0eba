/** Diagnostics, and what can be done about them: the compiler's own findings, as `tsc` and `sansync check` report them, in the severity that the user wants. */
import { changedText, findings, fixesOf, joined, newLineOf, suggestions, type TextChange, together } from "@sansync/transformer";
import type ts from "typescript/lib/tsserverlibrary";
import { type Editor, type Place, placeIn } from "./editor";
import { withoutMisfits } from "./misfits";
import { isAtHand } from "./pauses";
import { ruleOf, severityOf } from "./settings";

/** Codes of ours are those of TypeScript's protocol from 770,000 on. */
export function isOurs(code: number): boolean {
  return code >= 770000 && code < 780000;
}

/** Findings of a file, each where and as the user wants it. */
function own({ ts, settings }: Editor, { program, file, plan }: Place, suggested: boolean): ts.Diagnostic[] {
  if (!settings.diagnostics || plan === undefined) return [];
  const { Suggestion, Warning, Error } = ts.DiagnosticCategory, as = { hint: Suggestion, warning: Warning, error: Error };
  const all = settings.severity.size === 0 ? (suggested ? suggestions : findings)(ts, program, file) : [...findings(ts, program, file), ...suggestions(ts, program, file)];
  return all.flatMap((d) => {
    const wanted = severityOf(settings, d.code);
    if (wanted === "off" || d.file !== file) return [];
    const category = wanted === undefined ? d.category : as[wanted];
    return (category === Suggestion) === suggested ? [category === d.category ? d : Object.assign(same(d), { category })] : [];
  });
}

const copies = new WeakMap<ts.Diagnostic, ts.Diagnostic>(), originals = new WeakMap<ts.Diagnostic, ts.Diagnostic>();

/** One copy of a diagnostic, which remembers what it is of: fixes and what it replaces belong to the original. */
function same(diagnostic: ts.Diagnostic): ts.Diagnostic {
  let copy = copies.get(diagnostic);
  if (copy === undefined) {
    copies.set(diagnostic, (copy = { ...diagnostic }));
    originals.set(copy, diagnostic);
  }
  return copy;
}

export function semantic(editor: Editor, base: ts.Diagnostic[], fileName: string): ts.Diagnostic[] {
  if (!isAtHand(editor)) return before(editor, base, fileName, "semantic");
  const place = placeIn(editor, fileName);
  if (place === undefined) return base;
  const found = own(editor, place, false).filter((d) => !base.some((b) => b.code === d.code && b.start === d.start));
  const left = found.length === 0 ? base : joined(base, found.map((d) => originals.get(d) ?? d));
  remember(editor, "semantic", place.file, found, base.filter((b) => !left.includes(b)));
  return found.length === 0 ? base : [...base.filter((b) => left.includes(b)), ...found];
}

export function suggested(editor: Editor, base: ts.DiagnosticWithLocation[], fileName: string): ts.DiagnosticWithLocation[] {
  if (!isAtHand(editor)) return before(editor, withoutMisfits(editor, editor.service.getProgram()?.getSourceFile(fileName), base, []), fileName, "suggested");
  const place = placeIn(editor, fileName), found = place === undefined ? [] : (own(editor, place, true) as ts.DiagnosticWithLocation[]);
  if (place !== undefined) remember(editor, "suggested", place.file, found, []);
  return [...withoutMisfits(editor, place?.file, base, place === undefined ? [] : [...own(editor, place, false), ...found]), ...found];
}

interface Said {
  readonly text: string;
  readonly found: readonly ts.Diagnostic[];
  /** Errors of TypeScript's that were left out. */
  readonly replaced: readonly ts.Diagnostic[];
}

/** What was said last of each file of a large project. */
const said = new WeakMap<ts.LanguageService, Map<string, Said>>();

function remember({ service }: Editor, kind: string, file: ts.SourceFile, found: readonly ts.Diagnostic[], replaced: readonly ts.Diagnostic[]): void {
  let own = said.get(service);
  if (own === undefined) said.set(service, (own = new Map<string, Said>()));
  const key = `${kind} ${file.fileName}`;
  if (found.length > 0) own.set(key, { text: file.text, found, replaced }); else own.delete(key);
}

/** While somebody types in a large project: what was found before, at the places of now, but for what the edit touches. */
function before<D extends ts.Diagnostic>({ service }: Editor, base: D[], fileName: string, kind: string): D[] {
  const last = said.get(service)?.get(`${kind} ${fileName}`), file = service.getProgram()?.getSourceFile(fileName);
  if (last === undefined || file === undefined) return base;
  const { head, tail } = changedText(last.text, file.text), edited = last.text.length - tail, delta = file.text.length - last.text.length;
  const moved = (d: ts.Diagnostic): number | undefined => (d.start! + d.length! <= head ? d.start : d.start! >= edited ? d.start! + delta : undefined);
  const gone = last.replaced.map((d) => ({ code: d.code, start: moved(d) }));
  return [...base.filter((d) => !gone.some((g) => g.code === d.code && g.start === d.start)), ...last.found.flatMap((d): D[] => {
    const at = moved(d);
    if (at === undefined) return [];
    const { relatedInformation: _, ...rest } = d;
    return [{ ...rest, file, start: at } as unknown as D];
  })];
}

/** Fixes that keep what the code does, or only repair it, so that all of a file may be applied at once. Those that change a capacity, the extent of a lock or an order are not among them. */
const forAll = new Set(["SY1013", "SY1019", "SY2001", "SY2007", "SY2010", "SY2015", "SY3002", "SY3018", "SY3021", "SY3025", "SY4003", "SY4007", "SY4010", "SY4013", "SY4016"]);

const fixIdOf = (code: string): string => `sansync.${code}`;

export function fixes(editor: Editor, base: readonly ts.CodeFixAction[], fileName: string, start: number, end: number, codes: readonly number[]): readonly ts.CodeFixAction[] {
  if (!codes.some(isOurs)) return base;
  const place = placeIn(editor, fileName);
  if (place === undefined) return base;
  const here = [...own(editor, place, false), ...own(editor, place, true)].filter((d) => codes.includes(d.code) && d.start! <= end && start <= d.start! + d.length!);
  return [...here.flatMap((d): ts.CodeFixAction[] => {
    const rule = ruleOf(d.code);
    const repairs = fixesOf(originals.get(d) ?? d).map(({ title, changes }, n): ts.CodeFixAction => ({
      fixName: `sansync-${d.code}`, description: title, changes: textChanges(changes),
      ...(n === 0 && rule !== undefined && forAll.has(rule.code) ? { fixId: fixIdOf(rule.code), fixAllDescription: `Fix all ${rule.code} in file (${rule.slug})` } : {}),
    }));
    const ignore = rule === undefined ? undefined : ignoring(editor, place, d, rule.code);
    return ignore === undefined ? repairs : [...repairs, ignore];
  }), ...base];
}

/** `// @sansync-ignore SY4002 …` on the line before; undefined where that would be text, not a comment. */
function ignoring({ ts }: Editor, { file }: Place, { start, code }: ts.Diagnostic, name: string): ts.CodeFixAction | undefined {
  const line = file.getLineStarts()[file.getLineAndCharacterOfPosition(start!).line]!, indent = /^[ \t]*/.exec(file.text.slice(line))![0];
  const inText = (node: ts.Node): boolean => node.getStart(file) < line && line < node.end &&
    (ts.isStringLiteralLike(node) || node.kind === ts.SyntaxKind.TemplateHead || node.kind === ts.SyntaxKind.TemplateMiddle || node.kind === ts.SyntaxKind.TemplateTail || node.kind === ts.SyntaxKind.JsxText || ts.isJsxElement(node) || (ts.forEachChild(node, inText) ?? false));
  if (inText(file)) return undefined;
  return { fixName: `sansync-ignore-${code}`, description: `Ignore ${name} here (write why)`, changes: [{ fileName: file.fileName, textChanges: [{ span: { start: line, length: 0 }, newText: `${indent}// @sansync-ignore ${name} TODO: say why${newLineOf(file)}` }] }] };
}

/** All of a file at once: the first fix of each finding, left out where it would overlap one before. */
export function fixAll(editor: Editor, base: ts.CombinedCodeActions | undefined, scope: ts.CombinedCodeFixScope, fixId: {}): ts.CombinedCodeActions | undefined {
  if (!isOurFix(fixId)) return base;
  const place = placeIn(editor, scope.fileName);
  if (place === undefined) return { changes: [] };
  const wanted = [...own(editor, place, false), ...own(editor, place, true)].filter((d) => forAll.has(ruleOf(d.code)?.code ?? "") && fixIdOf(ruleOf(d.code)!.code) === fixId);
  return { changes: textChanges(together(wanted.flatMap((d) => fixesOf(originals.get(d) ?? d).slice(0, 1))).changes) };
}

export function isOurFix(fixId: {}): boolean {
  return typeof fixId === "string" && fixId.startsWith("sansync.");
}

export function textChanges(changes: readonly TextChange[]): ts.FileTextChanges[] {
  return [...new Set(changes.map((c) => c.file))].map((file) => ({
    fileName: file.fileName,
    textChanges: changes.filter((c) => c.file === file).sort((a, b) => a.start - b.start).map((c) => ({ span: { start: c.start, length: c.end - c.start }, newText: c.text })),
  }));
}

/** One table for all copies of the plugin: TypeScript takes an id once. */
const registered = ((globalThis as { [key: symbol]: WeakSet<object> | undefined })[Symbol.for("sansync/registered-codes")] ??= new WeakSet<object>());

/** tsserver offers fixes for codes that its global table knows, and asks for that table without a file: our codes are entered with nothing behind them. */
export function registerCodes({ ts }: Pick<Editor, "ts">, codes: readonly number[]): void {
  if (registered.has(ts)) return;
  registered.add(ts);
  const { codefix } = ts as unknown as { codefix?: { registerCodeFix?(registration: object): void } };
  codefix?.registerCodeFix?.({ errorCodes: codes, fixIds: [...forAll].map(fixIdOf), getCodeActions: () => undefined, getAllCodeActions: () => ({ changes: [] }) });
}
