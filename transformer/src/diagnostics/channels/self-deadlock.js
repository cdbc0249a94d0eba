"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.selfDeadlock = void 0;
exports.waitsForItself = waitsForItself;
const program_index_1 = require("../../analysis/1-collect/program-index");
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const edits_1 = require("../edits");
const lengths_1 = require("../flow/lengths");
const uses_1 = require("../flow/uses");
const syntax_1 = require("../syntax");
/** A blocking operation on a channel that no other goroutine can know. */
exports.selfDeadlock = (0, define_1.defineRule)({
    code: "SY1004", slug: "self-deadlock", severity: "error",
    title: "A goroutine waits for itself on a channel that nobody else has",
    why: "No other goroutine knows the channel yet, so nobody can do the other half: the goroutine waits for ever.",
    todo: "Start the goroutine that does the other half before, or give the channel a buffer.",
    bad: "const c = chan<number>();\nc.send(1);\nconst v = c.recv();",
    good: "const c = chan<number>(1);\nc.send(1);\nconst v = c.recv();",
    *check(context) {
        const { ts } = context;
        for (const made of (0, uses_1.madeBy)(context, "chan")) {
            const channel = made.name.text, stuck = waitsForItself(context, made) ? (0, lengths_1.stuckUses)(context, made) : [];
            const [first] = [...stuck].sort((a, b) => a.use.goroutine.at.pos - b.use.goroutine.at.pos);
            if (first !== undefined) {
                const { use, why } = first, isSend = use.kind === "send" || use.kind === "offer";
                if ((0, syntax_1.isExpectedToThrow)(ts, use.goroutine.at))
                    continue;
                const fix = isSend && made.uses.some((u) => uses_1.receiving.has(u.kind)) ? enlarged(ts, made, ((0, uses_1.capacityOf)(context, made) ?? 0) + 1) : undefined;
                yield {
                    node: use.goroutine.at,
                    what: why === "full" ? `The buffer of \`${channel}\` is full here, and nobody else can receive.` : isSend ? `Nobody can receive what is sent here: no other goroutine has \`${channel}\`.` : `Nobody can send what is received here: no other goroutine has \`${channel}\` yet.`,
                    related: [{ node: made.call.node, text: "The channel is made here." }], ...(fix === undefined ? {} : { fixes: [fix] }),
                };
                continue;
            }
            const looped = fillsInALoop(context, made);
            if (looped !== undefined)
                yield {
                    node: looped.use.node, what: `This loop sends ${looped.rounds} elements to \`${channel}\`, which has room for ${looped.capacity}, and nobody else can receive.`,
                    related: [{ node: made.call.node, text: "The channel is made here." }], fixes: [enlarged(ts, made, looped.rounds)],
                };
        }
    },
});
/** There is such a use, and a goroutine that does the other half too late; or no goroutine at all. If nobody does the other half, that is what is said (SY1018). */
function waitsForItself(context, made) {
    if ((0, lengths_1.stuckUses)(context, made).length === 0)
        return false;
    const { ts, calls } = context, home = (0, uses_1.homeOf)(made), hasOther = ((0, uses_1.usesOfKind)(made, uses_1.sending).length > 0 || made.uses.some((u) => u.kind === "close")) && (0, uses_1.usesOfKind)(made, uses_1.receiving).length > 0;
    return hasOther || !calls.some((c) => uses_1.spawners.has(c.name) && (0, syntax_1.functionAround)(ts, c.node) === home);
}
function enlarged(ts, { call }, capacity) {
    const node = call.node, [given] = node.arguments;
    return { title: `Give it a buffer of ${capacity}`, changes: [given === undefined ? { file: node.getSourceFile(), start: node.getEnd() - 1, end: node.getEnd() - 1, text: `${capacity}` } : (0, edits_1.replace)((0, program_index_1.skipOuter)(ts, given), `${capacity}`)] };
}
/** More rounds than there is room for, in a loop that leaves nothing out, before anything is received. */
function fillsInALoop(context, made) {
    const { ts } = context, capacity = (0, uses_1.capacityOf)(context, made);
    if (capacity === undefined || (0, uses_1.homeOf)(made) === undefined || made.uses.some((u) => u.goroutine.spawn !== undefined || u.goroutine.root === undefined))
        return undefined;
    const receives = (0, uses_1.usesOfKind)(made, uses_1.receiving);
    for (const use of made.uses) {
        const [loop, outer] = [...(0, syntax_1.loopsAround)(ts, use.node)];
        if (use.kind !== "send" || use.goroutine.at !== use.node || use.goroutine.conditional || loop === undefined || outer !== undefined)
            continue;
        const rounds = (0, syntax_1.roundsOf)(ts, loop);
        if (rounds === undefined || rounds <= capacity || receives.some((r) => r.node.pos < loop.end))
            continue;
        if ((0, walk_1.find)(ts, loop.statement, (n) => (ts.isFunctionLike(n) ? "skip" : (0, syntax_1.isExit)(ts, n) || ts.isContinueStatement(n))) === undefined)
            return { use, rounds, capacity };
    }
    return undefined;
}
//# sourceMappingURL=self-deadlock.js.map