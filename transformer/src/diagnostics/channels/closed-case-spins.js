"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.closedCaseSpins = void 0;
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const uses_1 = require("../flow/uses");
const syntax_1 = require("../syntax");
/** A channel that is closed somewhere stays ready for ever; a loop that does not ask whether it is closed spins then. */
exports.closedCaseSpins = (0, define_1.defineRule)({
    code: "SY1008", slug: "closed-case-spins", severity: "warning",
    title: "A loop goes on receiving from a channel that is closed",
    why: "A closed channel is always ready, with no value: once it is closed, the loop spins, and nothing else gets a turn.",
    todo: "Look at `ok`, and make the case `null`, or leave the loop, when it is false.",
    bad: "for (;;) { const r = select({ data, quit }); if (r.case === \"data\") use(r.value); else return; }",
    good: "let open: typeof data | null = data;\nfor (;;) { const r = select({ data: open, quit }); if (r.case === \"quit\") return; if (r.ok) use(r.value); else open = null; }",
    *check(context) {
        const { ts } = context;
        for (const made of (0, uses_1.madeBy)(context, "chan")) {
            const close = made.uses.find((u) => u.kind === "close");
            if (close === undefined)
                continue;
            for (const { kind, node } of made.uses) {
                const [loop] = (0, syntax_1.loopsAround)(ts, node);
                if (loop === undefined || !(0, syntax_1.isEndless)(ts, loop) || (close.node.pos >= loop.pos && close.node.end <= loop.end))
                    continue;
                const related = [{ node: close.node, text: "It is closed here." }];
                if (kind === "recv" && (0, walk_1.find)(ts, loop.statement, (n) => (ts.isFunctionLike(n) ? "skip" : (0, syntax_1.isExit)(ts, n) || isAsked(ts, n))) === undefined) {
                    yield { node, what: `Once \`${made.name.text}\` is closed, this loop gets \`undefined\` again and again.`, related };
                    continue;
                }
                const caseName = kind === "pick" && ts.isObjectLiteralElementLike(node) && node.name !== undefined && (ts.isIdentifier(node.name) || ts.isStringLiteralLike(node.name)) ? node.name.text : undefined;
                if (caseName === undefined || (0, syntax_1.endsWith)(ts, loop, caseName) || (0, walk_1.find)(ts, loop.statement, (n) => isOk(ts, n)) !== undefined)
                    continue;
                yield { node, what: `Once \`${made.name.text}\` is closed, the case \`${caseName}\` is always ready: this loop then spins.`, related };
            }
        }
    },
});
/** `r.ok`, `const { ok } = r`, a test for undefined. */
function isOk(ts, node) {
    return (ts.isIdentifier(node) && (node.text === "ok" || node.text === "undefined")) || ts.isConditionalTypeNode(node);
}
function isAsked(ts, node) {
    return isOk(ts, node) || ts.isIfStatement(node) || ts.isConditionalExpression(node);
}
//# sourceMappingURL=closed-case-spins.js.map