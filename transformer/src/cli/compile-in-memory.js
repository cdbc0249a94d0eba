"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.inMemoryOptions = inMemoryOptions;
exports.compileInMemory = compileInMemory;
exports.formatOf = formatOf;
exports.diagnosticsOfProgram = diagnosticsOfProgram;
exports.failed = failed;
/**
 * Compiles a project in memory, for `run` and `show`: nothing is written, every emitted file carries its source map, and says which module system it speaks.
 */
const node_fs_1 = require("node:fs");
const node_path_1 = __importDefault(require("node:path"));
const index_1 = require("../index");
/** The project's options, for code that is not written: all emitted, beside its source, with source maps and comments. */
function inMemoryOptions(project) {
    const options = {
        ...project.options,
        noEmit: false, emitDeclarationOnly: false, noEmitOnError: false, declaration: false, declarationMap: false, composite: false, incremental: false,
        inlineSourceMap: true, inlineSources: true, sourceMap: false, removeComments: false,
    };
    // Without an outDir the emitted file stands beside its source, which is where the code really runs from. tsBuildInfoFile, declarationDir and the like go with
    // the switches above; `undefined` would be an option given as undefined, so they are deleted.
    for (const key of ["outDir", "outFile", "out", "rootDir", "sourceRoot", "mapRoot", "declarationDir", "tsBuildInfoFile"])
        delete options[key];
    if (options.allowImportingTsExtensions)
        options.rewriteRelativeImportExtensions = true;
    return options;
}
/** @param only emit this file alone (absolute path); diagnostics are of the whole program all the same */
function compileInMemory(project, only) {
    const { ts } = project;
    const options = inMemoryOptions(project);
    const host = ts.createCompilerHost(options);
    const program = (0, index_1.patchProgram)(ts, ts.createProgram({ rootNames: project.rootNames, options, host, ...(project.references ? { projectReferences: project.references } : {}) }), project.config);
    const diagnostics = ts.sortAndDeduplicateDiagnostics(diagnosticsOfProgram(program));
    const emitted = new Map();
    const target = only === undefined ? undefined : program.getSourceFile(only);
    program.emit(target, (name, code, _bom, _onError, sources) => {
        const source = sources?.[0];
        if (!source || !/\.[mc]?jsx?$/.test(name))
            return;
        emitted.set(node_path_1.default.resolve(source.fileName), { code, format: formatOf(ts, source, options) });
    });
    return { program, diagnostics, emitted };
}
/** What TypeScript emitted, not what Node would guess from the path: `module: "CommonJS"` wins over `"type": "module"`. */
function formatOf(compiler, file, options) {
    const kind = options.module ?? compiler.ModuleKind.CommonJS;
    if (kind === compiler.ModuleKind.CommonJS)
        return "commonjs";
    if (kind < compiler.ModuleKind.Node16 || kind > 199)
        return "module"; // ES2015 … ESNext; Preserve is 200
    if (file.impliedNodeFormat !== undefined)
        return file.impliedNodeFormat === compiler.ModuleKind.ESNext ? "module" : "commonjs";
    if (/\.m[jt]s$/.test(file.fileName))
        return "module";
    if (/\.c[jt]s$/.test(file.fileName))
        return "commonjs";
    return nearestType(node_path_1.default.dirname(file.fileName));
}
function nearestType(folder) {
    for (let at = folder;; at = node_path_1.default.dirname(at)) {
        const file = node_path_1.default.join(at, "package.json");
        if ((0, node_fs_1.existsSync)(file))
            return JSON.parse((0, node_fs_1.readFileSync)(file, "utf8")).type === "module" ? "module" : "commonjs";
        if (node_path_1.default.dirname(at) === at)
            return "commonjs";
    }
}
/** TypeScript's findings and ours, of all files. */
function diagnosticsOfProgram(program) {
    return [...program.getConfigFileParsingDiagnostics(), ...program.getOptionsDiagnostics(), ...program.getSyntacticDiagnostics(), ...program.getGlobalDiagnostics(), ...program.getSemanticDiagnostics()];
}
/** Severity error among them. */
function failed(compiler, diagnostics) {
    return diagnostics.some((d) => d.category === compiler.DiagnosticCategory.Error);
}
//# sourceMappingURL=compile-in-memory.js.map