"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lockingOf = lockingOf;
exports.heldIn = heldIn;
exports.functionsWithLocks = functionsWithLocks;
exports.lockText = lockText;
const using_1 = require("../../analysis/1-collect/using");
const syntax_1 = require("../syntax");
const functions_1 = require("./functions");
const node_cache_1 = require("./node-cache");
const paths_1 = require("./paths");
const places_1 = require("./places");
const words = new Map([
    ["lock", { kind: "lock", mode: "w" }], ["unlock", { kind: "unlock", mode: "w" }], ["rLock", { kind: "lock", mode: "r" }], ["rUnlock", { kind: "unlock", mode: "r" }], ["hold", { kind: "lock", mode: "w" }], ["rHold", { kind: "lock", mode: "r" }],
]);
const lockings = new node_cache_1.NodeCache();
const nothing = { operations: [], takes: [], released: [] };
function lockingOf(context, fn) {
    const known = lockings.get(context, fn);
    if (known !== undefined)
        return known;
    lockings.set(context, fn, nothing);
    const own = (0, functions_1.contextOf)(context, fn.getSourceFile()), plan = own === undefined ? undefined : [...own.plan.functions.values()].find((f) => f.facts.node === fn);
    if (own === undefined || plan === undefined)
        return nothing;
    const { ts } = own, operations = [], takes = [], released = [];
    for (const { node, name, within, facts } of own.calls) {
        if (within.facts.node !== fn || !ts.isCallExpression(node))
            continue;
        if (name === "defer") {
            const deferred = (0, syntax_1.functionGiven)(own, facts);
            if (deferred !== undefined)
                released.push(...lockingOf(own, deferred).operations.filter((o) => o.kind === "unlock").map((o) => ({ ...o, node })));
            continue;
        }
        const [type, word] = name.split("."), kind = /^(Mutex|RWMutex)$/.test(type) ? words.get(word ?? "") : undefined;
        const on = kind === undefined ? undefined : (0, places_1.stable)(own, (0, syntax_1.receiverOf)(ts, node));
        if (kind === undefined || on === undefined)
            continue;
        if (word !== "hold" && word !== "rHold") {
            operations.push({ ...kind, on, node });
            continue;
        }
        const block = usingBlock(own, node);
        if (block !== undefined)
            operations.push({ ...kind, on, node, block });
    }
    for (const call of plan.facts.calls) {
        const { node } = call;
        if (!ts.isCallExpression(node))
            continue;
        for (const { on, mode, net, taken } of effectsOf(own, call)) {
            if (net !== undefined)
                operations.push({ kind: net, mode, on, node, via: taken });
            else
                takes.push({ kind: "lock", mode, on, node, via: taken });
            if (net === "lock")
                takes.push({ kind: "lock", mode, on, node, via: taken });
        }
    }
    operations.sort((a, b) => a.node.pos - b.node.pos);
    const locking = { operations, takes, released };
    lockings.set(context, fn, locking);
    return locking;
}
/** The block at whose end `using _ = mu.hold()` unlocks. */
function usingBlock({ ts }, node) {
    const { parent } = (0, syntax_1.outermost)(ts, node);
    return ts.isVariableDeclaration(parent) && ts.isVariableDeclarationList(parent.parent) && (0, using_1.isUsingList)(ts, parent.parent) ? (0, syntax_1.statementAround)(ts, parent)?.parent : undefined;
}
const effects = new node_cache_1.NodeCache();
/** What a call of a function of the program does to locks of the caller. */
function effectsOf(context, call) {
    const fn = (0, functions_1.calledFunction)(context, call), { node } = call;
    if (fn === undefined || call.spread || !context.ts.isCallExpression(node))
        return [];
    return functionEffects(context, fn).flatMap((effect) => {
        const on = (0, places_1.placeIn)(context, node, fn, effect.on);
        return on === undefined ? [] : [{ ...effect, on }];
    });
}
function functionEffects(context, fn) {
    let known = effects.get(context, fn);
    if (known !== undefined)
        return known;
    effects.set(context, fn, []);
    const { operations, takes, released } = lockingOf(context, fn), found = [];
    const own = operations.length + takes.length === 0 ? undefined : (0, functions_1.contextOf)(context, fn.getSourceFile());
    const graph = own === undefined ? undefined : (0, functions_1.graphFor)(own, fn);
    const seen = new Set();
    for (const one of [...operations, ...takes]) {
        const key = `${one.mode}${idOf(one.on)}`;
        if (seen.has(key))
            continue;
        seen.add(key);
        const same = operations.filter((o) => o.on === one.on && o.mode === one.mode), inner = takes.find((t) => t.on === one.on && t.mode === one.mode);
        const result = graph === undefined ? undefined : simulate(graph, same, released.some((r) => r.on === one.on && r.mode === one.mode));
        if (result?.net !== undefined)
            found.push({ on: one.on, mode: one.mode, net: result.net, taken: same[0].via ?? same[0].node });
        else if (result?.takes === true || inner !== undefined)
            found.push({ on: one.on, mode: one.mode, net: undefined, taken: (inner ?? same[0]).via ?? (inner ?? same[0]).node });
    }
    known = found;
    effects.set(context, fn, known);
    return known;
}
const ids = new WeakMap();
let lastId = 0;
function idOf(place) {
    let id = ids.get(place);
    if (id === undefined)
        ids.set(place, (id = ++lastId));
    return id;
}
/** Bit 0: as it was found, 1: locked here, 2: what was found locked is released. */
function simulate(graph, operations, deferred) {
    const byNode = new Map(operations.map((o) => [o.node, o]));
    const before = new Map([[graph.entry, 1]]), work = [graph.entry];
    let ends = 0, takes = false;
    for (let point = work.pop(); point !== undefined; point = work.pop()) {
        const state = before.get(point), operation = point.node === undefined ? undefined : byNode.get(point.node);
        let after = state;
        if (operation?.kind === "lock") {
            if ((state & 1) !== 0)
                takes = true;
            after = operation.block !== undefined ? state : ((state & 1) !== 0 ? 2 : 0) | ((state & 2) !== 0 ? 2 : 0) | ((state & 4) !== 0 ? 1 : 0);
        }
        else if (operation?.kind === "unlock")
            after = ((state & 1) !== 0 ? 4 : 0) | ((state & 2) !== 0 ? 1 : 0) | ((state & 4) !== 0 ? 4 : 0);
        if (point.exit)
            ends |= deferred ? (after === 2 ? 1 : after === 1 ? 4 : after) : after;
        for (const next of point.next) {
            const joined = (before.get(next) ?? 0) | after;
            if (joined === before.get(next))
                continue;
            before.set(next, joined);
            work.push(next);
        }
    }
    return { net: ends === 2 ? "lock" : ends === 4 ? "unlock" : undefined, takes };
}
const helds = new node_cache_1.NodeCache();
/** The locks that are held before a point, on every path to it. */
function heldIn(context, fn) {
    let known = helds.get(context, fn);
    if (known !== undefined)
        return known;
    const { operations } = lockingOf(context, fn), locks = operations.filter((o) => o.kind === "lock"), own = (0, functions_1.contextOf)(context, fn.getSourceFile());
    const graph = locks.length === 0 || own === undefined ? undefined : (0, functions_1.graphFor)(own, fn);
    if (graph === undefined)
        known = () => [];
    else {
        const tokens = new Map(), keyOf = (o) => `${o.mode}${idOf(o.on)}`;
        for (const by of locks)
            if (by.block === undefined && !tokens.has(keyOf(by)))
                tokens.set(keyOf(by), { on: by.on, mode: by.mode, by });
        const byNode = new Map();
        for (const o of operations)
            if (o.block === undefined)
                byNode.set(o.node, [...(byNode.get(o.node) ?? []), o]);
        const states = (0, paths_1.onAllPathsTo)(graph, ({ node }) => {
            const done = node === undefined ? undefined : byNode.get(node);
            if (done === undefined)
                return undefined;
            const pick = (kind) => done.filter((o) => o.kind === kind).flatMap((o) => tokens.get(keyOf(o)) ?? []);
            return { adds: pick("lock"), removes: pick("unlock") };
        });
        const byPoint = new Map();
        for (const point of graph.points) {
            const state = states.get(point);
            if (point.node === undefined || state === undefined)
                continue;
            const before = byPoint.get(point.node);
            byPoint.set(point.node, before === undefined ? [...state] : before.filter((h) => state.has(h)));
        }
        const guards = locks.filter((o) => o.block !== undefined);
        known = (node) => [...(byPoint.get(node) ?? []), ...guards.filter((g) => node.pos >= g.node.end && node.end <= g.block.end).map((by) => ({ on: by.on, mode: by.mode, by }))];
    }
    helds.set(context, fn, known);
    return known;
}
/** The functions of a file that take a lock, or call something that does. */
function functionsWithLocks(context) {
    const { calls, plan } = context;
    if (calls.length === 0)
        return [];
    return [...plan.functions.values()].map((f) => f.facts.node).filter((fn) => lockingOf(context, fn).operations.length > 0);
}
/** `this.mu`, `mu`: how a lock is called in a message. */
function lockText({ on }) {
    return on.name;
}
//# sourceMappingURL=locks.js.map