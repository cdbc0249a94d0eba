"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.resolvedFrame = resolvedFrame;
const facts_1 = require("../analysis/facts");
const callables_1 = require("../analysis/1-collect/callables");
const functions_1 = require("./functions");
function resolvedFrame(l, first, call) {
    const { ts } = l;
    const plan = l.callPlan(call);
    const argument = plan?.facts.arguments[0];
    if (argument?.kind !== "function" || !ts.isIdentifier(first))
        return undefined;
    const target = l.plan.functions.get((0, facts_1.keyInId)(argument.id));
    if (target === undefined || target.facts.id !== argument.id || target.form !== "direct" || target.facts.generator)
        return undefined;
    const node = target.facts.node;
    if (target.facts.usesThis || !(0, callables_1.hasSimpleParameters)(l.ts, node))
        return undefined;
    // Only declarations: a constant may still be in its temporal dead zone, and must then fail as `go(f)` would.
    if (!ts.isFunctionDeclaration(node) || node.name === undefined || node.name.text !== first.text)
        return undefined;
    for (let at = ts.getOriginalNode(call).parent; at !== undefined; at = at.parent) {
        if (at !== node.parent)
            continue;
        return l.f.createIdentifier((0, functions_1.frameName)(l, target, node.name.text));
    }
    return undefined;
}
//# sourceMappingURL=spawn-target.js.map