"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.closedBefore = closedBefore;
const program_index_1 = require("../../analysis/1-collect/program-index");
const functions_1 = require("../flow/functions");
const node_cache_1 = require("../flow/node-cache");
const places_1 = require("../flow/places");
const paths_1 = require("../flow/paths");
const walk_1 = require("../../analysis/walk");
const syntax_1 = require("../syntax");
const names = new Set(["SendChan.close", "SendChan.send", "SendChan.trySend"]);
const found = new node_cache_1.NodeCache();
function closedBefore(context) {
    const { file } = context.plan.facts;
    let own = found.get(context, file);
    if (own === undefined)
        found.set(context, file, (own = [...find(context)]));
    return own;
}
function* find(context) {
    const { ts, calls } = context;
    if (!calls.some((c) => c.name === "SendChan.close"))
        return;
    for (const [fn, all] of (0, functions_1.operationsByFunction)(context, names)) {
        const deferred = deferredCloses(context, fn);
        const reported = new Set();
        for (const { operation, close } of eachRound(context, all)) {
            if (reported.has(operation))
                continue;
            reported.add(operation);
            yield { operation, close: close.node, deferred: false, always: false };
        }
        const operations = all.filter(({ on }) => all.filter((o) => o.on === on).length + deferred.filter((d) => d.on === on).length > 1 && (all.some((o) => o.on === on && o.name === "SendChan.close")));
        if (operations.length === 0)
            continue;
        const graph = (0, functions_1.graphFor)(context, fn);
        if (graph === undefined)
            continue;
        const at = (0, functions_1.pointsByNode)(graph), byNode = new Map(operations.map((o) => [o.node, o])), defers = new Map(deferred.map((d) => [d.defer, d]));
        const declared = new Map();
        for (const { on } of operations)
            declared.set(on.valueDeclaration, [...(declared.get(on.valueDeclaration) ?? []), on]);
        const closed = (0, paths_1.onAllPathsTo)(graph, ({ node }) => {
            if (node === undefined)
                return undefined;
            const made = declared.get(node), operation = byNode.get(node), later = defers.get(node);
            if (made !== undefined)
                return { removes: made };
            if (operation?.name === "SendChan.close")
                return { adds: [operation.on] };
            return later === undefined ? undefined : { adds: [`deferred ${all.findIndex((o) => o.on === later.on)}`] };
        });
        const comes = (0, paths_1.onAllPathsFrom)(graph, ({ node }) => {
            if (node === undefined)
                return undefined;
            const made = declared.get(node), operation = byNode.get(node);
            if (made !== undefined)
                return { removes: [...made, ...operations.filter((o) => made.includes(o.on))] };
            return operation === undefined ? undefined : { adds: [operation.on, operation] };
        });
        for (const operation of operations) {
            if (reported.has(operation))
                continue;
            const points = (at.get(operation.node) ?? []).filter((p) => closed.has(p));
            if (points.length === 0 || (0, syntax_1.isExpectedToThrow)(ts, operation.node))
                continue;
            const others = operations.filter((o) => o.name === "SendChan.close" && o.on === operation.on && o !== operation);
            if (points.every((p) => closed.get(p).has(operation.on))) {
                const close = others.filter((o) => o.node.pos < operation.node.pos).pop() ?? others[0];
                if (close !== undefined) {
                    reported.add(operation);
                    yield { operation, close: close.node, deferred: false, always: true };
                }
            }
            else if (operation.name === "SendChan.close" && points.every((p) => closed.get(p).has(`deferred ${all.findIndex((o) => o.on === operation.on)}`))) {
                reported.add(operation);
                yield { operation, close: deferred.find((d) => d.on === operation.on).defer, deferred: true, always: true };
            }
        }
        for (const close of operations) {
            if (close.name !== "SendChan.close")
                continue;
            for (const point of at.get(close.node) ?? []) {
                if (!closed.has(point) || comes.get(point)?.has(close.on) !== true)
                    continue;
                const first = (0, paths_1.firstBehind)(point, ({ node }) => node !== undefined && byNode.get(node)?.on === close.on), operation = first?.node === undefined ? undefined : byNode.get(first.node);
                if (operation === undefined || operation === close || reported.has(operation) || comes.get(point).has(operation) !== true || (0, syntax_1.isExpectedToThrow)(ts, operation.node))
                    continue;
                reported.add(operation);
                yield { operation, close: close.node, deferred: false, always: false };
            }
        }
    }
}
/** Each round of a loop closes what was there before the loop, and nothing leaves the loop behind that: the second round fails at its first operation. */
function* eachRound({ ts }, all) {
    for (const close of all) {
        const statement = close.name === "SendChan.close" ? (0, syntax_1.statementOf)(ts, close.node) : undefined, [loop] = (0, syntax_1.loopsAround)(ts, close.node);
        if (statement === undefined || loop === undefined || (statement !== loop.statement && statement.parent !== loop.statement) || (0, syntax_1.roundsOf)(ts, loop) === 1)
            continue;
        const made = close.on.valueDeclaration;
        if (made === undefined || (made.pos >= loop.pos && made.end <= loop.end) || (0, walk_1.find)(ts, loop.statement, (n) => (ts.isFunctionLike(n) ? "skip" : n.pos >= statement.pos && (0, syntax_1.isExit)(ts, n))) !== undefined || (0, syntax_1.isExpectedToThrow)(ts, close.node))
            continue;
        const [operation] = all.filter((o) => o.on === close.on && o.node.pos >= loop.statement.pos && o.node.end <= loop.statement.end);
        if (operation !== undefined)
            yield { operation, close };
    }
}
/** `defer(() => out.close())` in the function itself. */
function deferredCloses(context, fn) {
    const { ts, calls } = context;
    return calls.flatMap(({ node, name }) => {
        const given = name === "defer" && (0, syntax_1.functionAround)(ts, node) === fn ? node.arguments?.[0] : undefined, body = given === undefined ? undefined : (0, program_index_1.functionOf)(ts, (0, program_index_1.skipOuter)(ts, given));
        if (body === undefined)
            return [];
        return calls.flatMap((c) => {
            const isWhole = c.name === "SendChan.close" && (0, syntax_1.functionAround)(ts, c.node) === body && (ts.isBlock(body.body) ? (0, syntax_1.statementOf)(ts, c.node)?.parent === body.body : true);
            const on = isWhole ? (0, places_1.stable)(context, (0, syntax_1.receiverOf)(ts, c.node)) : undefined;
            return on === undefined ? [] : [{ defer: node, on }];
        });
    });
}
//# sourceMappingURL=closed-before.js.map