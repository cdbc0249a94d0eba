"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerCall = lowerCall;
exports.entryOfTarget = entryOfTarget;
exports.frameOfTarget = frameOfTarget;
exports.lookUpCall = lookUpCall;
exports.prefixOf = prefixOf;
exports.calleeAndReceiver = calleeAndReceiver;
exports.calleeText = calleeText;
const program_index_1 = require("../analysis/1-collect/program-index");
const plan_1 = require("../analysis/3-plan/plan");
const facts_1 = require("../analysis/facts");
const closures_1 = require("./closures");
const functions_1 = require("./fast/functions");
const functions_2 = require("./functions");
const intrinsics_1 = require("./intrinsics");
const private_methods_1 = require("./private-methods");
const property_access_1 = require("./property-access");
const method_calls_1 = require("./method-calls");
const optional_chains_1 = require("./optional-chains");
const select_1 = require("./select");
const super_1 = require("./super");
const unknown_callees_1 = require("./unknown-callees");
const visit_1 = require("./visit");
/** The lowered call; undefined if it needs nothing. `bare`: without the test of the flag (the caller adds it as a statement). */
function lowerCall(l, node, scope, bare = false) {
    const { ts } = l;
    const plan = l.callPlan(node);
    if (plan === undefined || node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.kind === ts.SyntaxKind.SuperKeyword || isTarget(l, node))
        return undefined;
    const { callee } = plan.facts;
    if (callee.kind === "intrinsic")
        return (0, intrinsics_1.lowerIntrinsic)(l, node, callee.name, scope);
    if (plan.bindsEntry && (scope.mode === "plain" || callee.kind === "native")) {
        const { callee: bind, self } = calleeAndReceiver(l, (0, program_index_1.skipOuter)(l.ts, node.expression), scope);
        return l.at_(l.abiCall("bindCall", [l.f.createStringLiteral(calleeText(l, node.expression, plan.facts.text)), bind, self, ...(0, visit_1.visitExpressions)(l, node.arguments, scope)]), node);
    }
    const target = (0, program_index_1.skipOuter)(l.ts, node.expression);
    const privateMethod = ts.isPropertyAccessExpression(target) ? (0, private_methods_1.privateMethodOf)(l, target) : undefined;
    if (privateMethod?.asteriskToken !== undefined) {
        if (scope.mode !== "plain" && plan.mode !== "plain")
            return l.suspend(dynamicCall(l, node, plan, scope), node, scope, plan.facts.text);
        const { callee, self } = calleeAndReceiver(l, target, scope);
        return l.at_(l.f.createCallExpression(l.f.createPropertyAccessExpression(callee, "call"), undefined, [self, ...(0, visit_1.visitExpressions)(l, node.arguments, scope)]), node);
    }
    if (ts.isPropertyAccessExpression(target) && !ts.isOptionalChain(target) && privateMethod !== undefined) {
        const generatorCall = l.f.createCallExpression(l.f.updatePropertyAccessExpression(target, (0, visit_1.visitNode)(l, target.expression, scope), target.name), undefined, (0, visit_1.visitExpressions)(l, node.arguments, scope));
        if (scope.mode === "plain" || plan.mode === "plain")
            return l.at_(l.abiCall("plain", [generatorCall]), node);
        const call = l.abiCall(scope.mode === "awaiting" ? "spotFrame" : "frame", [generatorCall]);
        return bare ? l.at_(call, node) : l.suspend(call, node, scope, plan.facts.text);
    }
    if (scope.mode === "plain" || (plan.mode === "plain" && !(0, property_access_1.readsAccessor)(l, target, scope)))
        return (0, super_1.plainSuperCall)(l, node, scope);
    const direct = scope.mode === "goroutine" ? directCall(l, node, plan, target, scope) : undefined;
    if (direct !== undefined)
        return bare ? l.at_(direct, node) : l.suspend(direct, node, scope, plan.facts.text);
    const call = plan.mode === "known" || isImmediate(l, target) ? knownCall(l, node, plan, scope) ?? dynamicCall(l, node, plan, scope) : dynamicCall(l, node, plan, scope);
    return bare && plan.mode !== "plain" ? l.at_(call, node) : l.suspend(call, node, scope, plan.facts.text);
}
/** `f() = 1`, `f()++`, `for (f() in o)`: sloppy code may say so, and throws a ReferenceError when it gets there. Anything but a call would be no JavaScript. */
function isTarget(l, node) {
    const { ts } = l;
    let child = node;
    while (child.parent !== undefined && ts.isParenthesizedExpression(child.parent))
        child = child.parent;
    const { parent } = child;
    if (parent === undefined)
        return false;
    if (ts.isBinaryExpression(parent))
        return parent.left === child && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
    if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
        return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
    return (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) && parent.initializer === child;
}
/** `$send("ch.send", ch.send, ch, value)`: operations that have an ABI function of their own. */
function directCall(l, node, plan, target, scope) {
    const { callee } = plan.facts;
    if (callee.kind === "marked" && (callee.direct === "select" || callee.direct === "selectAll"))
        return (0, select_1.lowerSelect)(l, node, callee.direct, target, calleeText(l, node.expression, plan.facts.text), scope);
    const operands = { recv: 0, send: 1 };
    if (callee.kind !== "marked" || callee.direct === undefined || !(callee.direct in operands) || !l.ts.isPropertyAccessExpression(target))
        return undefined;
    const name = callee.direct;
    if (node.arguments.length !== operands[name] || node.arguments.some((a) => l.ts.isSpreadElement(a)))
        return undefined;
    const { callee: method, self } = calleeAndReceiver(l, target, scope);
    return l.abiCall(name, [l.f.createStringLiteral(calleeText(l, node.expression, plan.facts.text)), method, self, ...(0, visit_1.visitExpressions)(l, node.arguments, scope)]);
}
function isImmediate(l, target) {
    return l.ts.isArrowFunction(target) || l.ts.isFunctionExpression(target);
}
/** `$frame(width$frame(shape))` */
function knownCall(l, node, plan, scope) {
    const { ts, f } = l;
    const target = (0, program_index_1.skipOuter)(l.ts, node.expression);
    const start = scope.mode === "awaiting" ? "spotFrame" : "frame";
    if (ts.isArrowFunction(target) || ts.isFunctionExpression(target)) {
        const inner = l.functionPlan(target);
        if (!(0, plan_1.isResumable)(inner) || inner.facts.generator || (ts.isFunctionExpression(target) && target.name !== undefined) || (0, functions_2.hasCallee)(l, target, inner))
            return undefined;
        const made = l.at_(f.createParenthesizedExpression((0, closures_1.generator)(l, target, inner, scope, undefined)), node.expression);
        return l.abiCall(start, [f.createCallExpression(made, undefined, (0, visit_1.visitExpressions)(l, node.arguments, scope))]);
    }
    const fast = scope.mode === "awaiting" ? undefined : entryOfTarget(l, plan);
    if (fast !== undefined)
        return f.createCallExpression(fast.name, undefined, [...(fast.counts ? [l.depth()] : []), ...(0, visit_1.visitExpressions)(l, node.arguments, scope)]);
    const frame = frameOfTarget(l, plan);
    if (frame === undefined)
        return undefined;
    return l.abiCall(start, [f.createCallExpression(frame, undefined, (0, visit_1.visitExpressions)(l, node.arguments, scope))]);
}
/** `width$go`: the goroutine entry of the one function a call reaches, if it stands in this file under a name and has the fast form. */
function entryOfTarget(l, plan) {
    const target = targetOf(l, plan, "fast");
    if (target === undefined)
        return undefined;
    return { name: l.f.createIdentifier((0, functions_1.entryName)(l, target.plan, target.name)), counts: target.plan.recursive };
}
function targetOf(l, plan, form) {
    const target = plan.target === undefined ? undefined : l.plan.functions.get((0, facts_1.keyInId)(plan.target));
    if (target === undefined || target.facts.id !== plan.target || target.form !== form)
        return undefined;
    const { node } = target.facts;
    if (l.ts.isMethodDeclaration(node))
        return undefined; // a private one with decorators: they may have replaced it
    const own = node.name;
    return { name: own !== undefined && l.ts.isIdentifier(own) ? own.text : target.facts.name, plan: target };
}
/** The frame of the one function a call reaches, if it stands in this file under a name. */
function frameOfTarget(l, plan) {
    const target = targetOf(l, plan, "direct");
    return target === undefined ? undefined : l.f.createIdentifier((0, functions_2.frameName)(l, target.plan, target.name));
}
/** `$call1("ch.send", ch.send, ch, value)` */
function dynamicCall(l, node, plan, scope, prefix = prefixOf(scope)) {
    const target = (0, program_index_1.skipOuter)(l.ts, node.expression), { callee: found, self } = calleeAndReceiver(l, target, scope);
    const callee = isImmediate(l, target) ? l.at_(l.f.createParenthesizedExpression(found), node.expression) : found;
    const visited = (0, visit_1.visitExpressions)(l, node.arguments, scope), text = calleeText(l, node.expression, plan.facts.text), { callee: reached } = plan.facts;
    const starts = reached.kind === "marked" && reached.direct === "startedAt" && visited.length > 0 && !l.ts.isSpreadElement(visited[0]);
    const args = starts ? (0, intrinsics_1.startedAt)(l, node, visited, scope) : visited;
    const method = prefix === "call" && !args.some((a) => l.ts.isSpreadElement(a)) ? (0, method_calls_1.methodCall)(l, plan, args.length) : undefined;
    if (method !== undefined)
        return l.f.createCallExpression(l.f.createIdentifier(method.name), undefined, [...(method.counts ? [l.depth()] : []), l.f.createStringLiteral(text), callee, self, ...args]);
    // What is declared to block has an entry.
    const plainFirst = prefix === "call" && reached.kind !== "marked" && !l.ts.isPropertyAccessExpression(target) && !l.ts.isElementAccessExpression(target) ? (0, unknown_callees_1.unknownCall)(l, node, callee, args, text, scope) : undefined;
    return plainFirst ?? lookUpCall(l, callee, self, args, text, prefix);
}
/** The call of a function value by look-up, in the shape for its number of arguments. */
function lookUpCall(l, callee, self, args, text, prefix) {
    const head = [l.f.createStringLiteral(text), callee, self];
    if (args.length > 3 || args.some((a) => l.ts.isSpreadElement(a)))
        return l.abiCall(`${prefix}n`, [...head, l.f.createArrayLiteralExpression(args)]);
    return l.abiCall(`${prefix}${args.length}`, [...head, ...args]);
}
function prefixOf(scope) {
    return scope.mode === "awaiting" ? "spot" : "call";
}
/** The function value and what `this` will be in it. */
function calleeAndReceiver(l, target, scope) {
    const { ts, f } = l;
    const held = l.callees.size > 0 ? l.callees.get(ts.getOriginalNode(target)) : undefined;
    if (held !== undefined)
        return held;
    if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target))
        return { callee: (0, visit_1.visitNode)(l, target, scope), self: l.undefined() };
    if (ts.isOptionalChain(target))
        return (0, optional_chains_1.chainAsCallee)(l, target, scope);
    const object = target.expression;
    const accessor = (0, property_access_1.readsAccessor)(l, target, scope) ? target : undefined;
    const member = (receiver) => accessor !== undefined ? (0, property_access_1.readOf)(l, accessor, receiver, scope) :
        ts.isPropertyAccessExpression(target)
            ? (0, private_methods_1.privateMethodValue)(l, target, l.at_(f.createPropertyAccessExpression(receiver, target.name), target))
            : l.at_(f.createElementAccessExpression(receiver, (0, visit_1.visitNode)(l, target.argumentExpression, scope)), target);
    if (object.kind === ts.SyntaxKind.SuperKeyword)
        return { callee: member((0, visit_1.visitNode)(l, object, scope)), self: l.this_(scope, object) };
    const visited = (0, visit_1.visitNode)(l, object, scope);
    if (object.kind === ts.SyntaxKind.ThisKeyword)
        return { callee: member(visited), self: l.this_(scope, object) };
    // A name that is never assigned may be repeated; a getter read for the callee could change any other.
    if (ts.isIdentifier(object) && visited === object && !l.plan.facts.assigned.has(object.text) && (ts.isPropertyAccessExpression(target) || ts.isLiteralExpression(target.argumentExpression) || ts.isIdentifier(target.argumentExpression)))
        return { callee: member(object), self: object };
    // A computed key may itself suspend or call: then the receiver needs a temporary of its own.
    const simpleKey = ts.isPropertyAccessExpression(target) || ts.isLiteralExpression(target.argumentExpression) || ts.isIdentifier(target.argumentExpression);
    const temp = simpleKey ? scope.temps.receiver : scope.temps.fresh();
    return { callee: member(f.createParenthesizedExpression(f.createAssignment(f.createIdentifier(temp), visited))), self: f.createIdentifier(temp) };
}
/** What V8 calls the callee in "x is not a function". */
function calleeText(l, expression, fallback) {
    const { ts } = l;
    const target = (0, program_index_1.skipOuter)(l.ts, expression);
    const dot = (node) => (node.questionDotToken === undefined ? "." : "?.");
    let links = 0;
    const render = (node) => {
        if (++links > 60)
            return undefined; // a chain would be as long as the square of its links
        if (ts.isIdentifier(node))
            return node.text;
        if (node.kind === ts.SyntaxKind.ThisKeyword)
            return "this";
        const object = (inner) => (inner.kind === ts.SyntaxKind.SuperKeyword ? "(intermediate value)" : render((0, program_index_1.skipOuter)(l.ts, inner)) ?? "(intermediate value)");
        if (ts.isPropertyAccessExpression(node))
            return ts.isPrivateIdentifier(node.name) ? `${object(node.expression)}[${node.name.text}]` : `${object(node.expression)}${dot(node)}${node.name.text}`;
        if (ts.isElementAccessExpression(node)) {
            const key = (0, program_index_1.skipOuter)(l.ts, node.argumentExpression);
            if (ts.isStringLiteralLike(key))
                return `${object(node.expression)}${node.questionDotToken === undefined ? "." : "?."}${key.text}`;
            return `${object(node.expression)}${node.questionDotToken === undefined ? "" : "?."}[${ts.isNumericLiteral(key) ? key.text : render(key) ?? "..."}]`;
        }
        if (ts.isNumericLiteral(node))
            return node.text;
        if (ts.isStringLiteralLike(node))
            return JSON.stringify(node.text);
        if (node.kind === ts.SyntaxKind.NullKeyword)
            return "null";
        if (ts.isCallExpression(node))
            return `${render((0, program_index_1.skipOuter)(l.ts, node.expression)) ?? "(intermediate value)"}(...)`;
        return undefined;
    };
    return render(target) ?? (ts.isIdentifier(target) ? fallback : "(intermediate value)");
}
//# sourceMappingURL=calls.js.map