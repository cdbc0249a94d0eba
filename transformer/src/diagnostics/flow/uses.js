"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.receiving = exports.sending = exports.spawners = void 0;
exports.madeBy = madeBy;
exports.capacityOf = capacityOf;
exports.usesOfKind = usesOfKind;
exports.homeOf = homeOf;
const facts_1 = require("../../analysis/facts");
const program_index_1 = require("../../analysis/1-collect/program-index");
const runtime_calls_1 = require("../runtime-calls");
const syntax_1 = require("../syntax");
const functions_1 = require("./functions");
const node_cache_1 = require("./node-cache");
const made = new node_cache_1.NodeCache();
/** The objects that calls of a name make (`chan`, `new Mutex`) and that stay in view. */
function madeBy(context, name) {
    const { file } = context.plan.facts;
    let own = made.get(context, file);
    if (own === undefined)
        made.set(context, file, (own = new Map()));
    let list = own.get(name);
    if (list === undefined)
        own.set(name, (list = context.calls.filter((c) => c.name === name).flatMap((c) => follow(context, c) ?? [])));
    return list;
}
/** A capacity that stands there as a number: of `chan()` it is 0. */
function capacityOf({ ts }, { call }) {
    // With options it may drop what does not fit.
    if ((call.node.arguments?.length ?? 0) > 1)
        return undefined;
    const given = call.node.arguments?.[0], inner = given === undefined ? undefined : (0, program_index_1.skipOuter)(ts, given);
    return inner === undefined ? 0 : ts.isNumericLiteral(inner) ? Number(inner.text) : undefined;
}
class Escapes extends Error {
}
function follow(context, call) {
    const { ts, program } = context, { parent } = (0, syntax_1.outermost)(ts, call.node), checker = program.getTypeChecker();
    const isVariable = ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) && (0, program_index_1.isConst)(ts, parent);
    if (!isVariable && !(ts.isPropertyDeclaration(parent) && (ts.isIdentifier(parent.name) || ts.isPrivateIdentifier(parent.name)) && parent.initializer !== undefined))
        return undefined;
    const name = parent.name, symbol = checker.getSymbolAtLocation(name);
    if (symbol === undefined || isExported(context, parent))
        return undefined;
    const owner = ts.isPropertyDeclaration(parent) ? parent.parent : ((0, syntax_1.functionAround)(ts, parent) ?? parent.getSourceFile());
    const uses = [], seen = new Set(), homeLoops = [...(0, syntax_1.loopsAround)(ts, parent)];
    try {
        const start = { spawn: undefined, many: false, from: undefined, root: owner, at: undefined, repeats: false, deferred: false, once: false, conditional: false, owner };
        if (ts.isPropertyDeclaration(parent)) {
            if ((ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Private) === 0 && !ts.isPrivateIdentifier(parent.name))
                return undefined;
            followField(context, parent.parent, name.text, symbol, { ...start, root: undefined });
        }
        else
            followName(context, owner, name, symbol, start, homeLoops);
    }
    catch (error) {
        if (error instanceof Escapes)
            return undefined;
        throw error;
    }
    return { name, call, owner, uses };
    function followField(at, cls, text, field, frame) {
        const visit = (node) => {
            if (ts.isPropertyAccessExpression(node) && node.name.text === text && checker.getSymbolAtLocation(node.name) === field)
                useOf(at, node, frame, []);
            else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) && (0, program_index_1.memberName)(ts, (node.propertyName ?? node.name)) === text && ts.isVariableDeclaration(node.parent.parent)) {
                const own = checker.getSymbolAtLocation(node.name);
                const around = (0, syntax_1.functionAround)(ts, node), from = node.parent.parent.initializer;
                if (from !== undefined && checker.getPropertyOfType(checker.getTypeAtLocation(from), text) === field) {
                    if (own === undefined || !ts.isIdentifier(node.name) || from.kind !== ts.SyntaxKind.ThisKeyword || around === undefined)
                        throw new Escapes();
                    followName(at, around, node.name, own, frame, []);
                }
            }
            ts.forEachChild(node, visit);
        };
        ts.forEachChild(cls, visit);
    }
    /** @param home loops around the declaration: what is in them is made anew each round */
    function followName(at, scope, own, of, frame, home) {
        const key = `${scope.getSourceFile().fileName} ${own.pos} ${frame.spawn?.node.pos} ${frame.at?.pos}`;
        if (seen.has(key))
            return;
        if (seen.size > 60)
            throw new Escapes();
        seen.add(key);
        for (const use of (0, syntax_1.usesOf)(at, scope, own, of)) {
            if (ts.isExportSpecifier(use.parent) || ts.isExportAssignment(use.parent))
                throw new Escapes();
            if (isTypePosition(use))
                continue;
            for (const where of framesOf(at, use, scope, frame, home))
                useOf(at, use, where, home);
        }
    }
    function isTypePosition(node) {
        return ts.isTypeQueryNode(node.parent) || ts.isTypeNode(node.parent) || ts.isTypeParameterDeclaration(node.parent);
    }
    /** What is done to the object where it is named. */
    function useOf(at, named, where, home) {
        const whole = (0, syntax_1.outermost)(ts, named), { parent } = whole;
        const add = (kind, node) => { uses.push({ kind, node, goroutine: where.at === undefined ? { ...where, at: node } : where }); };
        if (ts.isPropertyAccessExpression(parent) && parent.expression === whole) {
            const called = (0, syntax_1.outermost)(ts, parent).parent;
            if (ts.isCallExpression(called) && (0, program_index_1.skipOuter)(ts, called.expression) === parent)
                return add(parent.name.text, called);
            const type = (0, runtime_calls_1.runtimeType)(ts, program, checker.getTypeAtLocation(parent));
            if (type === undefined && (checker.getTypeAtLocation(parent).flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.StringLike | ts.TypeFlags.BooleanLike)) !== 0)
                return add("property", parent);
            // `ticker.c`: whoever has that has the channel, and not the object.
            if (type !== undefined && parent.name.text === "c")
                return add("c", parent);
            throw new Escapes();
        }
        if (ts.isForOfStatement(parent) && parent.expression === whole)
            return add("range", parent);
        if (ts.isSpreadElement(parent) && ts.isArrayLiteralExpression(parent.parent))
            return add("spread", parent);
        if (ts.isVariableDeclaration(parent) && parent.initializer === whole) {
            const alias = ts.isIdentifier(parent.name) && (0, program_index_1.isConst)(ts, parent) && !isExported(at, parent) ? checker.getSymbolAtLocation(parent.name) : undefined;
            if (alias === undefined)
                throw new Escapes();
            return followName(at, (0, syntax_1.functionAround)(ts, parent) ?? parent.getSourceFile(), parent.name, alias, where, home);
        }
        if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
            return argument(at, parent, whole, where);
        const choice = caseOf(whole);
        if (choice !== undefined) {
            const call = at.calls.find((c) => c.node === choice.call);
            if (call?.name === "select" || call?.name === "trySelect") {
                uses.push({ kind: call.name === "select" ? "pick" : "tryPick", node: choice.node, goroutine: where.at === undefined ? { ...where, at: choice.call } : where });
                return;
            }
        }
        if (ts.isBinaryExpression(parent) && /^[!=]==?$/.test(parent.operatorToken.getText()))
            return;
        if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent))
            return;
        throw new Escapes();
    }
    /** The case of `select` that an expression is, or may be. */
    function caseOf(whole) {
        let value = whole;
        while (ts.isConditionalExpression(value.parent) || ts.isParenthesizedExpression(value.parent) || (ts.isBinaryExpression(value.parent) && ts.isBinaryExpression(value.parent) && value.parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken))
            value = value.parent;
        const { parent } = value;
        if ((ts.isPropertyAssignment(parent) && parent.initializer === value) || ts.isShorthandPropertyAssignment(parent)) {
            const cases = (0, syntax_1.outermost)(ts, parent.parent).parent;
            return ts.isCallExpression(cases) ? { node: parent, call: cases } : undefined;
        }
        if (ts.isArrayLiteralExpression(parent) && ts.isCallExpression(parent.parent))
            return { node: value, call: parent.parent };
        return undefined;
    }
    function argument(at, taker, given, where) {
        const runtime = at.calls.find((c) => c.node === taker), index = taker.arguments?.indexOf(given) ?? -1;
        if (index < 0)
            throw new Escapes();
        if (runtime?.name === "send" && index === 0) {
            const choice = caseOf((0, syntax_1.outermost)(ts, taker)), call = at.calls.find((c) => c.node === choice?.call);
            if (choice === undefined || (call?.name !== "select" && call?.name !== "trySelect"))
                throw new Escapes();
            uses.push({ kind: call.name === "select" ? "offer" : "tryOffer", node: choice.node, goroutine: where.at === undefined ? { ...where, at: choice.call } : where });
            return;
        }
        if (runtime?.name === "new Cond") {
            uses.push({ kind: "cond", node: taker, goroutine: where.at === undefined ? { ...where, at: taker } : where });
            return;
        }
        const facts = at.plan.calls.get((0, facts_1.keyOf)(taker))?.facts;
        if (runtime?.name === "go" && index > 0) {
            const first = runtime.facts.arguments[0], fn = first?.kind === "function" ? at.analysis.functions.get(first.id) : undefined;
            if (fn === undefined || fn.async || fn.generator)
                throw new Escapes();
            return parameter(at, fn.node, index - 1, spawned(runtime, where, fn.node));
        }
        const fn = facts === undefined || facts.spread ? undefined : (0, functions_1.calledFunction)(at, facts);
        if (fn === undefined || ts.isNewExpression(taker))
            throw new Escapes();
        parameter(at, fn, index, { ...where, at: where.at ?? taker, ...inLoops(taker, where, []), conditional: where.conditional || isConditional(taker, (0, syntax_1.functionAround)(ts, taker)) });
    }
    function parameter(at, fn, index, frame) {
        const own = (0, functions_1.contextOf)(at, fn.getSourceFile()), p = fn.parameters[index];
        if (own === undefined || p === undefined || !ts.isIdentifier(p.name) || p.dotDotDotToken !== undefined || own.plan.facts.assigned.has(p.name.text))
            throw new Escapes();
        const symbol = checker.getSymbolAtLocation(p.name);
        if (symbol === undefined)
            throw new Escapes();
        followName(own, fn, p.name, symbol, frame, []);
    }
    function spawned(spawn, where, root) {
        return { ...where, spawn, from: where.spawn === undefined ? (where.at ?? spawn.node) : where.from, many: where.many || where.repeats || [...(0, syntax_1.loopsAround)(ts, spawn.node)].some((l) => !homeLoops.includes(l)), root, at: undefined, repeats: false, deferred: false, conditional: false };
    }
    function inLoops(node, where, home) {
        return { repeats: where.repeats || [...(0, syntax_1.loopsAround)(ts, node)].some((l) => !home.includes(l)) };
    }
    /** The goroutines in which the code at `node` may run, as far as `scope`, which runs in `base`. */
    function framesOf(at, node, scope, base, home, depth = 0) {
        const fn = (0, syntax_1.functionAround)(ts, node);
        if (fn === undefined || fn === scope || fn.pos < scope.pos || fn.end > scope.end)
            return [{ ...base, ...inLoops(node, base, home), conditional: base.conditional || isConditional(node, fn) }];
        if (depth > 8)
            throw new Escapes();
        const conditional = isConditional(node, fn), loops = [...(0, syntax_1.loopsAround)(ts, node)].length > 0;
        const within = (frame, call) => ({ ...frame, at: frame.at ?? call, repeats: frame.repeats || loops, conditional: frame.conditional || conditional });
        const own = (0, syntax_1.outermost)(ts, fn), { parent } = own;
        // A function literal that is given to a call.
        if (ts.isCallExpression(parent) || ts.isNewExpression(parent))
            return given(at, parent, own, fn, node, scope, base, home, depth, within);
        const name = ts.isFunctionDeclaration(fn) ? fn.name : ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
        const symbol = name === undefined ? undefined : checker.getSymbolAtLocation(name);
        if (name === undefined || symbol === undefined || isExported(at, ts.isFunctionDeclaration(fn) ? fn : parent))
            return [unknown(base)];
        const around = (0, syntax_1.functionAround)(ts, ts.isFunctionDeclaration(fn) ? fn : parent) ?? fn.getSourceFile();
        const frames = (0, syntax_1.usesOf)(at, around, name, symbol).flatMap((use) => {
            if (isTypePosition(use))
                return [];
            const whole = (0, syntax_1.outermost)(ts, use), taker = whole.parent;
            if (standsIn(use, fn))
                return [];
            if (ts.isCallExpression(taker) && (0, program_index_1.skipOuter)(ts, taker.expression) === use)
                return framesOf(at, taker, scope, base, home, depth + 1).map((f) => within(f, taker));
            if (ts.isCallExpression(taker) && taker.arguments.includes(whole))
                return given(at, taker, whole, fn, node, scope, base, home, depth, within);
            return [unknown(base)];
        });
        return frames.length === 0 ? [unknown(base)] : frames;
    }
    function given(at, taker, own, fn, node, scope, base, home, depth, within) {
        if ((0, program_index_1.skipOuter)(ts, taker.expression) === (0, program_index_1.skipOuter)(ts, own))
            return framesOf(at, taker, scope, base, home, depth + 1).map((f) => within(f, taker)); // called at once
        const runtime = at.calls.find((c) => c.node === taker), index = taker.arguments?.indexOf(own) ?? -1;
        const outer = () => framesOf(at, taker, scope, base, home, depth + 1);
        if (runtime !== undefined) {
            if ((exports.spawners.has(runtime.name) && index === 0) || (runtime.name === "afterFunc" && index === 1) || runtime.name === "afterDone")
                return outer().map((f) => ({ ...spawned(runtime, f, fn), repeats: [...(0, syntax_1.loopsAround)(ts, node)].length > 0, conditional: isConditional(node, fn) }));
            if (runtime.name === "defer")
                return outer().map((f) => ({ ...within(f, taker), deferred: true }));
            if (runtime.name === "Once.do" || runtime.name === "onceFunc")
                return outer().map((f) => ({ ...within(f, taker), once: true }));
            if (runtime.name === "run" || runtime.name === "runMain")
                return outer().map((f) => ({ ...f, root: fn, at: undefined, repeats: [...(0, syntax_1.loopsAround)(ts, node)].length > 0, conditional: isConditional(node, fn) }));
            return [unknown(base)];
        }
        const facts = at.plan.calls.get((0, facts_1.keyOf)(taker))?.facts;
        if (facts?.callee.kind === "native" && inLine.test(facts.text))
            return outer().map((f) => ({ ...within(f, taker), repeats: true }));
        return outer().map((f) => ({ ...within(f, taker), repeats: true, root: undefined }));
    }
    function unknown(base) {
        return { ...base, root: undefined, at: undefined, conditional: true };
    }
    function standsIn(node, fn) {
        return node.getSourceFile() === fn.getSourceFile() && node.pos >= fn.pos && node.end <= fn.end;
    }
    function isConditional(node, until) {
        for (let at = node; at.parent !== undefined && at !== until; at = at.parent) {
            const { parent } = at;
            if (ts.isIfStatement(parent) && parent.expression !== at)
                return true;
            if (ts.isConditionalExpression(parent) && parent.condition !== at)
                return true;
            if (ts.isCaseOrDefaultClause(parent) || ts.isCatchClause(parent))
                return true;
            if (ts.isBinaryExpression(parent) && parent.right === at && /^(&&|\|\||\?\?)$/.test(parent.operatorToken.getText()))
                return true;
        }
        return false;
    }
}
/** Built-ins that call what they are given before they return. */
const inLine = /\.(forEach|map|flatMap|filter|find|findIndex|findLast|findLastIndex|some|every|reduce|reduceRight|sort)$/;
/** Calls that start a goroutine with their first argument. */
exports.spawners = new Set(["go", "WaitGroup.go", "Group.go", "Group.tryGo"]);
function isExported({ ts }, declaration) {
    return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}
exports.sending = new Set(["send", "trySend", "offer", "tryOffer"]);
exports.receiving = new Set(["recv", "recvOk", "tryRecv", "range", "spread", "pick", "tryPick"]);
function usesOfKind({ uses }, kinds) {
    return uses.filter((u) => kinds.has(u.kind));
}
/** The function in which the goroutine that made the object does everything that it does to it itself, and starts the others. */
function homeOf({ uses, owner }) {
    const roots = new Set(uses.filter((u) => u.goroutine.spawn === undefined).map((u) => u.goroutine.root));
    if (roots.size === 0)
        return owner;
    return roots.size === 1 ? [...roots][0] : undefined;
}
//# sourceMappingURL=uses.js.map