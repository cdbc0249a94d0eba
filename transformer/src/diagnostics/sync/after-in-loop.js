"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.afterInLoop = void 0;
const define_1 = require("../define");
const syntax_1 = require("../syntax");
/** `after(long)` in each round: the timers of rounds that went otherwise stay. */
exports.afterInLoop = (0, define_1.defineRule)({
    code: "SY3025", slug: "after-in-loop", severity: "info",
    title: "A long timer is made anew in each round of a loop",
    why: "A timer that was not waited for stays until its time has come: a loop with many rounds holds as many timers.",
    todo: "Make one `Timer` before the loop and `reset` it in each round.",
    bad: "for (;;) { const r = select({ jobs, late: after(Minute) }); … }",
    good: "const late = new Timer(Minute);\nfor (;;) { const r = select({ jobs, late: late.c }); late.reset(Minute); … }",
    *check({ ts, program, calls }) {
        const checker = program.getTypeChecker();
        for (const { node, name } of calls) {
            const time = name === "after" ? node.arguments?.[0] : undefined;
            if (time === undefined || [...(0, syntax_1.loopsAround)(ts, node)].length === 0)
                continue;
            const { parent } = node;
            const inSelect = (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) && ts.isCallExpression(parent.parent.parent) && calls.some((c) => c.node === parent.parent.parent && c.name === "select" && ts.isObjectLiteralExpression(parent.parent) && parent.parent.properties.length > 1);
            const ms = millisecondsOf(time.getText(), checker.getTypeAtLocation(time));
            if (inSelect && ms !== undefined && ms >= 10_000)
                yield { node, what: `\`${(0, syntax_1.textOf)(node)}\` makes a timer in each round, which stays for its ${ms / 1000} s.` };
        }
    },
});
const units = { Millisecond: 1, Second: 1000, Minute: 60_000, Hour: 3_600_000 };
/** Of a literal, or a product of numbers and units. */
function millisecondsOf(text, type) {
    if (type.isNumberLiteral())
        return type.value;
    let product = 1;
    for (const factor of text.split("*")) {
        const value = units[factor.trim()] ?? (/^\s*[\d_.]+\s*$/.test(factor) ? Number(factor.replace(/_/g, "")) : undefined);
        if (value === undefined)
            return undefined;
        product *= value;
    }
    return product;
}
//# sourceMappingURL=after-in-loop.js.map