"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.selectBusyLoop = void 0;
const infer_1 = require("../../analysis/2-infer/infer");
const walk_1 = require("../../analysis/walk");
const program_index_1 = require("../../analysis/1-collect/program-index");
const define_1 = require("../define");
const edits_1 = require("../edits");
const syntax_1 = require("../syntax");
const tries = new Map([["trySelect", "select"], ["RecvChan.tryRecv", "recvOk"], ["SendChan.trySend", "send"]]);
/** A loop that asks again and again, and never waits. */
exports.selectBusyLoop = (0, define_1.defineRule)({
    code: "SY1005", slug: "select-busy-loop", severity: "warning",
    title: "A loop asks a channel again and again without waiting",
    why: "Calls that never park give the loop nothing to wait for: it takes a whole processor until something is ready.",
    todo: "Use the call that waits: `select`, `recvOk`, `send`; or `sleep` between two looks.",
    bad: "for (;;) { const r = trySelect({ jobs }); if (r) use(r.value); }",
    good: "for (;;) { const r = select({ jobs }); use(r.value); }",
    *check(context) {
        const { ts, calls } = context;
        for (const call of calls) {
            const waiting = tries.get(call.name), node = call.node;
            if (waiting === undefined)
                continue;
            const [loop] = (0, syntax_1.loopsAround)(ts, node);
            if (loop === undefined || !isEndless(context, loop, node) || mayWait(context, call, loop))
                continue;
            const fix = fixed(context, call, loop, waiting);
            yield {
                node, what: `This loop asks \`${(0, syntax_1.textOf)(node.expression)}\` again and again, and never waits.`, todo: `Use \`${waiting}\`, which waits until it can go on; or \`sleep\` between two looks.`,
                related: [{ node: loop.getFirstToken() ?? loop, text: "The loop has nothing that waits." }], ...(fix === undefined ? {} : { fixes: [fix] }),
            };
        }
    },
});
/** It goes on while nothing is ready: a loop without a condition, left only where something was, or one whose condition is that nothing is. */
function isEndless(context, loop, node) {
    const { ts, program } = context;
    const condition = ts.isForStatement(loop) ? loop.condition : ts.isWhileStatement(loop) || ts.isDoStatement(loop) ? loop.expression : node;
    if (condition === node)
        return false;
    const whole = (0, syntax_1.outermost)(ts, node);
    // `while (c.tryRecv() === undefined)`
    const { parent: compared } = whole;
    if (condition !== undefined && ts.isBinaryExpression(compared) && compared === condition && /^===?$/.test(compared.operatorToken.getText()) && compared.right.getText() === "undefined")
        return true;
    if (condition !== undefined && condition.kind !== ts.SyntaxKind.TrueKeyword)
        return ts.isPrefixUnaryExpression(whole.parent) && whole.parent.operator === ts.SyntaxKind.ExclamationToken && (0, syntax_1.outermost)(ts, whole.parent) === condition;
    if (ts.isForStatement(loop) && loop.incrementor !== undefined)
        return false;
    const { parent } = whole;
    const symbol = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? program.getTypeChecker().getSymbolAtLocation(parent.name) : undefined;
    const uses = symbol === undefined ? [] : (0, syntax_1.usesOf)(context, loop.statement, parent.name, symbol);
    const isNotReady = (test) => {
        const inner = (0, program_index_1.skipOuter)(ts, test);
        if (ts.isPrefixUnaryExpression(inner))
            return inner.operator === ts.SyntaxKind.ExclamationToken && uses.includes((0, program_index_1.skipOuter)(ts, inner.operand));
        return ts.isBinaryExpression(inner) && /^===?$/.test(inner.operatorToken.getText()) && uses.includes((0, program_index_1.skipOuter)(ts, inner.left)) && inner.right.getText() === "undefined";
    };
    const asksIfReady = (test) => {
        const inner = (0, program_index_1.skipOuter)(ts, test);
        if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
            return asksIfReady(inner.left);
        if (ts.isElementAccessExpression(inner) || ts.isPropertyAccessExpression(inner))
            return asksIfReady(inner.expression);
        if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.ExclamationEqualsEqualsToken)
            return uses.includes((0, program_index_1.skipOuter)(ts, inner.left)) && inner.right.getText() === "undefined";
        return inner === node || uses.includes(inner);
    };
    // `if (r === undefined) continue;`: what stands behind it comes where something was ready.
    const statements = ts.isBlock(loop.statement) ? loop.statement.statements : [], skips = statements.findIndex((s) => ts.isIfStatement(s) && s.elseStatement === undefined && isNotReady(s.expression) && /^(continue;?|\{\s*continue;?\s*\})$/.test(s.thenStatement.getText()));
    if (skips >= 0 && statements.slice(0, skips).every((s) => (0, walk_1.find)(ts, s, (n) => (ts.isFunctionLike(n) ? "skip" : (0, syntax_1.isExit)(ts, n))) === undefined))
        return true;
    // Every way out of the loop, and nothing else, is where something was ready.
    return (0, walk_1.find)(ts, loop.statement, (n) => {
        if (ts.isFunctionLike(n))
            return "skip";
        if (ts.isIfStatement(n) && asksIfReady(n.expression))
            return n.elseStatement === undefined ? "skip" : (0, walk_1.find)(ts, n.elseStatement, (m) => (ts.isFunctionLike(m) ? "skip" : (0, syntax_1.isExit)(ts, m))) !== undefined || "skip";
        return (0, syntax_1.isExit)(ts, n);
    }) === undefined;
}
/** Something in the loop may park, or is not known. */
function mayWait({ ts, plan }, call, loop) {
    const own = (0, syntax_1.functionAround)(ts, loop);
    for (const facts of call.within.facts.calls) {
        if (facts.node.pos < loop.pos || facts.node.end > loop.end)
            continue;
        // What nobody knows counts as waiting where it comes each round, not under a condition.
        const { effect } = plan.calls.get(facts.key);
        if (effect === infer_1.Colour.Blocking || (effect === infer_1.Colour.Dynamic && !isUnderIf(ts, facts.node, loop)))
            return true;
    }
    return (0, walk_1.find)(ts, loop, (n) => (n !== own && ts.isFunctionLike(n) ? "skip" : ts.isAwaitExpression(n) || ts.isYieldExpression(n))) !== undefined;
}
function isUnderIf(ts, node, loop) {
    for (let at = node; at !== loop && at.parent !== undefined; at = at.parent)
        if (ts.isIfStatement(at.parent) && at.parent.thenStatement === at && at.parent.elseStatement === undefined)
            return true;
    return false;
}
function fixed(context, { name, node }, loop, waiting) {
    const { ts } = context, call = node, title = `Wait: \`${waiting}\``;
    if (name === "trySelect") {
        const select = (0, edits_1.imported)(context, node.getSourceFile(), "select");
        return select === undefined ? undefined : { title, changes: [(0, edits_1.replace)(call.expression, select.name), ...select.changes] };
    }
    const member = (0, program_index_1.skipOuter)(ts, call.expression);
    if (!ts.isPropertyAccessExpression(member))
        return undefined;
    if (name === "RecvChan.tryRecv")
        return { title, changes: [(0, edits_1.replace)(member.name, waiting)] };
    // while (!ch.trySend(x)) {}
    const isEmpty = ts.isEmptyStatement(loop.statement) || (ts.isBlock(loop.statement) && loop.statement.statements.length === 0);
    return isEmpty && ts.isWhileStatement(loop) && (0, syntax_1.statementOf)(ts, call) === undefined ? { title, changes: [(0, edits_1.replace)(loop, `${(0, syntax_1.receiverOf)(ts, call).getText()}.send(${call.arguments[0]?.getText() ?? ""});`)] } : undefined;
}
//# sourceMappingURL=select-busy-loop.js.map