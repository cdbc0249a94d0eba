"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.timeoutLeak = void 0;
const define_1 = require("../define");
const walk_1 = require("../../analysis/walk");
const syntax_1 = require("../syntax");
const uses_1 = require("../flow/uses");
const runtime_calls_1 = require("../runtime-calls");
const abandoned_1 = require("./abandoned");
/** The receive is a case of a `select`, and another case may win. */
exports.timeoutLeak = (0, define_1.defineRule)({
    code: "SY2005", slug: "timeout-leak", severity: "warning",
    title: "When another case wins, the sender waits for ever",
    why: "The channel has no buffer and no other receiver: once the function has gone on with another case, the goroutine that sends can never finish.",
    todo: "Give the channel a buffer of 1, so that the send goes on without a receiver; or let the sender `select` on `ctx.done()` too.",
    bad: "const c = chan<number>();\ngo(() => c.send(slow()));\nconst r = select({ c, late: after(100) });",
    good: "const c = chan<number>(1);\ngo(() => c.send(slow()));\nconst r = select({ c, late: after(100) });",
    *check(context) {
        const { ts } = context;
        for (const { made, capacity, sends, receives } of (0, abandoned_1.handovers)(context)) {
            const [pick] = receives;
            if (capacity > 0 || receives.length !== 1 || pick?.kind !== "pick" || !ts.isObjectLiteralElementLike(pick.node) || !ts.isObjectLiteralExpression(pick.node.parent))
                continue;
            const cases = pick.node.parent, [loop] = (0, syntax_1.loopsAround)(ts, pick.node);
            const others = cases.properties.filter((p) => p !== pick.node && !isNever(context, p));
            if (others.length === 0)
                continue;
            const names = others.map((p) => (p.name === undefined ? "" : p.name.getText().replace(/["']/g, "")));
            if (loop !== undefined && !leavesFor(ts, loop, names))
                continue;
            const send = sends[0];
            yield {
                node: pick.node, what: `When \`${(0, syntax_1.textOf)(others[0].name)}\` wins, nobody receives from \`${made.name.text}\` any more, and the goroutine that sends waits for ever.`,
                related: [{ node: send.node, text: "It waits here." }, { node: made.call.node, text: "The channel has no buffer." }],
                ...(sends.length === 1 && !send.goroutine.many && !send.goroutine.repeats ? { fixes: [(0, abandoned_1.withCapacity)(context, made, "1")] } : {}),
            };
        }
    },
});
/** `null`, the nil channel, or a channel that nobody sends to. */
function isNever(context, property) {
    const { ts, program } = context, value = ts.isPropertyAssignment(property) ? property.initializer : ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
    if (value === undefined)
        return false;
    if (value.kind === ts.SyntaxKind.NullKeyword || (0, runtime_calls_1.runtimeName)(ts, program, value) === "nilChan")
        return true;
    return (0, uses_1.madeBy)(context, "chan").some((m) => m.uses.some((u) => u.node === property) && !m.uses.some((u) => uses_1.sending.has(u.kind) || u.kind === "close"));
}
/** The loop is left under a condition that names one of the other cases. */
function leavesFor(ts, loop, names) {
    const isNamed = (text) => names.some((n) => text.includes(`"${n}"`));
    return (0, walk_1.find)(ts, loop.statement, (n) => {
        if (ts.isFunctionLike(n))
            return "skip";
        if (!(0, syntax_1.leavesLoop)(ts, n, loop))
            return false;
        for (let at = n; at !== loop; at = at.parent) {
            if (ts.isIfStatement(at.parent) && at.parent.thenStatement === at && /===?/.test(at.parent.expression.getText()) && isNamed(at.parent.expression.getText()))
                return true;
            if (ts.isCaseClause(at) && isNamed(at.expression.getText()))
                return true;
        }
        return false;
    }) !== undefined;
}
//# sourceMappingURL=timeout-leak.js.map