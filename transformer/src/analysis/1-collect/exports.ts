/** Whether a module exports anything that exists at run time. */
import type ts from "typescript";
import type { Ts } from "../typescript";

export function exportsValues(ts: Ts, file: ts.SourceFile): boolean {
  return file.statements.some((s) =>
    (ts.isExportDeclaration(s) && !s.isTypeOnly && (s.exportClause === undefined || !ts.isNamedExports(s.exportClause) || s.exportClause.elements.some((e) => !e.isTypeOnly))) ||
    ts.isExportAssignment(s) ||
    (ts.canHaveModifiers(s) && !ts.isInterfaceDeclaration(s) && !ts.isTypeAliasDeclaration(s) && (ts.getModifiers(s) ?? []).some((m) => m.kind === ts.SyntaxKind.ExportKeyword)));
}
