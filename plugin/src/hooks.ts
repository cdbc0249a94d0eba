/** What the plugin adds to each question of an editor. A hook gets TypeScript's answer and the arguments, and gives the answer that is sent. */
import type ts from "typescript/lib/tsserverlibrary";
import type { Editor } from "./editor";
import { completions, details, source } from "./completions";
import { fixAll, fixes, isOurFix, semantic, suggested } from "./findings";
import { hints } from "./hints";
import { hover } from "./hover";
import { applicable, edits, group } from "./refactors/index";

type Asked = Pick<ts.LanguageService, "getSemanticDiagnostics" | "getSuggestionDiagnostics" | "getCodeFixesAtPosition" | "getCombinedCodeFix" | "getQuickInfoAtPosition" | "provideInlayHints" | "getCompletionsAtPosition" | "getCompletionEntryDetails" | "getApplicableRefactors" | "getEditsForRefactor">;

export type Hooks = { [K in keyof Asked]: (editor: Editor, base: ReturnType<Asked[K]>, ...args: Parameters<Asked[K]>) => ReturnType<Asked[K]> };

/** By the name of the question. The object may be changed: tests put hooks that fail in their place. */
export const hooks: Hooks = {
  getSemanticDiagnostics: semantic,
  getSuggestionDiagnostics: suggested,
  getCodeFixesAtPosition: fixes,
  getCombinedCodeFix: (editor, base, scope, fixId) => fixAll(editor, base, scope, fixId)!,
  getQuickInfoAtPosition: hover,
  provideInlayHints: hints,
  getCompletionsAtPosition: (editor, base, fileName, position, preferences) => completions(editor, base, fileName, position, preferences),
  getCompletionEntryDetails: (editor, base, fileName, position, name, _format, from) => details(editor, base, fileName, position, name, from),
  getApplicableRefactors: (editor, base, fileName, range, preferences, _trigger, kind) => applicable(editor, base, fileName, range, preferences, kind),
  getEditsForRefactor: (editor, base, fileName, _format, range, refactor, action) => edits(editor, base, fileName, range, refactor, action),
};

/** Questions about what only we know: TypeScript, asked for a fix or a refactoring it has not, fails. They are not passed on; this is the answer where the hook fails too. */
export const onlyOurs: { [K in keyof Asked]?: (...args: Parameters<Asked[K]>) => { readonly otherwise: ReturnType<Asked[K]> } | undefined } = {
  getCombinedCodeFix: (_scope, fixId) => (isOurFix(fixId) ? { otherwise: { changes: [] } } : undefined),
  getCompletionEntryDetails: (_file, _position, _name, _format, from) => (from === source ? { otherwise: undefined } : undefined),
  getEditsForRefactor: (_file, _format, _range, refactor) => (refactor === group ? { otherwise: undefined } : undefined),
};
