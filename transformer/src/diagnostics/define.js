"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.defineRule = defineRule;
exports.diagnosticCode = diagnosticCode;
exports.fixesOf = fixesOf;
exports.joined = joined;
exports.toDiagnostic = toDiagnostic;
function defineRule(rule) {
    return rule;
}
/** SY4001 is 774001 in the protocol, where codes are numbers and TypeScript has those below 100,000. */
function diagnosticCode(code) {
    return 770000 + Number(code.slice(2));
}
const fixes = new WeakMap();
/** What would remove a finding of ours, best first. */
function fixesOf(diagnostic) {
    return fixes.get(diagnostic) ?? [];
}
const replaced = new WeakMap();
/** TypeScript's findings with ours, without those that ours replace. */
function joined(base, own) {
    const replacing = own.filter((d) => replaced.has(d));
    return [...base.filter((b) => !replacing.some((d) => d.file === b.file && replaced.get(d).start === b.start && replaced.get(d).codes.includes(b.code))), ...own];
}
function toDiagnostic(ts, rule, finding) {
    const file = finding.node.getSourceFile();
    const start = finding.node.getStart(file);
    const { Error, Warning, Suggestion } = ts.DiagnosticCategory;
    const category = rule.severity === "error" ? Error : rule.severity === "warning" ? Warning : Suggestion;
    const code = diagnosticCode(rule.code);
    const line = (messageText) => ({ messageText, category, code });
    const diagnostic = {
        file, start, length: finding.node.getEnd() - start, category, code, source: "sansync",
        messageText: { ...line(`${finding.what} (${rule.code})`), next: [line(finding.why ?? rule.why), line(finding.todo ?? rule.todo)] },
    };
    if (finding.related !== undefined)
        diagnostic.relatedInformation = finding.related.map(({ node, text }) => {
            const at = node.getSourceFile(), from = node.getStart(at);
            return { file: at, start: from, length: node.getEnd() - from, category: ts.DiagnosticCategory.Message, code, messageText: text };
        });
    if (finding.fixes !== undefined)
        fixes.set(diagnostic, finding.fixes);
    if (finding.replaces !== undefined)
        replaced.set(diagnostic, { codes: finding.replaces, start: finding.replacesAt?.getStart(file) ?? start });
    return diagnostic;
}
//# sourceMappingURL=define.js.map