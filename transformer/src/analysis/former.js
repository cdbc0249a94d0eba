"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.former = former;
exports.remember = remember;
exports.outlineOf = outlineOf;
const options_1 = require("./options");
const last = new Map();
/** The latest last. */
const held = [];
const most = 4;
/** The same for all programs of a project. */
function projectOf(program) {
    const { configFilePath = "" } = program.getCompilerOptions();
    return [configFilePath, program.getCurrentDirectory(), program.getRootFileNames()[0] ?? ""].join("\n");
}
function former(program) {
    const found = last.get(projectOf(program))?.deref();
    return found?.superseded === true ? undefined : found;
}
function remember(program, progress) {
    const project = projectOf(program), before = last.get(project)?.deref();
    last.set(project, new WeakRef(progress));
    const isOfEditor = program.getSourceFiles().some((file) => !file.isDeclarationFile && file.scriptSnapshot !== undefined);
    const at = before === undefined ? -1 : held.indexOf(before);
    if (at >= 0)
        held.splice(at, 1);
    if (isOfEditor && held.push(progress) > most)
        held.shift();
}
function outlineOf(program) {
    return { program: new WeakRef(program), options: (0, options_1.optionsOf)(program), compilerOptions: program.getCompilerOptions(), files: program.getSourceFiles(), resolvedModules: program.resolvedModules };
}
//# sourceMappingURL=former.js.map