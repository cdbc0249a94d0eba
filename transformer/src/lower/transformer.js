"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerTransformer = lowerTransformer;
exports.shownName = shownName;
const analyze_1 = require("../analysis/analyze");
const es_module_1 = require("../analysis/es-module");
const import_cycles_1 = require("../analysis/import-cycles");
const typescript_1 = require("../analysis/typescript");
const file_1 = require("./file");
function lowerTransformer(host, program) {
    const ts = (0, typescript_1.quick)(host);
    return (context) => (file) => {
        if (file.isDeclarationFile)
            return file;
        const original = ts.getOriginalNode(file);
        const plan = (0, analyze_1.analyze)(ts, program).files.get(original.fileName);
        return plan === undefined ? file : (0, file_1.lowerFile)(ts, context, file, plan, (0, es_module_1.emitsEsModule)(ts, program, original), shownName(program, original), (0, import_cycles_1.filesInImportCycles)(ts, program).has(original));
    };
}
/** The file as dumps show it: relative to the project, never an absolute path. */
function shownName(program, file) {
    const config = program.getCompilerOptions().configFilePath;
    const base = (config !== undefined ? config.replace(/[^/]*$/, "") : `${program.getCurrentDirectory()}/`).replace(/\\/g, "/");
    if (file.fileName.startsWith(base))
        return file.fileName.slice(base.length);
    const parts = base.split("/"), own = file.fileName.split("/");
    let same = 0;
    while (same < own.length - 1 && parts[same] === own[same])
        same++;
    return [...parts.slice(same, -1).map(() => ".."), ...own.slice(same)].join("/");
}
//# sourceMappingURL=transformer.js.map