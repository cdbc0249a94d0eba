"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.unlockNotHeld = void 0;
const define_1 = require("../define");
const edits_1 = require("../edits");
const functions_1 = require("../flow/functions");
const locks_1 = require("../flow/locks");
const paths_1 = require("../flow/paths");
const walk_1 = require("../../analysis/walk");
const infer_1 = require("../../analysis/2-infer/infer");
const syntax_1 = require("../syntax");
/** An unlock of what is unlocked already, or will be again. */
exports.unlockNotHeld = (0, define_1.defineRule)({
    code: "SY3020", slug: "unlock-not-held", severity: "error",
    title: "A lock is released twice",
    why: "The second unlock throws \"sync: unlock of unlocked mutex\", or releases the lock of another goroutine that has taken it meanwhile.",
    todo: "Unlock once on each path: deferred, by `using`, or by hand.",
    bad: "mu.lock();\ndefer(() => mu.unlock());\nupdate();\nmu.unlock();",
    good: "mu.lock();\ndefer(() => mu.unlock());\nupdate();",
    *check(context) {
        const { ts } = context;
        for (const fn of (0, locks_1.functionsWithLocks)(context)) {
            const { operations, released } = (0, locks_1.lockingOf)(context, fn), graph = (0, functions_1.graphFor)(context, fn);
            const unlocks = operations.filter((o) => o.kind === "unlock" && o.via === undefined);
            if (graph === undefined || unlocks.length === 0)
                continue;
            const byNode = new Map(operations.filter((o) => o.block === undefined).map((o) => [o.node, o])), at = (0, functions_1.pointsByNode)(graph);
            const free = (0, paths_1.onAllPathsTo)(graph, ({ node }) => {
                const o = node === undefined ? undefined : byNode.get(node);
                return o === undefined ? undefined : o.kind === "unlock" ? { adds: [keyOf(operations, o)] } : { removes: [keyOf(operations, o)] };
            });
            for (const unlock of unlocks) {
                const points = (at.get(unlock.node) ?? []).filter((p) => free.has(p)), same = (o) => o.on === unlock.on && o.mode === unlock.mode;
                if (points.length === 0 || (0, syntax_1.isExpectedToThrow)(ts, unlock.node))
                    continue;
                const before = operations.filter((o) => o.kind === "unlock" && same(o) && o !== unlock && o.node.pos < unlock.node.pos).pop();
                if (points.every((p) => free.get(p).has(keyOf(operations, unlock)))) {
                    if (before !== undefined && !isTakenElsewhere(context, fn, before, unlock))
                        yield { node: unlock.node, what: `\`${(0, locks_1.lockText)(unlock)}\` is unlocked already.`, related: [{ node: before.node, text: "It is unlocked here." }], ...without(context, unlock) };
                    continue;
                }
                const guard = operations.find((o) => o.block !== undefined && same(o) && unlock.node.pos >= o.node.end && unlock.node.end <= o.block.end), deferred = released.find(same);
                if (guard === undefined && deferred === undefined)
                    continue;
                // Who locks again behind it has paired them.
                const again = points.every((p) => (0, paths_1.firstBehind)(p, ({ node }) => node !== undefined && byNode.has(node) && byNode.get(node).kind === "lock" && same(byNode.get(node))) === undefined);
                if (again)
                    yield { node: unlock.node, what: `\`${(0, locks_1.lockText)(unlock)}\` is unlocked here and again at the end of the ${guard === undefined ? "function" : "block"}.`, related: [{ node: (guard ?? deferred).node, text: guard === undefined ? "This unlock is deferred." : "`using` unlocks it." }], ...without(context, unlock) };
            }
        }
    },
});
/** The lock may have been taken between the two: by `tryLock`, or by another goroutine that leaves it to this one. */
function isTakenElsewhere({ ts, plan, calls }, fn, first, second) {
    const facts = [...plan.functions.values()].find((f) => f.facts.node === fn).facts;
    return calls.some((c) => /\.try(R)?Lock$/.test(c.name) && (0, syntax_1.functionAround)(ts, c.node) === fn) || first.mode === "r" ||
        facts.calls.some((c) => c.node.pos >= first.node.end && c.node.end <= second.node.pos && plan.calls.get(c.key).effect >= infer_1.Colour.Dynamic) ||
        (0, walk_1.find)(ts, fn, (n) => ts.isYieldExpression(n) && n.pos >= first.node.end && n.end <= second.node.pos) !== undefined;
}
function keyOf(all, { on, mode }) {
    return `${mode}${all.findIndex((o) => o.on === on)}`;
}
function without({ ts }, { node }) {
    const statement = (0, syntax_1.statementOf)(ts, node);
    return statement === undefined || !(0, syntax_1.isInList)(ts, statement) ? undefined : { fixes: [{ title: "Unlock once: remove this one", changes: [(0, edits_1.remove)(statement)] }] };
}
//# sourceMappingURL=unlock-not-held.js.map