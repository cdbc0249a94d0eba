"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lockOrder = void 0;
const define_1 = require("../define");
const runtime_calls_1 = require("../runtime-calls");
const locks_1 = require("../flow/locks");
const places_1 = require("../flow/places");
const walk_1 = require("../../analysis/walk");
const syntax_1 = require("../syntax");
/** Two locks, taken in one order here and in the other there. */
exports.lockOrder = (0, define_1.defineRule)({
    code: "SY3011", slug: "lock-order", severity: "warning",
    title: "Two locks are taken in different orders",
    why: "Two goroutines that each hold one of the locks and want the other wait for each other, for ever.",
    todo: "Take them in the same order everywhere; of two objects of one class, in the order of an id.",
    bad: "function left() { a.lock(); b.lock(); … }\nfunction right() { b.lock(); a.lock(); … }",
    good: "function left() { a.lock(); b.lock(); … }\nfunction right() { a.lock(); b.lock(); … }",
    *check(context) {
        if (context.calls.length === 0)
            return;
        const all = pairsOf(context), { file } = context.plan.facts, seen = new Set();
        for (const pair of all) {
            if (pair.inner.node.getSourceFile() !== file || seen.has(pair.inner.node))
                continue;
            const other = all.find((o) => o.first === pair.second && o.second === pair.first && (0, syntax_1.functionAround)(context.ts, o.inner.node) !== (0, syntax_1.functionAround)(context.ts, pair.inner.node));
            if (other !== undefined) {
                seen.add(pair.inner.node);
                yield {
                    node: pair.inner.node, what: `\`${(0, locks_1.lockText)(pair.inner)}\` is locked while \`${(0, locks_1.lockText)(pair.outer)}\` is held, and elsewhere the other way round.`,
                    related: [{ node: pair.outer.node, text: "The other one is locked here." }, { node: other.inner.node, text: "Here they are locked in the other order." }],
                };
            }
            else if (isOneOfTwo(context, pair)) {
                seen.add(pair.inner.node);
                yield {
                    node: pair.inner.node, what: `\`${(0, locks_1.lockText)(pair.outer)}\` and \`${(0, locks_1.lockText)(pair.inner)}\` are locked in the order of the arguments: two calls with the arguments the other way round wait for each other.`,
                    related: [{ node: pair.outer.node, text: "The first one is locked here." }], todo: "Lock them in an order that does not depend on the arguments: by an id, for example.",
                };
            }
        }
    },
});
const pairs = new WeakMap();
/** Of the whole program. */
function pairsOf(context) {
    let all = pairs.get(context.program);
    if (all !== undefined)
        return all;
    const found = [];
    for (const plan of context.analysis.files.values()) {
        const own = { ...context, plan, calls: (0, runtime_calls_1.runtimeCalls)(context.ts, context.program, plan) };
        for (const fn of (0, locks_1.functionsWithLocks)(own)) {
            const held = (0, locks_1.heldIn)(own, fn), { operations, takes } = (0, locks_1.lockingOf)(own, fn);
            for (const inner of [...operations.filter((o) => o.kind === "lock"), ...takes])
                for (const outer of held(inner.node))
                    if (outer.on !== inner.on && !(outer.mode === "r" && inner.mode === "r"))
                        found.push({ first: outer.on, second: inner.on, outer: outer.by, inner });
        }
    }
    pairs.set(context.program, (all = found));
    return all;
}
/** The same field of two parameters of one type, and nothing in the function compares the two. */
function isOneOfTwo({ ts, program }, { first, second, inner }) {
    if (!(0, places_1.isFieldPlace)(first) || !(0, places_1.isFieldPlace)(second) || first.field !== second.field || (0, places_1.isFieldPlace)(first.of) || (0, places_1.isFieldPlace)(second.of))
        return false;
    const a = first.of.valueDeclaration, b = second.of.valueDeclaration, checker = program.getTypeChecker();
    if (a === undefined || b === undefined || !ts.isParameter(a) || !ts.isParameter(b) || a.parent !== b.parent || checker.getTypeAtLocation(a) !== checker.getTypeAtLocation(b) || !("body" in a.parent) || inner.via !== undefined)
        return false;
    return (0, walk_1.find)(ts, a.parent.body, (n) => ts.isBinaryExpression(n) && /^(<|>|<=|>=)$/.test(n.operatorToken.getText()) && [a, b].every((p) => n.getText().includes(p.name.getText()))) === undefined;
}
//# sourceMappingURL=lock-order.js.map