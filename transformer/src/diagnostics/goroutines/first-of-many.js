"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.firstOfMany = void 0;
exports.tooManySenders = tooManySenders;
const define_1 = require("../define");
const abandoned_1 = require("./abandoned");
const syntax_1 = require("../syntax");
/** More goroutines send than there are receives and room. */
exports.firstOfMany = (0, define_1.defineRule)({
    code: "SY2008", slug: "first-of-many", severity: "warning",
    title: "More goroutines send than elements are received",
    why: "Nobody else has the channel: the goroutines whose element is not taken wait for ever.",
    todo: "Give the channel room for all of them: `chan(n)`; or receive as often as is sent.",
    bad: "const c = chan<string>();\nfor (const url of urls) go(() => c.send(get(url)));\nreturn c.recv();",
    good: "const c = chan<string>(urls.length);\nfor (const url of urls) go(() => c.send(get(url)));\nreturn c.recv();",
    *check(context) {
        for (const handover of (0, abandoned_1.handovers)(context)) {
            const { made, receives } = handover, late = tooManySenders(context, handover);
            if (late === undefined)
                continue;
            const { spawn } = late.goroutine, room = roomFor(context, handover, spawn.node);
            yield {
                node: spawn.node, what: `More goroutines send to \`${made.name.text}\` than this function receives: the others wait for ever.`,
                related: [{ node: receives[0].node, text: "It is received here." }, { node: late.node, text: "They wait here." }], ...(room === undefined ? {} : { fixes: [(0, abandoned_1.withCapacity)(context, made, room)] }),
            };
        }
    },
});
/** The first send for which there is no receive. */
function tooManySenders(context, { sends, receives, capacity }) {
    if (receives.some((r) => r.kind === "pick" || r.kind === "spread"))
        return undefined;
    const many = sends.find((s) => s.goroutine.many);
    if (receives.some((r) => r.goroutine.repeats || r.kind === "range")) {
        // A loop that takes them is left early.
        return many !== undefined && capacity === 0 && receives.every((r) => (0, abandoned_1.leavesEarly)(context, r) !== undefined) ? many : undefined;
    }
    if (many !== undefined) {
        const [loop, outer] = [...(0, syntax_1.loopsAround)(context.ts, many.goroutine.spawn.node)], rounds = loop === undefined || outer !== undefined || sends.length > 1 ? undefined : (0, syntax_1.roundsOf)(context.ts, loop);
        // Who receives three times and more has counted them.
        return receives.length > 2 || (rounds !== undefined && rounds <= receives.length + capacity) ? undefined : many;
    }
    const starts = new Set();
    for (const send of sends) {
        if (send.goroutine.repeats || send.goroutine.conditional)
            return undefined;
        starts.add(send.goroutine.spawn.node);
        if (starts.size > receives.length + capacity)
            return send;
    }
    return undefined;
}
/** As many as are started: where they stand one after another, or in a loop over a list. */
function roomFor({ ts }, { sends, made }, start) {
    if (!sends.some((s) => s.goroutine.many))
        return `${new Set(sends.map((s) => s.goroutine.spawn.node)).size}`;
    for (let at = start; at.parent !== undefined && !ts.isFunctionLike(at.parent); at = at.parent)
        if (ts.isForOfStatement(at.parent) && ts.isIdentifier(at.parent.expression) && at.parent.expression.getText() !== made.name.text)
            return `${(0, syntax_1.textOf)(at.parent.expression)}.length`;
    return undefined;
}
//# sourceMappingURL=first-of-many.js.map