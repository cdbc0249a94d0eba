"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.survey = survey;
exports.leaves = leaves;
exports.onlyChecks = onlyChecks;
exports.usesTsNode = usesTsNode;
exports.adding = adding;
exports.readJson = readJson;
exports.installed = installed;
exports.compareVersions = compareVersions;
/**
 * What stands in a folder: package manager, packages, tsconfigs, TypeScript, and what compiles and runs the sources. `init` decides by it what to change, `doctor` what to say.
 * Nothing here needs TypeScript to be installed, or JSON to be right: what cannot be read is part of the answer.
 */
const node_fs_1 = require("node:fs");
const node_module_1 = require("node:module");
const node_path_1 = __importDefault(require("node:path"));
const get_tsconfig_1 = require("get-tsconfig");
const jsonc_parser_1 = require("jsonc-parser");
const json_text_1 = require("./json-text");
/** @param folder absolute; it need not exist */
function survey(folder) {
    const root = packageAt(folder), found = root === undefined ? [] : [root, ...workspacesOf(root).flatMap((at) => packageAt(at) ?? [])];
    const scripts = found.flatMap((p) => Object.entries(p.json.scripts ?? {}).map(([name, command]) => ({ package: p, name, command: String(command) })));
    const dependencies = new Map(found.flatMap(({ json }) => [...Object.entries(json.dependencies ?? {}), ...Object.entries(json.devDependencies ?? {})]));
    const folders = found.length ? found.map((p) => p.folder) : [folder];
    return {
        folder, root, packages: found, manager: managerOf(folder, root?.json), plugAndPlay: [".pnp.cjs", ".pnp.js"].some((f) => (0, node_fs_1.existsSync)(node_path_1.default.join(folder, f))),
        tsconfigs: tsconfigsOf(folder, folders, scripts), typescript: typescriptOf(folder, dependencies), scripts, dependencies, sources: folders.some((at) => hasSources(at, 0)),
    };
}
/** The tsconfigs that list files. */
function leaves({ tsconfigs }) {
    return tsconfigs.filter((c) => !c.solution && !c.base);
}
/** No tsconfig emits: tsc only checks, and somebody else compiles. */
function onlyChecks(s) {
    const all = leaves(s);
    return all.length > 0 && all.every((c) => c.effective.compilerOptions?.["noEmit"] === true);
}
function usesTsNode({ dependencies, scripts, tsconfigs }) {
    return dependencies.has("ts-node") || dependencies.has("ts-node-dev") || scripts.some((s) => /\bts-node\b/.test(s.command)) || tsconfigs.some((c) => c.json["ts-node"] !== undefined);
}
/** The command that adds a package for development. */
function adding(manager, spec) {
    return `${manager === "npm" ? "npm install --save-dev" : `${manager} add -D`} ${spec}`;
}
function readJson(file, comments) {
    if (!(0, node_fs_1.existsSync)(file) || !(0, node_fs_1.statSync)(file).isFile())
        return undefined;
    const text = (0, node_fs_1.readFileSync)(file, "utf8"), bare = text.replace(/^\uFEFF/, "");
    return { file, text, error: (0, json_text_1.jsonError)(bare, comments), json: ((0, jsonc_parser_1.parse)(bare, [], { allowTrailingComma: true }) ?? {}) };
}
/** Version of a package as `from` resolves it, and where it lies; the real path. */
function installed(name, from) {
    const places = (0, node_module_1.createRequire)(node_path_1.default.join(from, "index.js")).resolve.paths(name) ?? [];
    for (const place of places) {
        const manifest = readJson(node_path_1.default.join(place, name, "package.json"), false);
        if (manifest !== undefined)
            return { version: String(manifest.json.version), folder: (0, node_fs_1.realpathSync)(node_path_1.default.dirname(manifest.file)) };
    }
    return undefined;
}
function packageAt(folder) {
    const found = readJson(node_path_1.default.join(folder, "package.json"), false);
    return found && { ...found, folder };
}
/** By the field `packageManager`, else by the nearest lock file or settings, else by what started this process. */
function managerOf(folder, manifest) {
    const named = (text) => ["npm", "pnpm", "yarn", "bun"].find((m) => text?.startsWith(m));
    const locks = { "pnpm-lock.yaml": "pnpm", "pnpm-workspace.yaml": "pnpm", "yarn.lock": "yarn", ".yarnrc.yml": "yarn", "bun.lock": "bun", "bun.lockb": "bun", "package-lock.json": "npm" };
    const said = named(manifest?.packageManager);
    if (said !== undefined)
        return said;
    for (let at = folder;; at = node_path_1.default.dirname(at)) {
        for (const [file, manager] of Object.entries(locks))
            if ((0, node_fs_1.existsSync)(node_path_1.default.join(at, file)))
                return manager;
        if (node_path_1.default.dirname(at) === at || (0, node_fs_1.existsSync)(node_path_1.default.join(at, ".git")))
            break;
    }
    return named(process.env["npm_config_user_agent"]) ?? "npm";
}
function workspacesOf(root) {
    const { workspaces } = root.json, yaml = node_path_1.default.join(root.folder, "pnpm-workspace.yaml");
    const patterns = Array.isArray(workspaces) ? [...workspaces] : [...(workspaces?.packages ?? [])];
    // Of the whole of YAML this list alone is wanted: `packages:` and its lines with a dash.
    if ((0, node_fs_1.existsSync)(yaml))
        for (const item of /^packages:[ \t]*\r?\n((?:[ \t]*(?:-.*|#.*)?\r?\n?)*)/m.exec((0, node_fs_1.readFileSync)(yaml, "utf8"))?.[1]?.matchAll(/^[ \t]*-[ \t]*["']?([^"'#\r\n]+?)["']?[ \t]*(?:#.*)?$/gm) ?? [])
            patterns.push(item[1]);
    const matching = (pattern) => pattern.split("/").filter((s) => s !== "" && s !== ".").reduce((at, segment) => at.flatMap((folder) => {
        if (segment === "**")
            return [folder, ...foldersBelow(folder)];
        if (!segment.includes("*"))
            return [node_path_1.default.join(folder, segment)];
        const shape = new RegExp(`^${segment.split("*").map((s) => s.replace(/[.+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);
        return foldersIn(folder).filter((f) => shape.test(node_path_1.default.basename(f)));
    }), [root.folder]);
    const not = new Set(patterns.filter((p) => p.startsWith("!")).flatMap((p) => matching(p.slice(1))));
    return [...new Set(patterns.filter((p) => !p.startsWith("!")).flatMap(matching))].filter((f) => f !== root.folder && !not.has(f)).sort();
}
function foldersIn(folder) {
    if (!(0, node_fs_1.existsSync)(folder) || !(0, node_fs_1.statSync)(folder).isDirectory())
        return [];
    return (0, node_fs_1.readdirSync)(folder, { withFileTypes: true }).filter((e) => e.isDirectory() && e.name !== "node_modules" && !e.name.startsWith(".")).map((e) => node_path_1.default.join(folder, e.name));
}
function foldersBelow(folder) {
    return foldersIn(folder).flatMap((f) => [f, ...foldersBelow(f)]);
}
/** Every tsconfig of the packages, those that scripts name, and those they refer to. */
function tsconfigsOf(folder, packages, scripts) {
    const inside = (file) => !node_path_1.default.relative(folder, file).startsWith("..") && !file.includes(`${node_path_1.default.sep}node_modules${node_path_1.default.sep}`);
    const queue = packages.flatMap((at) => ((0, node_fs_1.existsSync)(at) && (0, node_fs_1.statSync)(at).isDirectory() ? (0, node_fs_1.readdirSync)(at).filter((f) => /^tsconfig(\..+)?\.json$/.test(f)).sort().map((f) => node_path_1.default.join(at, f)) : []));
    for (const { package: { folder: at }, command } of scripts)
        for (const [, name] of command.matchAll(/(?:^|\s)(?:-p|--project|-b|--build)[\s=]+([^\s-][^\s;&|]*)/g))
            queue.push(configFile(node_path_1.default.resolve(at, name.replace(/^["']|["']$/g, ""))));
    const found = new Map();
    for (let file; (file = queue.shift()) !== undefined;) {
        if (found.has(file) || !inside(file))
            continue;
        const read = readJson(file, true);
        if (read === undefined)
            continue;
        let effective = read.json;
        if (read.error === undefined)
            try {
                effective = { ...read.json, ...(0, get_tsconfig_1.parseTsconfig)(file) };
            }
            catch { /* a base that is not there: TypeScript and doctor name it */ }
        const references = read.json.references ?? [];
        for (const r of references)
            if (typeof r.path === "string")
                queue.push(configFile(node_path_1.default.resolve(node_path_1.default.dirname(file), r.path)));
        const bases = basesOf(file, read.json.extends).filter(inside);
        queue.push(...bases);
        found.set(file, { ...read, effective, bases, base: false, solution: references.length > 0 && read.json.files?.length === 0 && read.json.include === undefined });
    }
    const all = [...found.values()], extended = new Set(all.flatMap((c) => c.bases));
    return all.map((c) => ({ ...c, base: extended.has(c.file) && node_path_1.default.basename(c.file) !== "tsconfig.json" }));
}
function configFile(at) {
    return (0, node_fs_1.existsSync)(at) && (0, node_fs_1.statSync)(at).isDirectory() ? node_path_1.default.join(at, "tsconfig.json") : at;
}
/** The files a tsconfig extends by a relative path; the last of several counts first, as TypeScript has it. */
function basesOf(file, extended, depth = 0) {
    const names = (Array.isArray(extended) ? [...extended].reverse() : [extended]).filter((n) => typeof n === "string" && n.startsWith("."));
    return depth > 8 ? [] : names.flatMap((name) => {
        const at = node_path_1.default.resolve(node_path_1.default.dirname(file), name), base = [at, `${at}.json`].find((f) => (0, node_fs_1.existsSync)(f) && (0, node_fs_1.statSync)(f).isFile());
        return base === undefined ? [] : [base, ...basesOf(base, readJson(base, true)?.json.extends, depth + 1)];
    });
}
function typescriptOf(folder, dependencies) {
    const own = installed("typescript", folder);
    if (own !== undefined)
        return { version: own.version, installed: true };
    const version = /\d+(\.\d+)*/.exec(dependencies.get("typescript") ?? "")?.[0];
    return version === undefined ? undefined : { version, installed: false };
}
function hasSources(folder, depth) {
    if (!(0, node_fs_1.existsSync)(folder))
        return false;
    return (0, node_fs_1.readdirSync)(folder, { withFileTypes: true }).some((e) => (e.isFile() ? /(?<!\.d)\.[mc]?tsx?$/.test(e.name) && !e.name.endsWith(".config.ts") : false))
        || (depth < 3 && foldersIn(folder).some((f) => hasSources(f, depth + 1)));
}
/** Compares two versions by their numbers: below 0 where the first is the older one. */
function compareVersions(a, b) {
    const [x, y] = [a, b].map((v) => (v.match(/\d+/g) ?? []).slice(0, 3).map(Number));
    for (let i = 0; i < 3; i++)
        if ((x[i] ?? 0) !== (y[i] ?? 0))
            return (x[i] ?? 0) - (y[i] ?? 0);
    return 0;
}
//# sourceMappingURL=survey.js.map