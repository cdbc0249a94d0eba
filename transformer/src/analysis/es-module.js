"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.emitsEsModule = emitsEsModule;
/** The file is emitted as an ES module, so its top level may await. */
function emitsEsModule(ts, program, file) {
    const options = program.getCompilerOptions();
    const kind = options.module ?? ((options.target ?? ts.ScriptTarget.ES5) >= ts.ScriptTarget.ES2015 ? ts.ModuleKind.ES2015 : ts.ModuleKind.CommonJS);
    if (!ts.isExternalModule(file))
        return false;
    const preserve = ts.ModuleKind.Preserve;
    if (kind >= ts.ModuleKind.Node16 && kind !== preserve)
        return file.impliedNodeFormat === ts.ModuleKind.ESNext;
    return kind >= ts.ModuleKind.ES2015;
}
//# sourceMappingURL=es-module.js.map