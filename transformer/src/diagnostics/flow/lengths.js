"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.stuckUses = stuckUses;
const functions_1 = require("./functions");
const uses_1 = require("./uses");
const closed = 1 << 30, most = 28;
/** Uses that can never go on. */
function stuckUses(context, made) {
    const capacity = (0, uses_1.capacityOf)(context, made), home = (0, uses_1.homeOf)(made);
    if (capacity === undefined || capacity > most || home === undefined)
        return [];
    const graph = (0, functions_1.graphFor)(context, home);
    if (graph === undefined || made.uses.some((u) => u.goroutine.once || (u.goroutine.spawn !== undefined && u.goroutine.from === undefined)))
        return [];
    const at = new Map(), starts = new Set(made.uses.flatMap((u) => (u.goroutine.spawn === undefined ? [] : [u.goroutine.from])));
    for (const use of made.uses)
        if (use.goroutine.spawn === undefined)
            at.set(use.goroutine.at, [...(at.get(use.goroutine.at) ?? []), use]);
    const all = (1 << (capacity + 1)) - 1;
    const after = (state, { kind, node, goroutine }) => {
        const open = state & ~closed, shut = state & closed;
        if (goroutine.deferred)
            return state;
        if (goroutine.at !== node && (goroutine.conditional || goroutine.repeats) && kind !== "pick" && kind !== "offer")
            return 0;
        switch (kind) {
            case "send": return ((open << 1) & all) | shut;
            case "trySend": return state | ((open << 1) & all);
            case "recv":
            case "recvOk": return (open >> 1) | (shut === 0 ? 0 : shut | (open & 1));
            case "tryRecv": return state | (open >> 1);
            case "close": return open | closed;
            case "property": return state;
            case "range":
            case "spread": return all | closed;
            default: return all | shut;
        }
    };
    const start = 1, before = new Map([[graph.entry, start]]), work = [graph.entry];
    for (let point = work.pop(); point !== undefined; point = work.pop()) {
        let state = before.get(point);
        if (starts.has(point.node))
            state = 0;
        else if (state !== 0)
            for (const use of at.get(point.node) ?? [])
                state = after(state, use);
        // Behind what never goes on nothing comes: but the text is there, and is looked at with what it would find.
        if (state === 0 && !starts.has(point.node) && before.get(point) !== 0)
            state = all;
        for (const next of point.next) {
            const known = before.get(next), joined = known === undefined ? state : known === 0 || state === 0 ? 0 : known | state;
            if (joined === known)
                continue;
            before.set(next, joined);
            work.push(next);
        }
    }
    const points = (0, functions_1.pointsByNode)(graph), found = [];
    for (const [node, uses] of at)
        for (const use of uses) {
            const { kind, goroutine } = use, states = (points.get(node) ?? []).flatMap((p) => before.get(p) ?? []);
            if (states.length === 0 || goroutine.deferred || goroutine.conditional !== false && goroutine.at !== use.node)
                continue;
            const isFull = states.every((s) => s === 1 << capacity), isEmpty = states.every((s) => s === 1);
            // A select that has nothing but this channel.
            const isLonely = (kind === "pick" || kind === "offer") && uses.length === use.node.parent.properties?.length && states.every((s) => s === 1) && capacity === 0;
            if ((kind === "send" && isFull) || isLonely)
                found.push({ use, why: capacity === 0 ? "unbuffered" : "full" });
            else if ((kind === "recv" || kind === "recvOk" || kind === "range") && isEmpty)
                found.push({ use, why: capacity === 0 ? "unbuffered" : "empty" });
        }
    return found;
}
//# sourceMappingURL=lengths.js.map