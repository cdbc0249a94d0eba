"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.sendAfterClose = void 0;
const define_1 = require("../define");
const edits_1 = require("../edits");
const functions_1 = require("../flow/functions");
const syntax_1 = require("../syntax");
const closed_before_1 = require("./closed-before");
/** A send on a channel that this function has closed. */
exports.sendAfterClose = (0, define_1.defineRule)({
    code: "SY1003", slug: "send-after-close", severity: "error",
    title: "A send comes after the close of its channel",
    why: "A send on a closed channel throws \"send on closed channel\"; a channel stays closed.",
    todo: "Close behind the last send.",
    bad: "out.close();\nout.send(1);",
    good: "out.send(1);\nout.close();",
    *check(context) {
        const { ts } = context;
        for (const { operation, close, always } of (0, closed_before_1.closedBefore)(context)) {
            if (operation.name === "SendChan.close")
                continue;
            const channel = (0, functions_1.operationText)(context, operation), fix = swapped(ts, close, operation.node);
            yield {
                node: operation.node, what: always ? `\`${channel}\` is closed when this send comes.` : `This send comes also where \`${channel}\` was closed before.`,
                related: [{ node: close, text: "It is closed here." }], ...(fix === undefined ? {} : { fixes: [fix] }),
            };
        }
    },
});
/** Two statements side by side change places. */
function swapped(ts, close, send) {
    const first = (0, syntax_1.statementOf)(ts, close), second = (0, syntax_1.statementOf)(ts, send);
    if (first === undefined || second === undefined || first.parent !== second.parent || !ts.isBlock(first.parent))
        return undefined;
    const { statements } = first.parent;
    return statements.indexOf(second) === statements.indexOf(first) + 1 ? { title: "Send before the close", changes: [(0, edits_1.replace)(first, second.getText()), (0, edits_1.replace)(second, first.getText())] } : undefined;
}
//# sourceMappingURL=send-after-close.js.map