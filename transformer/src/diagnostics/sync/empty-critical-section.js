"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.emptyCriticalSection = void 0;
const define_1 = require("../define");
const edits_1 = require("../edits");
const syntax_1 = require("../syntax");
const pairs = new Map([["Mutex.lock", "Mutex.unlock"], ["RWMutex.lock", "RWMutex.unlock"], ["RWMutex.rLock", "RWMutex.rUnlock"]]);
/** `mu.lock(); mu.unlock();`: nothing is protected. */
exports.emptyCriticalSection = (0, define_1.defineRule)({
    code: "SY3022", slug: "empty-critical-section", severity: "warning",
    title: "A lock is released as soon as it is taken",
    why: "What stands behind `unlock` is not protected by the lock.",
    todo: "Unlock behind what is to be protected: `using _ = mu.hold();` unlocks at the end of the block.",
    bad: "mu.lock(); mu.unlock();\ntotal++;",
    good: "using _ = mu.hold();\ntotal++;",
    *check(context) {
        const { ts, calls } = context;
        for (const { node, name } of calls) {
            const unlock = pairs.get(name), statement = unlock === undefined ? undefined : (0, syntax_1.statementOf)(ts, node);
            if (statement === undefined || !(0, syntax_1.isInList)(ts, statement))
                continue;
            const list = statement.parent.statements, next = list[list.indexOf(statement) + 1], after = list[list.indexOf(statement) + 2];
            const other = next !== undefined && ts.isExpressionStatement(next) ? calls.find((c) => c.node === next.expression && (c.name === unlock || c.name === "Mutex.unlock" && unlock === "RWMutex.unlock")) : undefined;
            const lock = (0, syntax_1.receiverOf)(ts, node), same = other === undefined ? undefined : (0, syntax_1.receiverOf)(ts, other.node);
            if (other === undefined || lock === undefined || same === undefined || !(0, syntax_1.isSamePlace)(context, lock, same))
                continue;
            // Waiting for the holder may be all that is wanted: a write behind it says that it is not.
            if (after === undefined || !isWrite(ts, after))
                continue;
            const [major, minor] = ts.versionMajorMinor.split(".").map(Number);
            const canUse = (major > 5 || (major === 5 && minor >= 2)) && !ts.isSourceFile(statement.parent);
            yield {
                node, what: `\`${(0, syntax_1.textOf)(lock)}\` is released at once: it protects nothing.`, related: [{ node: other.node, text: "It is unlocked here." }],
                ...(canUse ? { fixes: [{ title: "Hold it to the end of the block: `using`", changes: [(0, edits_1.replace)(statement, `using _ = ${lock.getText()}.${name === "RWMutex.rLock" ? "rHold" : "hold"}();`), (0, edits_1.remove)(next)] }] } : {}),
            };
        }
    },
});
function isWrite(ts, statement) {
    if (!ts.isExpressionStatement(statement))
        return false;
    const { expression: e } = statement, { SyntaxKind: K } = ts;
    return (ts.isBinaryExpression(e) && e.operatorToken.kind >= K.FirstAssignment && e.operatorToken.kind <= K.LastAssignment) ||
        ((ts.isPrefixUnaryExpression(e) || ts.isPostfixUnaryExpression(e)) && (e.operator === K.PlusPlusToken || e.operator === K.MinusMinusToken));
}
//# sourceMappingURL=empty-critical-section.js.map