"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isShared = isShared;
exports.holdsLock = holdsLock;
const facts_1 = require("../../analysis/facts");
const program_index_1 = require("../../analysis/1-collect/program-index");
const walk_1 = require("../../analysis/walk");
const uses_1 = require("../flow/uses");
const runtime_calls_1 = require("../runtime-calls");
const syntax_1 = require("../syntax");
/** Somebody else may write it meanwhile: another function does, or this one runs several times at once. */
function isShared(context, fn, target, at) {
    const { ts, program } = context;
    let root = target;
    while (ts.isPropertyAccessExpression(root))
        root = (0, program_index_1.skipOuter)(ts, root.expression);
    if (!ts.isIdentifier(root))
        return target.kind === ts.SyntaxKind.PropertyAccessExpression && isSharedField(context, fn, target);
    const symbol = program.getTypeChecker().getSymbolAtLocation(root), declaration = symbol?.valueDeclaration;
    if (symbol === undefined || declaration === undefined || !ts.isVariableDeclaration(declaration))
        return false;
    const owner = (0, syntax_1.functionAround)(ts, declaration), own = (0, syntax_1.functionAround)(ts, at);
    const writes = (0, syntax_1.usesOf)(context, owner ?? declaration.getSourceFile(), root, symbol).filter((use) => isWritten(ts, use));
    const others = writes.map((use) => (0, syntax_1.functionAround)(ts, use)).filter((other) => other !== own && other !== owner);
    // A local variable is somebody else's too where a goroutine writes it; closures that are merely called run in this one.
    if (owner === undefined ? others.length > 0 : others.some((other) => isSpawned(context, other, owner)) || (others.length > 0 && isSpawned(context, own, owner)))
        return true;
    if (own === owner)
        return false;
    return runsManyTimes(context, fn, declaration) || (owner === undefined && startsReaching(context).get(fn.facts.id) > 1);
}
/** A field of `this` that methods write which several goroutines run: of the same object, as far as one can see. */
function isSharedField(context, fn, target) {
    const { ts, program } = context, starts = startsReaching(context), own = starts.get(fn.facts.id) ?? 0;
    if (target.expression.kind !== ts.SyntaxKind.ThisKeyword || own === 0)
        return false;
    if (own > 1)
        return true;
    const field = program.getTypeChecker().getSymbolAtLocation(target.name), cls = field?.valueDeclaration?.parent;
    if (cls === undefined || !ts.isClassLike(cls))
        return false;
    return (0, walk_1.find)(ts, cls, (n) => {
        if (!ts.isPropertyAccessExpression(n) || n.name.text !== target.name.text || !isWritten(ts, n.name))
            return false;
        const writer = (0, syntax_1.functionAround)(ts, n);
        return writer !== undefined && (0, facts_1.idOf)(writer) !== fn.facts.id && (starts.get((0, facts_1.idOf)(writer)) ?? 0) > 0;
    }) !== undefined;
}
const reaching = new WeakMap();
/** How many goroutines run a function, as the places where they are started say: a place in a loop counts twice. */
function startsReaching({ ts, program, analysis }) {
    let all = reaching.get(program);
    if (all !== undefined)
        return all;
    const counts = new Map();
    for (const plan of analysis.files.values())
        for (const { name, facts, node } of (0, runtime_calls_1.runtimeCalls)(ts, program, plan)) {
            const given = facts.arguments[0];
            if (!uses_1.spawners.has(name) || given?.kind !== "function")
                continue;
            const weight = [...(0, syntax_1.loopsAround)(ts, node)].length > 0 ? 2 : 1, seen = new Set([given.id]);
            for (const id of seen) {
                counts.set(id, (counts.get(id) ?? 0) + weight);
                for (const { callee } of analysis.functions.get(id)?.calls ?? [])
                    if (callee.kind === "functions")
                        for (const to of callee.ids)
                            seen.add(to);
            }
        }
    reaching.set(program, (all = counts));
    return all;
}
function isWritten(ts, use) {
    let at = use;
    while (ts.isPropertyAccessExpression(at.parent) || ts.isNonNullExpression(at.parent) || ts.isParenthesizedExpression(at.parent))
        at = at.parent;
    const { parent } = at, { SyntaxKind: K } = ts;
    return (ts.isBinaryExpression(parent) && parent.left === at && parent.operatorToken.kind >= K.FirstAssignment && parent.operatorToken.kind <= K.LastAssignment) ||
        ((ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) && (parent.operator === K.PlusPlusToken || parent.operator === K.MinusMinusToken));
}
/** The function, or one it stands in, is given to what starts goroutines. */
function isSpawned({ calls }, fn, until) {
    for (let at = fn; at !== undefined && at !== until; at = at.parent)
        if (calls.some(({ name, facts }) => uses_1.spawners.has(name) && facts.arguments[0]?.kind === "function" && facts.arguments[0].id === (0, facts_1.idOf)(at)))
            return true;
    return false;
}
/** A goroutine is made of it in a loop, or at several places, inside the scope of the variable. */
function runsManyTimes({ ts, calls }, fn, variable) {
    let places = 0;
    for (const { node, name, facts } of calls) {
        const given = facts.arguments[0];
        if (!uses_1.spawners.has(name) || given?.kind !== "function" || given.id !== fn.facts.id)
            continue;
        places++;
        for (const loop of (0, syntax_1.loopsAround)(ts, node))
            if (!(loop.pos <= variable.pos && variable.end <= loop.end))
                return true;
        // `ids.forEach((id) => wg.go(() => …))`
        const callback = (0, syntax_1.functionAround)(ts, node);
        if (callback !== undefined && ts.isArrowFunction(callback) && ts.isCallExpression(callback.parent) && /\.(forEach|map)$/.test(callback.parent.expression.getText()) && !(callback.pos <= variable.pos && variable.end <= callback.end))
            return true;
    }
    return places > 1;
}
const locks = new Set(["Mutex.lock", "Mutex.hold", "RWMutex.lock", "RWMutex.hold", "RWMutex.rLock", "RWMutex.rHold", "Semaphore.acquire", "Locker.lock"]);
/** Before it in the same function a lock is taken: whether it is held still is not asked. */
function holdsLock({ ts, calls }, assignment) {
    const own = (0, syntax_1.functionAround)(ts, assignment);
    return calls.some((c) => locks.has(c.name) && c.node.end <= assignment.getStart() && (0, syntax_1.functionAround)(ts, c.node) === own);
}
//# sourceMappingURL=shared-state.js.map