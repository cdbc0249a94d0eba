"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.whyChain = whyChain;
exports.chainText = chainText;
/** From a function to the reason of its colour. */
function whyChain(id, colours, functions) {
    const steps = [];
    const seen = new Set();
    let at = id;
    for (;;) {
        const facts = functions.get(at);
        if (facts === undefined || seen.has(at))
            break;
        seen.add(at);
        const reason = colours.get(at)?.reason;
        const place = reason?.kind === "call" ? reason.call.node : reason?.kind === "loop" ? reason.loop.node : facts.node;
        steps.push({ name: facts.name, file: facts.file.fileName, position: place.getStart() });
        if (reason === undefined)
            break;
        if (reason.kind !== "call") {
            steps.push({ name: reason.kind === "loop" ? "a loop" : reason.kind === "defer" ? "deferred calls" : reason.kind === "stress" ? "stress mode" : "recursion", file: facts.file.fileName, position: place.getStart() });
            break;
        }
        if (!functions.has(reason.to)) {
            steps.push({ name: reason.to, file: facts.file.fileName, position: place.getStart() });
            break;
        }
        at = reason.to;
    }
    return steps;
}
/** `handle → readRequest → Conn.read` */
function chainText(steps) {
    return steps.map((s) => s.name).join(" → ");
}
//# sourceMappingURL=why.js.map