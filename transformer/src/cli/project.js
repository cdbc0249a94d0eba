"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.projectOf = projectOf;
exports.projectOfFile = projectOfFile;
exports.withReferences = withReferences;
exports.fromSources = fromSources;
exports.stressed = stressed;
exports.read = read;
exports.configOf = configOf;
/**
 * What the CLI compiles: the tsconfig that owns a file, or the file alone with sensible options.
 */
const node_fs_1 = require("node:fs");
const node_path_1 = __importDefault(require("node:path"));
const find_typescript_1 = require("./find-typescript");
const set_up_1 = require("../hosts/set-up");
const toolchain_1 = require("./toolchain");
/**
 * @param tsconfig path of a tsconfig or of a folder that holds one, relative to `cwd`
 * @throws SetupError SY6022 (missing or broken tsconfig)
 */
function projectOf(tsconfig, cwd) {
    const ts = (0, find_typescript_1.findTypeScript)(cwd);
    let file = node_path_1.default.resolve(cwd, tsconfig ?? ".");
    if ((0, node_fs_1.existsSync)(file) && (0, node_fs_1.statSync)(file).isDirectory())
        file = node_path_1.default.join(file, "tsconfig.json");
    if (!(0, node_fs_1.existsSync)(file)) {
        throw new set_up_1.SetupError("SY6022", `There is no ${node_path_1.default.relative(cwd, file) || file}.`, "sansync builds what a tsconfig lists.", "Name one with --project, or make one: npx tsc --init");
    }
    return read(ts, file);
}
/**
 * The project to compile `file` in: the nearest tsconfig, or one it refers to, if it lists the file; else the file alone under that tsconfig's options, or under our own.
 * @throws SetupError SY6020 (no such file, or no TypeScript file), SY6022
 */
function projectOfFile(file, cwd, tsconfig) {
    const absolute = node_path_1.default.resolve(cwd, file);
    if (!(0, node_fs_1.existsSync)(absolute) || !(0, node_fs_1.statSync)(absolute).isFile()) {
        const near = [".ts", ".mts", ".cts", ".tsx"].find((ext) => (0, node_fs_1.existsSync)(absolute + ext));
        throw new set_up_1.SetupError("SY6020", `There is no file ${file}.`, `It was looked for in ${cwd}.`, near ? `Did you mean ${file}${near}?` : "Check the path.");
    }
    if (!/\.[mc]?tsx?$/.test(absolute) || /\.d\.[mc]?ts$/.test(absolute)) {
        throw new set_up_1.SetupError("SY6020", `${file} is no TypeScript source file.`, "sansync compiles .ts, .mts, .cts and .tsx files; JavaScript runs as it is, unpreempted.", `Run it with node, or rename it to ${node_path_1.default.basename(file).replace(/\.\w+$/, ".ts")}.`);
    }
    const ts = (0, find_typescript_1.findTypeScript)(node_path_1.default.dirname(absolute));
    const name = tsconfig ? node_path_1.default.resolve(cwd, tsconfig) : ts.findConfigFile(node_path_1.default.dirname(absolute), ts.sys.fileExists);
    const same = (a) => node_path_1.default.resolve(a) === absolute;
    if (name) {
        const project = read(ts, name), owner = ownerOf(ts, project, same);
        if (owner)
            return { ...owner, file: absolute };
        // A solution file (`"files": []` and references) has no options of its own worth following.
        if (project.rootNames.length || !project.references?.length)
            return { ...project, rootNames: [absolute], references: undefined, file: absolute };
    }
    const options = {
        target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, strict: true, skipLibCheck: true, esModuleInterop: true,
    };
    return { ts, rootNames: [absolute], options, references: undefined, configFile: undefined, configTexts: new Map(), config: {}, file: absolute };
}
/** The project and all it refers to, those first that others refer to. */
function withReferences(project, seen = new Map()) {
    const out = [];
    for (const reference of project.references ?? []) {
        const file = project.ts.resolveProjectReferencePath(reference);
        if (seen.has(file))
            continue;
        const next = read(project.ts, file);
        seen.set(file, next);
        out.push(...withReferences(next, seen));
    }
    return [...out, project];
}
/** In place of the declarations that a referenced project emits TypeScript reads its sources, as it does in editors. */
function fromSources(host) {
    return Object.assign(host, { useSourceOfProjectReferenceRedirect: () => true });
}
/** The same project, compiled in stress mode if that is wanted. */
function stressed(project, stress) {
    return stress ? { ...project, config: { ...project.config, stress: true } } : project;
}
/** The project, or the one it refers to, that lists the file. */
function ownerOf(compiler, project, same, seen = new Set()) {
    if (project.rootNames.some(same))
        return project;
    for (const reference of project.references ?? []) {
        const file = compiler.resolveProjectReferencePath(reference);
        if (seen.has(file) || !(0, node_fs_1.existsSync)(file))
            continue;
        seen.add(file);
        const owner = ownerOf(compiler, read(compiler, file), same, seen);
        if (owner)
            return owner;
    }
    return undefined;
}
/** @throws SetupError SY6022 */
function read(compiler, file) {
    const errors = [], texts = new Map();
    const readFile = (name) => {
        const text = compiler.sys.readFile(name);
        texts.set(node_path_1.default.resolve(name), text);
        return text;
    };
    const parsed = compiler.getParsedCommandLineOfConfigFile(file, {}, { ...compiler.sys, readFile, onUnRecoverableConfigFileDiagnostic: (d) => errors.push(d) });
    // 18003: "No inputs were found": harmless where one file is compiled, and build reports it itself.
    errors.push(...(parsed?.errors ?? []).filter((d) => d.code !== 18003));
    const fatal = errors.filter((d) => d.category === compiler.DiagnosticCategory.Error);
    if (!parsed || fatal.length) {
        const text = fatal.map((d) => {
            const at = d.file && d.start !== undefined ? compiler.getLineAndCharacterOfPosition(d.file, d.start) : undefined;
            return `${at ? `line ${at.line + 1}: ` : ""}${compiler.flattenDiagnosticMessageText(d.messageText, " ")}`;
        });
        throw new set_up_1.SetupError("SY6022", `${node_path_1.default.relative(process.cwd(), file) || file} cannot be read.`, text.join("\n"), "Correct the tsconfig; `npx tsc --showConfig` shows how TypeScript understands it.");
    }
    const extended = parsed.options.configFile?.extendedSourceFiles ?? [];
    return { ts: compiler, rootNames: parsed.fileNames, options: parsed.options, references: parsed.projectReferences, configFile: file, configTexts: new Map([file, ...extended].map((f) => node_path_1.default.resolve(f)).map((f) => [f, texts.get(f)])), config: configOf(parsed.options) };
}
/** The sansync line among the plugins of a tsconfig; empty if there is none. */
function configOf(options) {
    const plugins = (options.plugins ?? []);
    return plugins.find(toolchain_1.isOurs) ?? {};
}
//# sourceMappingURL=project.js.map