"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.emitFile = emitFile;
const compile_in_memory_1 = require("../cli/compile-in-memory");
const patch_program_1 = require("./patch-program");
/**
 * @param config the plugin's line of the tsconfig
 * @returns undefined where TypeScript emits nothing for the file: declarations, JSON
 * @throws SetupError SY9010: the compiler failed
 */
function emitFile(compiler, program, file, config = {}) {
    (0, patch_program_1.configure)(program, config);
    // Options are looked up while it emits, so they are changed meanwhile. Another program for the purpose would check all types anew.
    const options = program.getCompilerOptions(), before = { ...options };
    const other = { noEmit: false, noEmitOnError: false, emitDeclarationOnly: false, declaration: false, declarationMap: false, composite: false, incremental: false, sourceMap: true, inlineSourceMap: false, removeComments: false };
    let code, map;
    try {
        Object.assign(options, other);
        program.emit(file, (name, text) => {
            if (name.endsWith(".map"))
                map = text;
            else if (/\.[mc]?jsx?$/.test(name))
                code = text;
        }, undefined, false, { before: [(0, patch_program_1.lowering)(compiler, program)] });
    }
    finally {
        for (const name of Object.keys(other))
            if (Object.hasOwn(before, name))
                options[name] = before[name];
            else
                delete options[name];
    }
    return code === undefined ? undefined : { code: code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"), map, format: (0, compile_in_memory_1.formatOf)(compiler, file, options) };
}
//# sourceMappingURL=emit-file.js.map