"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.runtimeNotInstalled = void 0;
const define_1 = require("../define");
const looked = new WeakMap();
/** Compiled code that nobody gave the runtime: the package is found from no file of the program. Said once, at the first file that needs it. Looks at the disk, so it is no rule with fixtures in memory. */
exports.runtimeNotInstalled = (0, define_1.defineRule)({
    code: "SY6009", slug: "runtime-not-installed", severity: "error",
    title: "The runtime package is not installed",
    why: "Compiled code begins with `require(\"sansync/internal/1\")`, or imports that, and would fail when it is loaded.",
    todo: "Install it where the code runs: `npm install sansync`.",
    bad: "npx sansync build --stress   # in a project that has no `sansync` in its node_modules",
    good: "npm install sansync && npx sansync build --stress",
    *check(context) {
        const { program, plan } = context;
        if (!looked.has(program))
            looked.set(program, firstInNeed(context));
        const { file } = plan.facts;
        if (looked.get(program) === file)
            yield { node: file.statements[0] ?? file.endOfFileToken, what: "No package `sansync` is found from here, and this file, compiled, needs it." };
    },
});
function firstInNeed({ ts, program, analysis }) {
    if (program.getSourceFiles().some((f) => /[\\/](sansync|runtime)[\\/]dist[\\/]/.test(f.fileName)))
        return undefined;
    for (const { facts: { file }, functions } of analysis.files.values()) {
        // Files that are not on the disk belong to hosts that resolve modules in their own way.
        if (![...functions.values()].some((fn) => fn.form !== "plain") || !ts.sys.fileExists(file.fileName))
            continue;
        return ts.resolveModuleName("sansync", file.fileName, program.getCompilerOptions(), ts.sys).resolvedModule === undefined ? file : undefined;
    }
    return undefined;
}
//# sourceMappingURL=runtime-not-installed.js.map