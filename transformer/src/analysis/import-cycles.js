"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.filesInImportCycles = filesInImportCycles;
exports.carryImportCycles = carryImportCycles;
const cache = new WeakMap();
/** Files on a cycle, or between two: what remains when files that import nothing of the rest, or that none of the rest imports, are taken away again and again. */
function filesInImportCycles(ts, program) {
    const known = cache.get(program);
    if (known !== undefined)
        return known;
    const checker = program.getTypeChecker();
    const imports = new Map(), importers = new Map();
    const own = program.getSourceFiles().filter((f) => !f.isDeclarationFile);
    for (const file of own) {
        imports.set(file, new Set());
        importers.set(file, new Set());
    }
    for (const file of own)
        for (const statement of file.statements) {
            const from = ts.isImportDeclaration(statement) ? (statement.importClause?.isTypeOnly === true ? undefined : statement.moduleSpecifier)
                : ts.isExportDeclaration(statement) && !statement.isTypeOnly ? statement.moduleSpecifier : undefined;
            const target = from === undefined ? undefined : checker.getSymbolAtLocation(from)?.valueDeclaration;
            if (target === undefined || !ts.isSourceFile(target) || !imports.has(target))
                continue;
            imports.get(file).add(target);
            importers.get(target).add(file);
        }
    const left = new Set(own);
    const work = own.filter((f) => imports.get(f).size === 0 || importers.get(f).size === 0);
    for (let file = work.pop(); file !== undefined; file = work.pop()) {
        if (!left.delete(file))
            continue;
        for (const [to, back] of [[imports, importers], [importers, imports]])
            for (const other of to.get(file)) {
                const rest = back.get(other);
                rest.delete(file);
                if (rest.size === 0)
                    work.push(other);
            }
    }
    cache.set(program, left);
    return left;
}
/** The next program, whose files have the same imports: files of the same names. */
function carryImportCycles(from, to) {
    const known = cache.get(from);
    if (known !== undefined)
        cache.set(to, new Set([...known].map((file) => to.getSourceFile(file.fileName))));
}
//# sourceMappingURL=import-cycles.js.map