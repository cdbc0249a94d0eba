"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.onceRecursion = void 0;
const facts_1 = require("../../analysis/facts");
const define_1 = require("../define");
const functions_1 = require("../flow/functions");
const places_1 = require("../flow/places");
const syntax_1 = require("../syntax");
/** `once.do` inside of the function that it runs. */
exports.onceRecursion = (0, define_1.defineRule)({
    code: "SY3023", slug: "once-recursion", severity: "error",
    title: "Once.do is called by the function that it runs",
    why: "Callers of `do` wait until the first call has returned; this one waits for itself, for ever.",
    todo: "Take the part that is wanted out of the function, and call it directly.",
    bad: "init() { once.do(() => { load(); init(); }); }",
    good: "init() { once.do(() => { load(); }); }",
    *check(context) {
        const { ts, calls } = context;
        for (const { node, name, facts } of calls) {
            const fn = name === "Once.do" ? (0, syntax_1.functionGiven)(context, facts) : undefined, on = fn === undefined ? undefined : (0, places_1.stable)(context, (0, syntax_1.receiverOf)(ts, node));
            const inner = fn === undefined || on === undefined ? undefined : callsDo(context, fn, on);
            if (inner !== undefined)
                yield { node, what: `What \`${(0, syntax_1.textOf)(node.expression)}\` runs comes back to \`${(0, syntax_1.textOf)(node.expression)}\`, and waits for itself.`, related: inner === node ? [] : [{ node: inner, text: "It is called again here." }] };
        }
    },
});
/** A call of `do` on the same Once in a function, or in those that it calls. */
function callsDo(context, fn, on) {
    const seen = new Set([(0, facts_1.idOf)(fn)]), work = [fn];
    for (const at of work) {
        const own = (0, functions_1.contextOf)(context, at.getSourceFile()), facts = own === undefined ? undefined : [...own.plan.functions.values()].find((f) => f.facts.node === at)?.facts;
        if (own === undefined || facts === undefined || seen.size > 200)
            continue;
        for (const call of own.calls)
            if (call.name === "Once.do" && call.within.facts === facts && (0, places_1.stable)(own, (0, syntax_1.receiverOf)(own.ts, call.node)) === on)
                return call.node;
        for (const call of facts.calls) {
            const called = (0, functions_1.calledFunction)(own, call);
            if (called === undefined || seen.has((0, facts_1.idOf)(called)))
                continue;
            seen.add((0, facts_1.idOf)(called));
            work.push(called);
        }
    }
    return undefined;
}
//# sourceMappingURL=once-recursion.js.map