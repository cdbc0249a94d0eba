"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.exportsValues = exportsValues;
function exportsValues(ts, file) {
    return file.statements.some((s) => (ts.isExportDeclaration(s) && !s.isTypeOnly && (s.exportClause === undefined || !ts.isNamedExports(s.exportClause) || s.exportClause.elements.some((e) => !e.isTypeOnly))) ||
        ts.isExportAssignment(s) ||
        (ts.canHaveModifiers(s) && !ts.isInterfaceDeclaration(s) && !ts.isTypeAliasDeclaration(s) && (ts.getModifiers(s) ?? []).some((m) => m.kind === ts.SyntaxKind.ExportKeyword)));
}
//# sourceMappingURL=exports.js.map