"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.onAllPathsTo = onAllPathsTo;
exports.onAllPathsFrom = onAllPathsFrom;
exports.firstBehind = firstBehind;
/** What holds before each point on every path that leads to it. Points that no path reaches are not in it. */
function onAllPathsTo(graph, effect) {
    const before = new Map([[graph.entry, new Set()]]);
    const work = [graph.entry];
    for (let point = work.pop(); point !== undefined; point = work.pop()) {
        const state = before.get(point), done = applied(state, effect(point));
        for (const next of point.next) {
            // What a call was to add is not there when it throws.
            const after = point.fails?.includes(next) === true ? new Set([...state].filter((x) => done.has(x))) : done;
            const known = before.get(next);
            const joined = known === undefined ? after : new Set([...known].filter((x) => after.has(x)));
            if (known !== undefined && joined.size === known.size)
                continue;
            before.set(next, joined);
            work.push(next);
        }
    }
    return before;
}
/** What every path that begins behind a point comes to before it ends. Of a path that goes round for ever nothing is asked. */
function onAllPathsFrom(graph, effect) {
    const all = new Set(graph.points.flatMap((p) => [...(effect(p)?.adds ?? [])])), none = new Set();
    const behind = new Map(graph.points.map((p) => [p, p.next.length === 0 ? none : all]));
    /** Before a point: what comes later, unless the point makes something new of that name; then what it does itself. */
    const from = (point) => {
        const { adds = [], removes = [] } = effect(point) ?? {}, later = behind.get(point);
        return adds.length === 0 && removes.length === 0 ? later : new Set([...[...later].filter((x) => !removes.includes(x)), ...adds]);
    };
    const work = new Set([...graph.points].reverse());
    for (const point of work) {
        work.delete(point);
        if (point.next.length === 0)
            continue;
        const sets = point.next.map(from), joined = new Set([...sets[0]].filter((x) => sets.every((s) => s.has(x))));
        if (joined.size === behind.get(point).size)
            continue;
        behind.set(point, joined);
        for (const previous of point.before)
            work.add(previous);
    }
    return behind;
}
function applied(state, effect) {
    if (effect === undefined)
        return state;
    const out = new Set(state);
    for (const x of effect.removes ?? [])
        out.delete(x);
    for (const x of effect.adds ?? [])
        out.add(x);
    return out;
}
/** The first points behind `from` for which `test` holds, on the ways that do not pass one. */
function firstBehind(from, test) {
    const seen = new Set(), work = [...from.next];
    for (const point of work) {
        if (seen.has(point))
            continue;
        seen.add(point);
        if (test(point))
            return point;
        work.push(...point.next);
    }
    return undefined;
}
//# sourceMappingURL=paths.js.map