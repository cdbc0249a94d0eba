"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.suspensionPoints = suspensionPoints;
exports.chainOfCall = chainOfCall;
exports.functionForms = functionForms;
exports.functionForm = functionForm;
exports.reasonText = reasonText;
const facts_1 = require("./facts");
const infer_1 = require("./2-infer/infer");
const why_1 = require("./2-infer/why");
const plan_1 = require("./3-plan/plan");
/**
 * All places of a file, in the order of the text. Of code that is emitted as it is there are none: nobody can wait there.
 * @param least leaves out what has less effect
 */
function suspensionPoints(ts, analysis, plan, least = "preemptible") {
    const found = [], from = infer_1.colourNames.indexOf(least);
    for (const within of plan.functions.values()) {
        if (within.form === "plain")
            continue;
        for (const call of within.facts.calls) {
            const effect = plan.calls.get(call.key)?.effect ?? infer_1.Colour.Plain;
            if (effect === infer_1.Colour.Plain || effect < from)
                continue;
            const at = marked(ts, call.node);
            found.push({ kind: call.steps === true ? "iteration" : "call", start: at.getStart(plan.facts.file), end: at.getEnd(), node: call.node, callee: call.text, effect: named(effect), chain: chainOfCall(call, analysis), within });
        }
        if (from > infer_1.Colour.Preemptible)
            continue;
        for (const loop of within.facts.loops) {
            if ((plan.checks.get(loop.key) ?? "none") === "none")
                continue;
            const start = loop.node.getStart(plan.facts.file), word = ts.isForStatement(loop.node) || ts.isForOfStatement(loop.node) || ts.isForInStatement(loop.node) ? "for" : ts.isWhileStatement(loop.node) ? "while" : "do";
            found.push({ kind: "loop", start, end: start + word.length, node: loop.node, callee: word, effect: "preemptible", chain: [], within });
        }
    }
    return found.sort((a, b) => a.start - b.start || a.end - b.end);
}
/** What a call reaches that makes it suspend, down to the reason: `readRequest → Conn.read`. Empty: it does not. */
function chainOfCall(call, { colours, functions }) {
    const { colour, to } = (0, infer_1.effectOf)(call, colours, functions);
    if (colour === infer_1.Colour.Plain)
        return [];
    return functions.has(to) ? (0, why_1.whyChain)(to, colours, functions) : [{ name: to, file: call.node.getSourceFile().fileName, position: call.node.getStart() }];
}
/** What the functions of a file became, in the order of the text. */
function functionForms({ colours, functions }, plan) {
    return [...plan.functions.values()].map((fn) => formOf(fn, colours, functions));
}
/** What the function at a node became; undefined: it is none of this file. */
function functionForm({ colours, functions }, plan, node) {
    const fn = plan.functions.get((0, facts_1.keyOf)(node));
    return fn === undefined ? undefined : formOf(fn, colours, functions);
}
function formOf(fn, colours, functions) {
    const text = (0, plan_1.describePlan)(fn);
    return { node: fn.facts.node, name: fn.facts.name, colour: infer_1.colourNames[fn.colour], form: (0, plan_1.formMade)(fn), text, chain: text === "plain" ? [] : (0, why_1.whyChain)(fn.facts.id, colours, functions), noFastForm: fn.form === "plain" ? undefined : fn.direct };
}
/** `blocking, direct form`, and why; what `sansync show --why` prints behind the name. */
function reasonText(form) {
    return form.chain.length === 0 ? "" : `${(0, why_1.chainText)(form.chain)}${form.noFastForm === undefined ? "" : `; no fast form: ${form.noFastForm}`}`;
}
function named(colour) {
    return infer_1.colourNames[colour];
}
/** The part of a call that stands for it. */
function marked(ts, node) {
    if (ts.isCallExpression(node) || ts.isNewExpression(node))
        return nameOf(ts, node.expression);
    if (ts.isTaggedTemplateExpression(node))
        return nameOf(ts, node.tag);
    if (ts.isForOfStatement(node) || ts.isSpreadElement(node))
        return node.expression;
    if (ts.isVariableDeclaration(node))
        return node.name;
    return ts.isPropertyAccessExpression(node) ? node.name : node;
}
function nameOf(ts, callee) {
    return ts.isPropertyAccessExpression(callee) ? callee.name : callee;
}
//# sourceMappingURL=suspension-points.js.map