"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.oneSidedChannel = void 0;
const define_1 = require("../define");
const self_deadlock_1 = require("./self-deadlock");
const uses_1 = require("../flow/uses");
/** A channel that all its users receive from, or all send to. */
exports.oneSidedChannel = (0, define_1.defineRule)({
    code: "SY1018", slug: "one-sided-channel", severity: "warning",
    title: "Nobody does the other half of what is done on a channel",
    why: "All that the program does with the channel stands in view: what is waited for never comes.",
    todo: "Send, close or receive where it was meant to be; or remove the channel.",
    bad: "const done = chan<void>();\ngo(() => work());\ndone.recv();",
    good: "const done = chan<void>();\ngo(() => { work(); done.close(); });\ndone.recv();",
    *check(context) {
        for (const made of (0, uses_1.madeBy)(context, "chan")) {
            const { uses, name } = made, channel = name.text, sends = (0, uses_1.usesOfKind)(made, uses_1.sending), receives = (0, uses_1.usesOfKind)(made, uses_1.receiving);
            // What belongs to a whole module is often written from both sides, and one is not there yet.
            if ((0, self_deadlock_1.waitsForItself)(context, made) || context.ts.isSourceFile(made.owner))
                continue;
            const related = [{ node: made.call.node, text: "The channel is made here." }];
            if (sends.length === 0 && !uses.some((u) => u.kind === "close")) {
                // A case that is never ready beside others is harm where it is the way out: in a loop, or in the methods of a class.
                const waits = receives.find((u) => (u.kind === "pick" ? !context.ts.isFunctionLike(made.owner) || u.goroutine.repeats : !u.kind.startsWith("try") && !isCondition(u)));
                if (waits !== undefined)
                    yield { node: waits.kind === "range" ? waits.node.expression : waits.node, what: waits.kind === "pick" ? `Nobody sends to \`${channel}\` or closes it: this case is never ready.` : `Nobody sends to \`${channel}\` or closes it: this waits for ever.`, related };
            }
            else if (receives.length === 0 && (0, uses_1.capacityOf)(context, made) === 0 && !uses.some((u) => u.kind === "close")) {
                const waits = sends.find((u) => u.kind === "send" && !isCondition(u));
                if (waits !== undefined)
                    yield { node: waits.node, what: `Nobody receives from \`${channel}\`: this send waits for ever.`, related };
            }
        }
    },
});
/** In a function that is called, and does it under a condition: that may never be so. */
function isCondition({ goroutine, node }) {
    return goroutine.conditional && goroutine.at !== node && goroutine.root !== undefined;
}
//# sourceMappingURL=one-sided-channel.js.map