"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.entry = entry;
const declarations_1 = require("../emit/declarations");
const findings_1 = require("../diagnostics/findings");
const patch_program_1 = require("./patch-program");
const set_up_1 = require("./set-up");
function entry(program, first, second, third) {
    const last = third;
    if (last?.ts !== undefined)
        return (0, patch_program_1.patchProgram)(last.ts, program, second, { errorsOnly: second?.warnings !== true });
    const extras = second;
    if (extras?.ts === undefined)
        throw new set_up_1.SetupError("SY6003", "sansync was called by a host it does not know.", "It expects ts-patch (`transformProgram: true`) or ttypescript 1.5.15.", 'Use { "name": "@sansync/plugin", "transform": "@sansync/transformer", "transformProgram": true } in `compilerOptions.plugins`.');
    if (extras.diagnostics !== undefined)
        throw new set_up_1.SetupError("SY6003", "The plugin entry lacks `transformProgram: true`.", "As a source transformer sansync could neither report its findings nor keep incremental builds right.", 'Write { "name": "@sansync/plugin", "transform": "@sansync/transformer", "transformProgram": true } in `compilerOptions.plugins`.');
    return legacy(extras.ts, program, first);
}
const printed = new WeakSet();
/** ttypescript. Findings are printed once per program, and the process fails in the end if one is an error. */
function legacy(ts, program, config) {
    (0, set_up_1.assertUsable)(ts, program);
    const { isolatedModules, incremental, composite, watch } = program.getCompilerOptions();
    if (isolatedModules && (incremental || composite || watch))
        throw new set_up_1.SetupError("SY6039", "ttypescript cannot build this incrementally: the tsconfig says `isolatedModules`.", "TypeScript 4.9 emits the edited file alone then, and its callers in other files stay what they were when they could not block.", "Remove `isolatedModules`, or `incremental`, `composite` and `--watch`; or build with `npx sansync build`, which has none of this.");
    if (!printed.has(program)) {
        printed.add(program);
        (0, patch_program_1.configure)(program, config);
        const found = (0, findings_1.findings)(ts, program);
        if (found.length > 0) {
            const host = { getCanonicalFileName: (f) => f, getCurrentDirectory: () => program.getCurrentDirectory(), getNewLine: () => "\n" };
            process.stderr.write(ts.formatDiagnostics(found, host));
            if (found.some((d) => d.category === ts.DiagnosticCategory.Error))
                process.on("exit", () => { process.exitCode ||= 2; });
        }
    }
    return { before: [(0, patch_program_1.lowering)(ts, program)], afterDeclarations: [(0, declarations_1.declarationTransformer)(ts, program)] };
}
//# sourceMappingURL=entry.js.map