"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.condWaitWithoutLoop = void 0;
const define_1 = require("../define");
const syntax_1 = require("../syntax");
/** `if (…) cond.wait()`: what was waited for may be gone when the lock is held again. */
exports.condWaitWithoutLoop = (0, define_1.defineRule)({
    code: "SY3018", slug: "cond-wait-without-loop", severity: "warning",
    title: "Cond.wait is not in a loop that asks again",
    why: "Between the signal and the moment this goroutine has the lock again others run: what it waited for may no longer be so, and `broadcast` wakes more than one.",
    todo: "Ask again: `while (…) cond.wait();`.",
    bad: "if (queue.length === 0) cond.wait();",
    good: "while (queue.length === 0) cond.wait();",
    *check({ ts, calls }) {
        for (const { node, name } of calls) {
            if (name !== "Cond.wait" || [...(0, syntax_1.loopsAround)(ts, node)].length > 0)
                continue;
            const branch = branchAround(ts, node);
            if (branch === undefined)
                continue;
            const keyword = branch.getStart(), file = node.getSourceFile();
            const fix = branch.elseStatement === undefined && !(ts.isIfStatement(branch.parent) && branch.parent.elseStatement === branch) ? { title: "Ask again: `while`", changes: [{ file, start: keyword, end: keyword + 2, text: "while" }] } : undefined;
            yield { node, what: `\`${(0, syntax_1.textOf)(node)}\` waits once; \`${(0, syntax_1.textOf)(branch.expression)}\` is not asked again afterwards.`, ...(fix === undefined ? {} : { fixes: [fix] }) };
        }
    },
});
/** The `if` whose last statement it is. */
function branchAround(ts, call) {
    const statement = (0, syntax_1.statementOf)(ts, call);
    if (statement === undefined)
        return undefined;
    const { parent } = statement;
    if (ts.isIfStatement(parent))
        return parent.thenStatement === statement ? parent : undefined;
    return ts.isBlock(parent) && ts.isIfStatement(parent.parent) && parent.parent.thenStatement === parent && parent.statements[parent.statements.length - 1] === statement ? parent.parent : undefined;
}
//# sourceMappingURL=cond-wait-without-loop.js.map