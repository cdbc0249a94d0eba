"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.SetupError = void 0;
exports.guarded = guarded;
exports.assertUsable = assertUsable;
const nested_too_deeply_1 = require("../diagnostics/setup/nested-too-deeply");
/** Shown to the user as it is: name and message, no stack of ours. */
class SetupError extends Error {
    code;
    constructor(code, what, why, todo) {
        super(`${what} (${code})\n  ${why}\n  ${todo}`);
        this.code = code;
        this.name = "sansync";
        this.stack = `${this.name}: ${this.message}`;
    }
}
exports.SetupError = SetupError;
/** Runs a part of the compiler. A failure in it is our mistake: the user sees where it happened and what to do, not our stack (set SANSYNC_DEBUG to see that too). */
function guarded(what, run) {
    try {
        return run();
    }
    catch (error) {
        if (error instanceof SetupError || (0, nested_too_deeply_1.isStackOverflow)(error) || process.env["SANSYNC_DEBUG"] !== undefined)
            throw error;
        throw new SetupError("SY9010", `sansync failed while it ${what}.`, `${error instanceof Error ? error.message.split("\n")[0] : String(error)}`, "This is a mistake in sansync, not in your program: please report it with that file. SANSYNC_DEBUG=1 shows the stack.");
    }
}
function assertUsable(ts, program) {
    if (typeof ts.createProgram !== "function")
        throw new SetupError("SY6006", `TypeScript ${ts.version} has no compiler API, so no transformer can run in it.`, "TypeScript 7 is a native program that loads no plugins.", "Build with `npx sansync build`, and install the compiler of version 6 for it: npm install --save-dev @typescript/typescript6");
    const options = program.getCompilerOptions();
    const { AMD, UMD, System } = ts.ModuleKind;
    if (options.module === AMD || options.module === UMD || options.module === System)
        throw new SetupError("SY6005", `sansync cannot emit \`module: ${ts.ModuleKind[options.module]}\`.`, "Compiled code finds the runtime by `import` or `require`.", 'Set "module" to CommonJS, ES2015 or later, Node16 or NodeNext.');
    const target = ts.getEmitScriptTarget?.(options) ?? options.target ?? ts.ScriptTarget.ES5;
    if (target < ts.ScriptTarget.ES2015 && options.noEmit !== true && options.emitDeclarationOnly !== true)
        throw new SetupError("SY6008", `sansync cannot emit \`target: ${ts.ScriptTarget[target]}\`.`, options.target === undefined ? "The tsconfig names no target, and this TypeScript takes ES5 then. Compiled code needs generators and classes of the language." : "Compiled code needs generators and classes of the language, which ES5 has not.", 'Set "target" to ES2015 or later; every Node that sansync runs on knows ES2022.');
    if (options.noResolve === true && options.noLib === true)
        throw new SetupError("SY6002", "This host compiles each file alone (transpile-only), so sansync cannot see which functions may block.", "Whether a call may suspend depends on other files and on types; ts.transpileModule has neither.", 'Turn type-checking on: remove `--transpile-only`, `"transpileOnly": true` or `"swc": true` from ts-node (and set `"files": true`), `"isolatedModules": true` from ts-jest.');
}
//# sourceMappingURL=set-up.js.map