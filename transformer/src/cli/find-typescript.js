"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.findTypeScript = findTypeScript;
/**
 * The TypeScript that compiles the user's project: its own. The transformer never imports one itself: two versions may live in one process, and the project's own decides.
 * Version 7 is a native program without a compiler API; beside it stands @typescript/typescript6, the same language in JavaScript, and that compiles then.
 */
const node_module_1 = require("node:module");
const node_path_1 = __importDefault(require("node:path"));
const set_up_1 = require("../hosts/set-up");
const toolchain_1 = require("./toolchain");
/**
 * @param from absolute folder to resolve from
 * @throws SetupError SY6021 where no TypeScript is found, SY6006 where it has no compiler API (version 7 with nothing beside it) or is too old
 */
function findTypeScript(from) {
    const own = loaded("typescript", from), beside = own !== undefined && hasApi(own) ? undefined : loaded("@typescript/typescript6", from);
    const found = beside ?? own;
    if (found === undefined) {
        throw new set_up_1.SetupError("SY6021", `No \`typescript\` is installed for ${from}.`, "sansync compiles with the TypeScript of your project, so that both see the same types.", "Install it: npm install --save-dev typescript@5.9");
    }
    const version = String(found.version ?? "of unknown version");
    if (!hasApi(found)) {
        throw new set_up_1.SetupError("SY6006", `TypeScript ${version} has no compiler API, so nothing can be compiled with it.`, "From version 7 on the compiler is a native program; the package exports its version number only, and it runs no transformers.", "Keep it for checking, and install the compiler of version 6 beside it, which `sansync` finds by itself: npm install --save-dev @typescript/typescript6");
    }
    (0, toolchain_1.toolchainOf)(version); // too old
    return found;
}
const hasApi = (found) => typeof found.createProgram === "function";
function loaded(name, from) {
    const require = (0, node_module_1.createRequire)(node_path_1.default.join(from, "index.js"));
    let file;
    try {
        file = require.resolve(name);
    }
    catch {
        return undefined;
    }
    return require(file);
}
//# sourceMappingURL=find-typescript.js.map