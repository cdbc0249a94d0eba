"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.staleCheck = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const infer_1 = require("../../analysis/2-infer/infer");
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const syntax_1 = require("../syntax");
const shared_state_1 = require("./shared-state");
/** A shared number is tested, the goroutine waits, and then the number is changed as if the test still held. */
exports.staleCheck = (0, define_1.defineRule)({
    code: "SY3012", slug: "stale-check", severity: "warning",
    title: "A test of a shared variable is acted upon after a wait",
    why: "While this goroutine waits others pass the same test and change the variable: what was tested may no longer be so.",
    todo: "Change it before the wait, test again behind it, or hold a lock over test and change.",
    bad: "if (tickets > 0) { pay.recv(); tickets--; }",
    good: "if (tickets > 0) { tickets--; pay.recv(); }",
    *check(context) {
        const { ts, plan } = context;
        for (const fn of plan.functions.values()) {
            const { body } = fn.facts.node;
            if (fn.colour < infer_1.Colour.Blocking || body === undefined || fn.facts.kind === "module")
                continue;
            const waits = fn.facts.calls.filter((c) => plan.calls.get(c.key).effect === infer_1.Colour.Blocking).map((c) => c.node), tests = [], changes = [];
            if (waits.length > 0)
                (0, walk_1.walk)(ts, body, (n) => {
                    if (ts.isFunctionLike(n) || ts.isClassLike(n))
                        return "skip";
                    if (ts.isIfStatement(n))
                        tests.push(n);
                    const target = changed(ts, n);
                    if (target !== undefined && (0, syntax_1.isPlace)(ts, target))
                        changes.push({ node: n, target: (0, program_index_1.skipOuter)(ts, target) });
                    return undefined;
                });
            for (const { node, target } of changes.sort((a, b) => a.node.pos - b.node.pos)) {
                const test = tests.find((t) => t.pos < node.pos && reads(context, t.expression, target) && (isWithin(node, t.thenStatement) || leaves(ts, t)));
                if (test === undefined)
                    continue;
                const wait = waits.find((w) => w.pos >= test.expression.end && w.end <= node.getStart() && (isWithin(w, test.thenStatement) || test.end <= w.pos));
                if (wait === undefined || !(0, shared_state_1.isShared)(context, fn, target, node) || (0, shared_state_1.holdsLock)(context, node))
                    continue;
                // Tested again, or changed before the wait already.
                if ((0, walk_1.find)(ts, body, (n) => n.pos >= wait.end && n.end <= node.getStart() && ts.isExpression(n) && n.kind === target.kind && (0, syntax_1.isSamePlace)(context, n, target)) !== undefined)
                    continue;
                if (changes.some((c) => c.node.pos >= test.expression.end && c.node.end <= wait.getStart() && (0, syntax_1.isSamePlace)(context, c.target, target)))
                    continue;
                yield { node, what: `\`${(0, syntax_1.textOf)(target)}\` was tested before \`${(0, syntax_1.textOf)(wait)}\`, which may suspend: others may have changed it meanwhile.`, related: [{ node: test.expression, text: "It is tested here." }] };
            }
        }
    },
});
/** What is counted up or down: `n--`, `n -= x`. */
function changed(ts, node) {
    const { SyntaxKind: K } = ts;
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
        return node.operator === K.PlusPlusToken || node.operator === K.MinusMinusToken ? node.operand : undefined;
    return ts.isBinaryExpression(node) && (node.operatorToken.kind === K.PlusEqualsToken || node.operatorToken.kind === K.MinusEqualsToken) ? node.left : undefined;
}
function reads(context, test, target) {
    return (0, walk_1.find)(context.ts, test, (n) => n.kind === target.kind && (0, syntax_1.isSamePlace)(context, n, target)) !== undefined;
}
function isWithin(node, outer) {
    return node.pos >= outer.pos && node.end <= outer.end;
}
/** `if (n <= 0) return false;` */
function leaves(ts, { thenStatement, elseStatement }) {
    const last = ts.isBlock(thenStatement) ? thenStatement.statements[thenStatement.statements.length - 1] : thenStatement;
    return elseStatement === undefined && last !== undefined && (0, syntax_1.isExit)(ts, last);
}
//# sourceMappingURL=stale-check.js.map