"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.reread = reread;
/** By the tsconfig. */
const rounds = new Map();
/**
 * The program that knows the files as they are.
 * @returns undefined where that is the given one
 */
function reread(ts, program, file) {
    if (file.scriptSnapshot === undefined)
        return undefined;
    const options = program.getCompilerOptions(), key = String(options["configFilePath"] ?? "");
    let round = rounds.get(key);
    if (round === undefined || round.emitted.has(file.fileName)) {
        const again = round !== undefined && program.getSourceFiles().some((f) => !f.isDeclarationFile && ts.sys.readFile(f.fileName) !== f.text);
        rounds.set(key, (round = { emitted: new Set(), fresh: again ? ts.createProgram({ rootNames: program.getRootFileNames(), options, host: ts.createCompilerHost(options) }) : undefined }));
    }
    round.emitted.add(file.fileName);
    return round.fresh?.getSourceFile(file.fileName) === undefined ? undefined : round.fresh;
}
//# sourceMappingURL=reloaded.js.map