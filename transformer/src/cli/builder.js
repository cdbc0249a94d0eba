"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.builderOf = builderOf;
const index_1 = require("../index");
const project_1 = require("./project");
/**
 * The plugin's line is read off the options of each program: those of a watcher change with the tsconfig, and those of a build of references are several projects'.
 * @param stress in stress mode, whatever the line says
 * @param made is told of each program, patched, before it is checked or emitted
 */
function builderOf(ts, stress = false, made = () => undefined) {
    return (rootNames, compilerOptions, host, old, configFileParsingDiagnostics, projectReferences) => {
        const program = (0, index_1.patchProgram)(ts, ts.createProgram({
            rootNames: rootNames ?? [], options: compilerOptions ?? {},
            ...(host ? { host } : {}), ...(configFileParsingDiagnostics ? { configFileParsingDiagnostics } : {}), ...(projectReferences ? { projectReferences } : {}),
            oldProgram: old?.getProgramOrUndefined?.(), // internal; without it nothing is reused
        }), { ...(0, project_1.configOf)(compilerOptions ?? {}), ...(stress ? { stress } : {}) });
        made(program);
        return ts.createEmitAndSemanticDiagnosticsBuilderProgram(program, host ?? ts.createCompilerHost(compilerOptions ?? {}), old, configFileParsingDiagnostics);
    };
}
//# sourceMappingURL=builder.js.map