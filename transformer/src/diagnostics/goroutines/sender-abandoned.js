"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.senderAbandoned = void 0;
const define_1 = require("../define");
const abandoned_1 = require("./abandoned");
const first_of_many_1 = require("./first-of-many");
/** A goroutine sends to a channel without a buffer, and a path of the only receiver does not receive. */
exports.senderAbandoned = (0, define_1.defineRule)({
    code: "SY2004", slug: "sender-abandoned", severity: "warning",
    title: "A path leaves the function without receiving what a goroutine sends",
    why: "Nobody else has the channel: on that path the goroutine waits for ever with what it wants to send, and all that it holds stays.",
    todo: "Give the channel a buffer, so that the send goes on without a receiver; or give the sender a `select` with `ctx.done()`.",
    bad: "const c = chan<number>();\ngo(() => c.send(slow()));\nif (failed) return 0;\nreturn c.recv();",
    good: "const c = chan<number>(1);\ngo(() => c.send(slow()));\nif (failed) return 0;\nreturn c.recv();",
    *check(context) {
        for (const handover of (0, abandoned_1.handovers)(context)) {
            const { made, capacity, sends, receives, home } = handover, channel = made.name.text;
            if (capacity > 0 || (0, first_of_many_1.tooManySenders)(context, handover) !== undefined)
                continue;
            const seen = new Set();
            for (const send of sends) {
                const { spawn, from, many, repeats } = send.goroutine, start = spawn.node;
                if (seen.has(start) || many)
                    continue;
                seen.add(start);
                const way = (0, abandoned_1.wayAround)(context, home, from, receives);
                const early = repeats && receives.length === 1 && receives[0].kind === "range" ? (0, abandoned_1.leavesEarly)(context, receives[0]) : undefined;
                if (way === undefined && early === undefined)
                    continue;
                const left = way?.node === home || way?.node === undefined ? undefined : way.node;
                yield {
                    node: start,
                    what: way !== undefined ? `A path leaves the function without receiving from \`${channel}\`: this goroutine then waits for ever.` : `The loop over \`${channel}\` is left early: this goroutine then waits for ever.`,
                    related: [{ node: send.node, text: "It waits here." }, ...(early === undefined && left === undefined ? [] : [{ node: (way !== undefined ? left : early) ?? early, text: "Here nobody receives any more." }])],
                    ...(way !== undefined && !repeats ? { fixes: [(0, abandoned_1.withCapacity)(context, made, "1")] } : {}),
                };
            }
        }
    },
});
//# sourceMappingURL=sender-abandoned.js.map