"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.operationsByFunction = operationsByFunction;
exports.operationText = operationText;
exports.graphFor = graphFor;
exports.pointsByNode = pointsByNode;
exports.contextOf = contextOf;
exports.calledFunction = calledFunction;
exports.summaryOf = summaryOf;
exports.doneBy = doneBy;
exports.standsIn = standsIn;
const runtime_calls_1 = require("../runtime-calls");
const syntax_1 = require("../syntax");
const graph_1 = require("./graph");
const node_cache_1 = require("./node-cache");
const paths_1 = require("./paths");
const places_1 = require("./places");
/** The operations named, by the function they stand in itself. Functions that have none are not in it. */
function operationsByFunction(context, names) {
    const found = new Map();
    const add = (fn, operation) => {
        const list = found.get(fn);
        if (list === undefined)
            found.set(fn, [operation]);
        else
            list.push(operation);
    };
    for (const call of context.calls) {
        const operation = names.has(call.name) ? operationOf(context, call) : undefined;
        if (operation !== undefined)
            add(call.within.facts.node, operation);
    }
    if (context.calls.length === 0)
        return found;
    for (const { facts } of context.plan.functions.values())
        for (const call of facts.calls)
            for (const done of doneBy(context, call))
                if (done.always && names.has(done.name) && context.ts.isCallExpression(call.node))
                    add(facts.node, { node: call.node, name: done.name, on: done.on, via: done.node });
    for (const list of found.values())
        list.sort((a, b) => a.node.pos - b.node.pos);
    return found;
}
function operationOf(context, { node, name }) {
    const on = context.ts.isCallExpression(node) ? (0, places_1.stable)(context, (0, syntax_1.receiverOf)(context.ts, node)) : undefined;
    return on === undefined ? undefined : { node: node, name, on };
}
/** How what it is done to is called in a message. */
function operationText({ ts }, { node, on, via }) {
    const receiver = via === undefined ? (0, syntax_1.receiverOf)(ts, node) : undefined;
    return receiver === undefined ? on.name : (0, syntax_1.textOf)(receiver);
}
const graphs = new node_cache_1.NodeCache();
function graphFor({ ts, program }, fn) {
    let known = graphs.get({ program }, fn);
    if (known === undefined)
        graphs.set({ program }, fn, (known = { graph: (0, graph_1.graphOf)(ts, program.getTypeChecker(), fn) }));
    return known.graph;
}
/** The points that a call is: several, where a `finally` block is there for each way into it. */
function pointsByNode({ points }) {
    const found = new Map();
    for (const point of points) {
        if (point.node === undefined)
            continue;
        const list = found.get(point.node);
        if (list === undefined)
            found.set(point.node, [point]);
        else
            list.push(point);
    }
    return found;
}
/** The same questions about another file of the program. */
function contextOf(context, file) {
    const plan = file === context.plan.facts.file ? context.plan : context.analysis.files.get(file.fileName);
    return plan === undefined ? undefined : plan === context.plan ? context : { ...context, plan, calls: (0, runtime_calls_1.runtimeCalls)(context.ts, context.program, plan) };
}
/** The one function of the program that a call reaches for certain, not an async one or a generator. */
function calledFunction({ analysis }, { callee }) {
    if (callee.kind !== "functions" || callee.ids.length !== 1)
        return undefined;
    const facts = analysis.functions.get(callee.ids[0]);
    return facts === undefined || facts.async || facts.generator || facts.kind === "accessor" || facts.kind === "module" ? undefined : facts.node;
}
const summaries = new node_cache_1.NodeCache();
/** What a function does to its parameters, the fields of `this` and what it can see, itself and through functions that it calls. */
function summaryOf(context, fn) {
    const known = summaries.get(context, fn);
    if (known !== undefined)
        return known;
    summaries.set(context, fn, []); // of a function that calls itself: what it does apart from that
    const own = contextOf(context, fn.getSourceFile());
    if (own === undefined)
        return [];
    const facts = [...own.plan.functions.values()].find((f) => f.facts.node === fn)?.facts;
    if (facts === undefined)
        return [];
    const found = [];
    for (const call of own.calls) {
        if (call.within.facts.node === fn) {
            const operation = operationOf(own, call);
            if (operation !== undefined)
                found.push({ point: call.node, done: { ...operation, always: true } });
            // What is deferred comes before the function is left.
            const deferred = call.name === "defer" ? (0, syntax_1.functionGiven)(own, call.facts) : undefined;
            if (deferred !== undefined)
                for (const done of summaryOf(own, deferred))
                    found.push({ point: call.node, done });
        }
    }
    for (const call of facts.calls)
        for (const done of doneBy(own, call))
            found.push({ point: call.node, done });
    const visible = found.filter(({ done }) => isVisibleOutside(done.on, fn));
    if (visible.length === 0)
        return [];
    const graph = graphFor(own, fn), byPoint = new Map();
    for (const f of visible)
        byPoint.set(f.point, [...(byPoint.get(f.point) ?? []), f]);
    const comes = graph === undefined ? undefined : (0, paths_1.onAllPathsFrom)(graph, ({ node }) => (node === undefined ? undefined : { adds: (byPoint.get(node) ?? []).filter((f) => f.done.always).map((f) => keyOf(f.done)) }));
    const certain = graph === undefined ? undefined : comes.get(graph.entry);
    const summary = visible.map(({ done }) => ({ ...done, always: certain?.has(keyOf(done)) === true }));
    summaries.set(context, fn, summary);
    return summary;
}
const numbers = new WeakMap();
let last = 0;
function keyOf({ name, on }) {
    let n = numbers.get(on);
    if (n === undefined)
        numbers.set(on, (n = ++last));
    return `${name} ${n}`;
}
function isVisibleOutside(place, fn) {
    let root = place;
    while ((0, places_1.isFieldPlace)(root))
        root = root.of;
    const at = root.valueDeclaration;
    return at === undefined || at.parent === fn || at.getSourceFile() !== fn.getSourceFile() || at.pos < fn.pos || at.end > fn.end;
}
/** What a call of a function of the program does to the caller's places. */
function doneBy(context, call) {
    const fn = calledFunction(context, call), { ts } = context;
    if (fn === undefined || !ts.isCallExpression(call.node) || call.spread)
        return [];
    const node = call.node;
    return summaryOf(context, fn).flatMap((done) => {
        const on = (0, places_1.placeIn)(context, node, fn, done.on);
        return on === undefined ? [] : [{ ...done, on }];
    });
}
/** Whether a function stands in another, or is it. */
function standsIn({ ts }, fn, outer) {
    for (let at = fn; at !== undefined; at = (0, syntax_1.functionAround)(ts, at))
        if (at === outer)
            return true;
    return false;
}
//# sourceMappingURL=functions.js.map