"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.floatingPromise = void 0;
const define_1 = require("../define");
const edits_1 = require("../edits");
const promises_1 = require("../promises");
const syntax_1 = require("../syntax");
/** A promise that nobody looks at, in code that could wait for it. */
exports.floatingPromise = (0, define_1.defineRule)({
    code: "SY4004", slug: "floating-promise", severity: "warning",
    title: "A promise is dropped in blocking code",
    why: "Nobody waits for it, and nobody sees its failure: that becomes an unhandled rejection.",
    todo: "Put `wait(…)` around it; if nobody is to wait, say so with `void`.",
    bad: "load();",
    good: "wait(load());",
    *check(context) {
        const { ts, program, plan, calls } = context, checker = program.getTypeChecker();
        if (calls.length === 0 && ![...plan.functions.values()].some((f) => f.facts.loops.some((l) => l.iteration === "channel")))
            return;
        for (const fn of plan.functions.values()) {
            const dropped = fn.facts.calls.filter(({ node }) => ts.isCallExpression(node) && (0, syntax_1.statementOf)(ts, node) !== undefined && !ts.isVoidExpression(node.parent) && (0, syntax_1.outermost)(ts, node).kind !== ts.SyntaxKind.VoidExpression);
            if (dropped.length === 0 || !(0, promises_1.isBlockingCode)(context, fn))
                continue;
            for (const { node, text } of dropped) {
                const call = node;
                if (isHandled(ts, call) || calls.some((c) => c.node === call) || !(0, promises_1.isPromise)(context, checker.getTypeAtLocation(call)))
                    continue;
                const wait = (0, edits_1.imported)(context, plan.facts.file, "wait");
                yield {
                    node: call, what: `\`${text}\` gives a promise, and nobody waits for it.`, todo: `\`wait(${(0, syntax_1.textOf)(call)})\` waits; \`void ${(0, syntax_1.textOf)(call)}\` says that nobody is to wait.`,
                    fixes: [
                        ...(wait === undefined ? [] : [{ title: "Wait for it", changes: [(0, edits_1.replace)(call, `${wait.name}(${call.getText()})`), ...wait.changes] }]),
                        { title: "Say that nobody waits: `void`", changes: [(0, edits_1.insertBefore)(call, "void ")] },
                    ],
                };
            }
        }
    },
});
/** Its failure goes somewhere: `.catch(f)`, `.then(f, g)`. */
function isHandled(ts, call) {
    const { expression, arguments: args } = call;
    return ts.isPropertyAccessExpression(expression) && ((expression.name.text === "catch" && args.length > 0) || (expression.name.text === "then" && args.length > 1) || (expression.name.text === "finally" && ts.isCallExpression(expression.expression) && isHandled(ts, expression.expression)));
}
//# sourceMappingURL=floating-promise.js.map