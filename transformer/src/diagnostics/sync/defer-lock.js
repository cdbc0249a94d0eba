"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.deferLock = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const define_1 = require("../define");
const edits_1 = require("../edits");
const syntax_1 = require("../syntax");
const unlocking = new Map([["Mutex.lock", "unlock"], ["RWMutex.lock", "unlock"], ["RWMutex.rLock", "rUnlock"], ["Locker.lock", "unlock"]]);
/** `mu.lock(); defer(() => mu.lock())`: the other word was meant. */
exports.deferLock = (0, define_1.defineRule)({
    code: "SY3021", slug: "defer-lock", severity: "error",
    title: "lock is deferred where unlock is meant",
    why: "The lock is taken before; taking it again at the end of the function waits for ever.",
    todo: "Defer `unlock`.",
    bad: "mu.lock(); defer(() => mu.lock());",
    good: "mu.lock(); defer(() => mu.unlock());",
    *check(context) {
        const { ts, calls } = context;
        for (const { node, name } of calls) {
            const given = name === "defer" ? node.arguments?.[0] : undefined, deferred = given === undefined ? undefined : (0, program_index_1.functionOf)(ts, (0, program_index_1.skipOuter)(ts, given));
            if (deferred === undefined)
                continue;
            const inside = calls.filter((c) => unlocking.has(c.name) && (0, syntax_1.functionAround)(ts, c.node) === deferred);
            if (inside.length !== 1 || calls.some((c) => /unlock$/i.test(c.name) && (0, syntax_1.functionAround)(ts, c.node) === deferred))
                continue;
            const again = inside[0], lock = (0, syntax_1.receiverOf)(ts, again.node), callee = (0, program_index_1.skipOuter)(ts, again.node.expression);
            if (lock === undefined || !ts.isPropertyAccessExpression(callee))
                continue;
            const before = calls.filter((c) => c.name === again.name && c.node.end <= node.pos + 1 && (0, syntax_1.functionAround)(ts, c.node) === (0, syntax_1.functionAround)(ts, node) && (0, syntax_1.isSamePlace)(context, (0, syntax_1.receiverOf)(ts, c.node), lock)).pop();
            // Unlocked in between: whoever locks at the end means it.
            if (before === undefined || calls.some((c) => /unlock$/i.test(c.name) && (0, syntax_1.functionAround)(ts, c.node) === (0, syntax_1.functionAround)(ts, node) && (0, syntax_1.isSamePlace)(context, (0, syntax_1.receiverOf)(ts, c.node) ?? c.node, lock)))
                continue;
            const word = unlocking.get(again.name);
            yield {
                node: again.node, what: `\`${(0, syntax_1.textOf)(again.node)}\` runs at the end of the function, which holds \`${(0, syntax_1.textOf)(lock)}\` then.`, todo: `Defer \`${(0, syntax_1.textOf)(lock)}.${word}()\`.`,
                related: [{ node: before.node, text: "It is locked here." }], fixes: [{ title: `Defer \`${word}\``, changes: [(0, edits_1.replace)(callee.name, word)] }],
            };
        }
    },
});
//# sourceMappingURL=defer-lock.js.map