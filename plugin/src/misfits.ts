/**
 * Suggestions of TypeScript's that are wrong advice in code with goroutines; they are left out. They cost no analysis: a look at the tree under each suggestion there is.
 *
 *   80006   "may be converted to an async function": a goroutine waits where it stands, nothing has to be async
 *   6133    a variable of `using` that is not read: what it is for happens at the end of the block. The fix takes the lock away
 *   6133, 80007   where a finding of ours stands (a `cancel` that nobody calls, `await go(f)`): ours says what to do, the fix would hide it
 */
import type ts from "typescript/lib/tsserverlibrary";
import { type Editor, nodeAt } from "./editor";

/** @param own findings of ours in the file, of every severity */
export function withoutMisfits<D extends ts.Diagnostic>(editor: Editor, file: ts.SourceFile | undefined, base: D[], own: readonly ts.Diagnostic[]): D[] {
  if (file === undefined || !editor.settings.diagnostics || !base.some((d) => codes.has(d.code)) || !importsRuntime(editor, file)) return base;
  return base.filter((d) => !codes.has(d.code) || !(d.code === 80006 || (d.code === 6133 && isUsing(editor, file, d.start!)) || own.some((o) => o.start === d.start)));
}

const codes: ReadonlySet<number> = new Set([6133, 80006, 80007]);

function importsRuntime({ ts: t }: Editor, file: ts.SourceFile): boolean {
  return file.statements.some((s) => t.isImportDeclaration(s) && t.isStringLiteral(s.moduleSpecifier) && /^sansync(\/|$)/.test(s.moduleSpecifier.text));
}

function isUsing(editor: Editor, file: ts.SourceFile, position: number): boolean {
  const { ts: t } = editor, { parent } = nodeAt(editor, file, position);
  return t.isVariableDeclaration(parent) && (t.getCombinedNodeFlags(parent) & t.NodeFlags.Using) === t.NodeFlags.Using;
}
