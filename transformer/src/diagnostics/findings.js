"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.findings = findings;
exports.suggestions = suggestions;
exports.tooDeep = tooDeep;
const analyze_1 = require("../analysis/analyze");
const es_module_1 = require("../analysis/es-module");
const typescript_1 = require("../analysis/typescript");
const define_1 = require("./define");
const index_1 = require("./index");
const runtime_calls_1 = require("./runtime-calls");
const nested_too_deeply_1 = require("./setup/nested-too-deeply");
const allRules = [...index_1.rules, ...index_1.hostRules];
const cache = new WeakMap();
/** Errors and warnings. */
function findings(host, program, file) {
    const { Suggestion } = host.DiagnosticCategory;
    return allFindings(host, program, file).filter((d) => d.category !== Suggestion);
}
/** What editors show as hints, and nobody else. */
function suggestions(host, program, file) {
    const { Suggestion } = host.DiagnosticCategory;
    return allFindings(host, program, file).filter((d) => d.category === Suggestion);
}
function allFindings(host, program, file) {
    const ts = (0, typescript_1.quick)(host);
    let known = cache.get(program);
    if (known === undefined)
        cache.set(program, (known = new Map()));
    const analysis = (0, analyze_1.analyze)(ts, program);
    const out = analysis.tooDeep.filter((f) => file === undefined || f.fileName === file.fileName).map((f) => tooDeep(ts, f));
    for (const plan of file === undefined ? analysis.files.values() : [analysis.files.get(file.fileName)]) {
        if (plan === undefined)
            continue;
        const source = plan.facts.file;
        let own = known.get(source.fileName);
        if (own === undefined) {
            const context = { ts, program, analysis, plan, esModule: (0, es_module_1.emitsEsModule)(ts, program, source), calls: (0, runtime_calls_1.runtimeCalls)(ts, program, plan) };
            own = allRules.flatMap((rule) => [...(rule.check?.(context) ?? [])].filter((f) => !isIgnored(ts, source, f, rule)).map((f) => (0, define_1.toDiagnostic)(ts, rule, f)));
            own.sort((a, b) => a.start - b.start);
            known.set(source.fileName, own);
        }
        out.push(...own);
    }
    return out;
}
/** SY9011 for a file. */
function tooDeep(ts, file) {
    return (0, define_1.toDiagnostic)(ts, nested_too_deeply_1.nestedTooDeeply, { node: file.statements[0] ?? file.endOfFileToken, what: "This file is nested too deeply for the stack the compiler runs on." });
}
function isIgnored(ts, file, { node, replaces }, { code }) {
    const { line } = ts.getLineAndCharacterOfPosition(file, node.getStart(file));
    if (line === 0)
        return false;
    const starts = file.getLineStarts(), before = file.text.slice(starts[line - 1], starts[line]);
    // Who expects TypeScript's error expects ours in its place.
    return new RegExp(`//\\s*@sansync-ignore\\s+${code}\\b\\s+\\S`).test(before) || (replaces !== undefined && /@ts-(expect-error|ignore)\b/.test(before));
}
//# sourceMappingURL=findings.js.map