"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.condWaitWithoutLock = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const define_1 = require("../define");
const functions_1 = require("../flow/functions");
const locks_1 = require("../flow/locks");
const places_1 = require("../flow/places");
const syntax_1 = require("../syntax");
const uses_1 = require("../flow/uses");
/** `wait` unlocks its lock: who calls it must hold it. */
exports.condWaitWithoutLock = (0, define_1.defineRule)({
    code: "SY3019", slug: "cond-wait-without-lock", severity: "error",
    title: "Cond.wait is called without its lock",
    why: "`wait` unlocks the lock of the condition while it waits: without it that throws \"sync: unlock of unlocked mutex\", and the test before it is not protected.",
    todo: "Lock, test in a loop, wait, unlock.",
    bad: "while (!ready) changed.wait();",
    good: "mu.lock();\nwhile (!ready) changed.wait();\nmu.unlock();",
    *check(context) {
        const { ts, calls } = context;
        for (const { node, name, within } of calls) {
            if (name !== "Cond.wait" || !ts.isCallExpression(node))
                continue;
            const cond = (0, places_1.stable)(context, (0, syntax_1.receiverOf)(ts, node)), lock = cond === undefined ? undefined : lockOf(context, cond), fn = within.facts.node;
            if (lock === undefined || (0, locks_1.heldIn)(context, fn)(node).some((h) => h.on === lock) || (0, syntax_1.isExpectedToThrow)(ts, node))
                continue;
            const { operations } = (0, locks_1.lockingOf)(context, fn), own = operations.filter((o) => o.on === lock);
            // Where nothing is locked in the function, its callers may hold the lock: those of a goroutine hold none.
            if (own.length === 0 ? !calls.some((c) => uses_1.spawners.has(c.name) && (0, syntax_1.functionGiven)(context, c.facts) === fn) : mayHold(context, fn, own, node))
                continue;
            yield { node, what: `\`${(0, syntax_1.textOf)(node)}\` is called while \`${lock.name}\` is not locked.`, related: [{ node: cond.valueDeclaration, text: "The condition belongs to that lock." }] };
        }
    },
});
/** The lock that a condition was made with. */
function lockOf(context, cond) {
    const { ts } = context, declaration = (0, places_1.isFieldPlace)(cond) ? undefined : cond.valueDeclaration;
    if (declaration === undefined || (!ts.isVariableDeclaration(declaration) && !ts.isPropertyDeclaration(declaration)) || declaration.initializer === undefined)
        return undefined;
    const made = (0, program_index_1.skipOuter)(ts, declaration.initializer);
    return ts.isNewExpression(made) && context.calls.some((c) => c.node === made && c.name === "new Cond") ? (0, places_1.stable)(context, made.arguments?.[0]) : undefined;
}
/** Some path comes from a lock to the wait, without an unlock between. */
function mayHold(context, fn, own, wait) {
    const graph = (0, functions_1.graphFor)(context, fn), locks = new Set(own.filter((o) => o.kind === "lock").map((o) => o.node)), unlocks = new Set(own.filter((o) => o.kind === "unlock").map((o) => o.node));
    if (graph === undefined)
        return true;
    const work = graph.points.filter((p) => p.node !== undefined && locks.has(p.node)), seen = new Set(work);
    for (const point of work) {
        if (point.node === wait)
            return true;
        for (const next of point.next)
            if (!seen.has(next) && !(next.node !== undefined && unlocks.has(next.node))) {
                seen.add(next);
                work.push(next);
            }
    }
    return false;
}
//# sourceMappingURL=cond-wait-without-lock.js.map