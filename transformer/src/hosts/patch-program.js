"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.patchProgram = patchProgram;
exports.configure = configure;
exports.wantsStress = wantsStress;
exports.lowering = lowering;
exports.stampOf = stampOf;
/**
 * The way into every TypeScript host: a program whose emit runs our transformers and whose diagnostics contain our findings.
 * Findings come by wrapping getSemanticDiagnostics and getBindAndCheckDiagnostics, which `noEmit`, `noEmitOnError`, ts-node and incremental builders all ask.
 */
const node_crypto_1 = require("node:crypto");
const analyze_1 = require("../analysis/analyze");
const options_1 = require("../analysis/options");
const infer_1 = require("../analysis/2-infer/infer");
const declarations_1 = require("../emit/declarations");
const define_1 = require("../diagnostics/define");
const findings_1 = require("../diagnostics/findings");
const nested_too_deeply_1 = require("../diagnostics/setup/nested-too-deeply");
const transformer_1 = require("../lower/transformer");
const module_format_1 = require("./module-format");
const reloaded_1 = require("./reloaded");
const set_up_1 = require("./set-up");
const patched = new WeakSet();
const originalVersions = new WeakMap();
const version = require("../../package.json").version;
function patchProgram(ts, program, config = {}, { open = false, errorsOnly = false } = {}) {
    if (patched.has(program))
        return program;
    patched.add(program);
    (0, set_up_1.assertUsable)(ts, program);
    configure(program, config, open);
    (0, set_up_1.guarded)("analysed the program", () => bumpVersions(ts, program, config));
    const emit = program.emit;
    program.emit = function (file, write, token, declarationsOnly, custom, ...rest) {
        const fresh = file && (0, reloaded_1.reread)(ts, program, file);
        if (fresh !== undefined)
            return patchProgram(ts, fresh, config, { open, errorsOnly }).emit(fresh.getSourceFile(file.fileName), write, token, declarationsOnly, custom, ...rest);
        let last;
        const transformers = {
            ...custom,
            before: [lowering(ts, program, (f) => { last = f; }), ...(custom?.before ?? [])],
            afterDeclarations: [...(custom?.afterDeclarations ?? []), (0, declarations_1.declarationTransformer)(ts, program)],
        };
        const one = (target) => {
            try {
                return emit.call(program, target, write, token, declarationsOnly, transformers, ...rest);
            }
            catch (error) {
                if (!(0, nested_too_deeply_1.isStackOverflow)(error) || last === undefined || process.env["SANSYNC_DEBUG"] !== undefined)
                    throw error;
                return { emitSkipped: true, diagnostics: [(0, findings_1.tooDeep)(ts, ts.getOriginalNode(last))], emittedFiles: [] };
            }
        };
        const result = one(file);
        // One file stopped the emit of all: the others get theirs alone.
        if (file !== undefined || !result.emitSkipped || !result.diagnostics.some((d) => d.code === (0, define_1.diagnosticCode)("SY9011")))
            return result;
        const parts = program.getSourceFiles().filter((f) => !f.isDeclarationFile).map((f) => one(f));
        return { emitSkipped: true, diagnostics: parts.flatMap((p) => p.diagnostics), emittedFiles: parts.flatMap((p) => p.emittedFiles ?? []) };
    };
    const wrapped = program;
    for (const name of ["getSemanticDiagnostics", "getBindAndCheckDiagnostics"]) {
        const base = wrapped[name];
        if (base === undefined)
            continue;
        wrapped[name] = (file, ...rest) => (0, define_1.joined)(base.call(program, file, ...rest), (0, set_up_1.guarded)(`looked at ${file?.fileName ?? "the program"}`, () => (0, findings_1.findings)(ts, program, file).filter((d) => !errorsOnly || d.category === ts.DiagnosticCategory.Error)));
    }
    return program;
}
/** What the options say about the analysis. To be called before it. */
function configure(program, config, open = false) {
    (0, options_1.setOptions)(program, { stress: wantsStress(config), whole: config.whole === true, small: wantsSize(config), open });
}
function wantsSize(config) {
    return config.size === true || said("SANSYNC_SIZE");
}
function said(name) {
    const value = process.env[name];
    return value !== undefined && value !== "" && value !== "0";
}
/** By the plugin's option, or for all builds of a shell by `SANSYNC_STRESS=1`. */
function wantsStress(config) {
    return config.stress === true || said("SANSYNC_STRESS");
}
/** The transformer of `before`, with its failures named. */
function lowering(ts, program, begin = () => undefined) {
    const lower = (0, transformer_1.lowerTransformer)(ts, program);
    return (context) => {
        (0, module_format_1.keepModuleFormat)(context);
        const transform = lower(context);
        return (file) => {
            begin(file);
            return (0, set_up_1.guarded)(`compiled ${file.fileName}`, () => transform(file));
        };
    };
}
/**
 * Builders re-emit a file when its text or a declaration it sees has changed; what we emit depends on colours too. So the version of a file gets a hash of the colours it depends on.
 * Not in a language service, which would parse every file again.
 */
function bumpVersions(ts, program, config) {
    const files = program.getSourceFiles().filter((f) => !f.isDeclarationFile);
    if (!files.some((f) => f.version !== undefined && f.scriptSnapshot === undefined))
        return;
    for (const file of files) {
        if (file.version === undefined || file.scriptSnapshot !== undefined)
            continue;
        if (!originalVersions.has(file))
            originalVersions.set(file, file.version);
        file.version = `${originalVersions.get(file)}-${stampOf(ts, program, config, file)}`;
    }
}
const stamps = new WeakMap();
/** A hash of all that the emit of a file depends on besides its text and its types. */
function stampOf(ts, program, config, file) {
    const plan = (0, analyze_1.analyze)(ts, program).files.get(file.fileName), by = `${version}${JSON.stringify(config)}${wantsStress(config)} ${wantsSize(config)}`;
    const known = plan === undefined ? undefined : stamps.get(plan);
    if (known?.by === by)
        return known.stamp;
    const hash = (0, node_crypto_1.createHash)("sha256").update(by);
    for (const fn of plan?.functions.values() ?? [])
        hash.update(`|${fn.facts.key}${infer_1.colourNames[fn.colour]}${fn.form}${fn.recursive ? " recursive" : ""}`);
    for (const [key, call] of plan?.calls ?? [])
        hash.update(`|${key}${call.mode}${call.effect}${call.bindsEntry}${call.guesses.length}${call.facts.callee.kind === "marked" ? call.facts.callee.direct : ""}`);
    const stamp = hash.digest("hex").slice(0, 16);
    if (plan !== undefined)
        stamps.set(plan, { by, stamp });
    return stamp;
}
//# sourceMappingURL=patch-program.js.map