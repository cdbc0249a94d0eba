"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.handovers = handovers;
exports.wayAround = wayAround;
exports.leavesEarly = leavesEarly;
exports.withCapacity = withCapacity;
const walk_1 = require("../../analysis/walk");
const edits_1 = require("../edits");
const program_index_1 = require("../../analysis/1-collect/program-index");
const functions_1 = require("../flow/functions");
const node_cache_1 = require("../flow/node-cache");
const uses_1 = require("../flow/uses");
const syntax_1 = require("../syntax");
const found = new node_cache_1.NodeCache();
function handovers(context) {
    const { file } = context.plan.facts;
    let own = found.get(context, file);
    if (own === undefined)
        found.set(context, file, (own = [...look(context)]));
    return own;
}
function* look(context) {
    for (const made of (0, uses_1.madeBy)(context, "chan")) {
        const capacity = (0, uses_1.capacityOf)(context, made), home = (0, uses_1.homeOf)(made);
        if (capacity === undefined || home === undefined || (0, syntax_1.isMain)(context, home) || !context.ts.isFunctionLike(home))
            continue;
        const sends = (0, uses_1.usesOfKind)(made, uses_1.sending), receives = (0, uses_1.usesOfKind)(made, uses_1.receiving);
        // A send that has a way out is not abandoned.
        if (sends.length === 0 || receives.length === 0 || sends.some((u) => u.kind !== "send" || u.goroutine.spawn === undefined || !uses_1.spawners.has(u.goroutine.spawn.name) || u.goroutine.from === undefined))
            continue;
        if (receives.some((u) => u.goroutine.spawn !== undefined || u.goroutine.deferred || u.goroutine.at === undefined || u.kind.startsWith("try")))
            continue;
        yield { made, capacity, sends, receives, home };
    }
}
/** A way from the start of a goroutine to an end of the function on which nothing is received. */
function wayAround(context, home, from, receives) {
    const graph = (0, functions_1.graphFor)(context, home), stops = new Set(receives.map((u) => u.goroutine.at));
    if (graph === undefined)
        return undefined;
    // A loop that receives is taken to have rounds: only what leaves before it is a way around.
    const [before] = receives.filter((u) => u.goroutine.repeats || u.kind === "range").map((u) => u.goroutine.at).sort((a, b) => a.pos - b.pos);
    const work = graph.points.filter((p) => p.node === from), seen = new Set(work);
    for (const point of work) {
        if (point.exit && (before === undefined || (point.node !== undefined && point.node !== home && point.node.pos < before.pos)))
            return point;
        for (const next of point.next) {
            if (seen.has(next) || (next.node !== undefined && stops.has(next.node)))
                continue;
            // What fails in a `try` that receives may have received.
            if (next.catches !== undefined && receives.some(({ goroutine: { at } }) => at.pos >= next.catches.tryBlock.pos && at.end <= next.catches.tryBlock.end))
                continue;
            seen.add(next);
            work.push(next);
        }
    }
    return undefined;
}
/** A way out of the loop that an element is taken in, before all were taken. */
function leavesEarly({ ts }, { kind, node }) {
    const [loop] = kind === "range" ? [node] : [...(0, syntax_1.loopsAround)(ts, node)];
    return loop === undefined ? undefined : (0, walk_1.find)(ts, loop.statement, (n) => (ts.isFunctionLike(n) || (n !== loop.statement && ts.isIterationStatement(n, false)) ? "skip" : (0, syntax_1.leavesLoop)(ts, n, loop)));
}
/** `chan(n)` */
function withCapacity({ ts }, { call }, capacity) {
    const node = call.node, [given] = node.arguments;
    return { title: `Give it a buffer: \`${capacity}\``, changes: [given === undefined ? { file: node.getSourceFile(), start: node.getEnd() - 1, end: node.getEnd() - 1, text: capacity } : (0, edits_1.replace)((0, program_index_1.skipOuter)(ts, given), capacity)] };
}
//# sourceMappingURL=abandoned.js.map