"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.closeTwice = void 0;
const define_1 = require("../define");
const edits_1 = require("../edits");
const functions_1 = require("../flow/functions");
const syntax_1 = require("../syntax");
const closed_before_1 = require("./closed-before");
/** Two closes of one channel on one path. */
exports.closeTwice = (0, define_1.defineRule)({
    code: "SY1002", slug: "close-twice", severity: "error",
    title: "A channel is closed twice on one path",
    why: "The second close throws \"close of closed channel\".",
    todo: "Close once, where all paths come by: in a `finally` block, or deferred.",
    bad: "if (failed) out.close();\nout.close();",
    good: "try { fill(out); } finally { out.close(); }",
    *check(context) {
        const { ts } = context;
        for (const { operation, close, deferred, always } of (0, closed_before_1.closedBefore)(context)) {
            if (operation.name !== "SendChan.close")
                continue;
            const channel = (0, functions_1.operationText)(context, operation), superfluous = wholeOf(ts, (0, syntax_1.statementOf)(ts, always && !isInFinallyOf(ts, operation.node, close) ? operation.node : close));
            const fix = superfluous !== undefined && (0, syntax_1.isInList)(ts, superfluous) ? { title: "Remove one of the two", changes: [(0, edits_1.remove)(superfluous)] } : undefined;
            yield {
                node: operation.node,
                what: deferred ? `\`${channel}\` is closed here and again at the end of the function.` : always ? `\`${channel}\` is closed already.` : `\`${channel}\` is closed here also where it was closed before.`,
                related: [{ node: close, text: deferred ? "This close is deferred." : "It is closed here." }], ...(fix === undefined ? {} : { fixes: [fix] }),
            };
        }
    },
});
/** The first is in the block of a `try`, the second in its `finally`, which comes whatever fails before: that is the one to keep. */
function isInFinallyOf(ts, node, close) {
    for (let at = node; at.parent !== undefined; at = at.parent)
        if (ts.isTryStatement(at.parent) && at.parent.finallyBlock === at)
            return at.parent.tryBlock.pos <= close.pos && close.end <= at.parent.tryBlock.end;
    return false;
}
/** With the `if` that has nothing else to do. */
function wholeOf(ts, statement) {
    const parent = statement?.parent;
    return parent !== undefined && ts.isIfStatement(parent) && parent.thenStatement === statement && parent.elseStatement === undefined && (0, syntax_1.isPlace)(ts, parent.expression) ? parent : statement;
}
//# sourceMappingURL=close-twice.js.map