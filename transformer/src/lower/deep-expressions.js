"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerDeep = lowerDeep;
const program_index_1 = require("../analysis/1-collect/program-index");
const calls_1 = require("./calls");
const private_methods_1 = require("./private-methods");
const visit_1 = require("./visit");
/** More calls that may suspend inside each other than this are taken apart, into parts of `part` calls. */
const limit = 30, part = 12;
function lowerDeep(l, node, scope) {
    // A call takes three characters, `f()`: in a short text there are not that many.
    if (scope.mode === "plain" || node.end - node.pos < 3 * limit || countSteps(l, node) <= limit)
        return undefined;
    const { ts, f } = l;
    const path = [];
    for (let step = stepOf(l, node); step !== undefined; step = stepOf(l, childOf(step)))
        path.push(step);
    const sequence = [];
    const keep = (value) => {
        const temp = f.createIdentifier(scope.temps.fresh());
        sequence.push(f.createAssignment(temp, value));
        return temp;
    };
    const kept = [];
    for (const step of path) {
        if (step.argument === undefined)
            continue;
        const call = step.node;
        const plan = l.callPlan(call);
        if (plan.mode !== "known" || ((0, calls_1.frameOfTarget)(l, plan) === undefined && (0, calls_1.entryOfTarget)(l, plan) === undefined)) {
            const target = (0, program_index_1.skipOuter)(l.ts, call.expression);
            const { callee, self } = (0, calls_1.calleeAndReceiver)(l, target, scope);
            const calleeTemp = keep(callee);
            const shared = ts.isIdentifier(self) && self.text === scope.temps.receiver;
            l.callees.set(ts.getOriginalNode(target), { callee: calleeTemp, self: shared ? keep(self) : self });
            kept.push(ts.getOriginalNode(target));
        }
        for (const before of call.arguments.slice(0, step.argument)) {
            if (isConstant(l, before))
                continue;
            l.values.set(ts.getOriginalNode(before), keep(unnamed(l, before, (0, visit_1.visitNode)(l, before, scope))));
            kept.push(ts.getOriginalNode(before));
        }
    }
    const value = f.createIdentifier(scope.temps.fresh());
    let last, inPart = 0;
    for (let i = path.length - 1; i >= 0; i--) {
        const { node: at, suspends } = path[i], outer = path[i - 1];
        inPart += suspends ? 1 : 0.25;
        const isValue = ts.isCallExpression(at) || (isAccess(l, at) && outer !== undefined && isAccess(l, outer.node));
        const held = ts.isCallExpression(at) && path[i].argument !== undefined;
        if (i === 0)
            last = (0, visit_1.visitNode)(l, at, scope);
        else if (isValue && (inPart >= part || held || outer.argument !== undefined)) {
            sequence.push(f.createAssignment(value, (0, visit_1.visitNode)(l, at, scope)));
            l.values.set(ts.getOriginalNode(at), value);
            kept.push(ts.getOriginalNode(at));
            inPart = 0;
        }
    }
    for (const done of kept) {
        l.values.delete(done);
        l.callees.delete(done);
    }
    return l.at_(f.createParenthesizedExpression(f.createCommaListExpression([...sequence, last])), node);
}
/** Calls that may suspend on the path, as far as it matters. */
function countSteps(l, node) {
    let count = 0;
    for (let step = stepOf(l, node); step !== undefined && count <= limit; step = stepOf(l, childOf(step)))
        if (step.suspends)
            count++;
    return count;
}
function childOf({ node, argument }) {
    return argument !== undefined ? node.arguments[argument] : node.expression;
}
/** One step of the path inwards; undefined: it ends here. */
function stepOf(l, node) {
    const { ts } = l;
    if (l.values.has(ts.getOriginalNode(node)) || ts.isOptionalChain(node))
        return undefined;
    if (skipsOuter(l, node))
        return { node, argument: undefined, suspends: false };
    const plan = l.callPlan(node);
    const suspends = plan !== undefined && plan.mode !== "plain";
    if (isAccess(l, node))
        return node.expression.kind === ts.SyntaxKind.SuperKeyword || (ts.isPropertyAccessExpression(node) && (0, private_methods_1.isPrivateMethodRead)(l, node)) ? undefined : { node, argument: undefined, suspends };
    if (!ts.isCallExpression(node) || node.expression.kind === ts.SyntaxKind.SuperKeyword || node.expression.kind === ts.SyntaxKind.ImportKeyword)
        return undefined;
    let widest, width = node.expression.end - node.expression.pos;
    node.arguments.forEach((a, i) => { if (a.end - a.pos > width) {
        widest = i;
        width = a.end - a.pos;
    } });
    if (widest === undefined)
        return { node, argument: undefined, suspends };
    // Calls that are rewritten in a way of their own, and those whose number of arguments is not known, end the path.
    const target = (0, program_index_1.skipOuter)(l.ts, node.expression);
    const ends = plan === undefined || plan.mode === "plain" || plan.facts.callee.kind === "intrinsic" || plan.bindsEntry || ts.isFunctionExpression(target) || ts.isArrowFunction(target) ||
        (ts.isPropertyAccessExpression(target) && ts.isPrivateIdentifier(target.name)) || node.arguments.slice(0, widest + 1).some((a) => ts.isSpreadElement(a));
    return ends ? undefined : { node, argument: widest, suspends };
}
function isAccess(l, node) {
    return l.ts.isPropertyAccessExpression(node) || l.ts.isElementAccessExpression(node);
}
function skipsOuter(l, node) {
    const { ts } = l;
    return ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node) || ts.isTypeAssertionExpression(node);
}
/** A class in a temporary would take that one's name. */
function unnamed(l, source, value) {
    return l.ts.isClassExpression((0, program_index_1.skipOuter)(l.ts, source)) ? l.f.createParenthesizedExpression(l.f.createComma(l.f.createNumericLiteral(0), value)) : value;
}
/** Its evaluation may wait. */
function isConstant(l, node) {
    const { ts } = l;
    return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || node.kind === ts.SyntaxKind.NullKeyword || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword ||
        ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}
//# sourceMappingURL=deep-expressions.js.map