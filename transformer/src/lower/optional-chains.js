"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isChainRoot = isChainRoot;
exports.chainAsCallee = chainAsCallee;
exports.lowerOptionalChain = lowerOptionalChain;
const program_index_1 = require("../analysis/1-collect/program-index");
const calls_1 = require("./calls");
const private_methods_1 = require("./private-methods");
const property_access_1 = require("./property-access");
const visit_1 = require("./visit");
/** The outermost expression of an optional chain that has a suspending call, or a private method in generator form, among its links. */
function isChainRoot(l, node, scope) {
    const { ts } = l;
    if (!ts.isOptionalChain(node))
        return false;
    const original = ts.getOriginalNode(node);
    const parent = original.parent;
    if (parent !== undefined && ts.isOptionalChain(parent) && parent.expression === original)
        return false;
    const chain = links(l, node);
    // `a?.#m` is a generator method where `a` is something, and no function of the runtime where it is not.
    if (chain.links.some((link) => ts.isPropertyAccessExpression(link) && (0, private_methods_1.privateMethodOf)(l, link) !== undefined))
        return true;
    if (scope.superName !== undefined && chain.start.kind === ts.SyntaxKind.SuperKeyword)
        return true;
    return scope.mode !== "plain" && chain.links.some((link) => (ts.isCallExpression(link) || (0, property_access_1.readsAccessor)(l, link, scope)) && (l.callPlan(link)?.mode ?? "plain") !== "plain");
}
/** The chain from its first link outwards, and what it starts from. */
function links(l, node) {
    const { ts } = l;
    const out = [];
    let at = node;
    for (;;) {
        if (ts.isNonNullExpression(at)) {
            at = at.expression;
            continue;
        }
        if (!ts.isOptionalChain(at))
            break;
        out.unshift(at);
        const first = at.questionDotToken !== undefined && !ts.isOptionalChain(skipNonNull(l, at.expression));
        at = at.expression;
        if (first)
            break;
    }
    // A call at the start keeps its receiver: `o.m?.()` starts at `o`.
    while ((ts.isPropertyAccessExpression(at) || ts.isElementAccessExpression(at)) && out[0] !== undefined && ts.isCallExpression(out[0])) {
        out.unshift(at);
        at = at.expression;
        break;
    }
    return { start: at, links: out };
}
function skipNonNull(l, node) {
    let at = node;
    while (l.ts.isNonNullExpression(at))
        at = at.expression;
    return at;
}
/** `(a?.b)(…)`: what is called, and a temporary with its receiver. Cut short, it is undefined, which is called all the same. */
function chainAsCallee(l, node, scope) {
    const self = l.f.createIdentifier(scope.temps.fresh());
    return { callee: lowerOptionalChain(l, node, scope, false, self), self };
}
/** `deleted`: the chain is the operand of `delete`, which is cut short with it. `keep`: a temporary for the object of its last link. */
function lowerOptionalChain(l, node, scope, deleted = false, keep) {
    const { ts, f } = l;
    const chain = links(l, node);
    const temp = () => f.createIdentifier(scope.temps.fresh());
    const build = (i, current, receiver, checked) => {
        const link = chain.links[i];
        if (link === undefined)
            return deleted ? f.createDeleteExpression(current) : current;
        if (link.questionDotToken !== undefined && !checked) {
            const t = temp();
            const absent = f.createLogicalOr(f.createStrictEquality(f.createParenthesizedExpression(f.createAssignment(t, current)), f.createNull()), f.createStrictEquality(t, f.createVoidZero()));
            return f.createParenthesizedExpression(f.createConditionalExpression(absent, undefined, deleted ? f.createTrue() : f.createVoidZero(), undefined, build(i, t, receiver, true)));
        }
        if (ts.isCallExpression(link)) {
            const args = (0, visit_1.visitExpressions)(l, link.arguments, scope);
            const plan = l.callPlan(link);
            if (plan !== undefined && plan.mode !== "plain" && scope.mode !== "plain") {
                const call = (0, calls_1.lookUpCall)(l, current, receiver ?? l.undefined(), args, (0, calls_1.calleeText)(l, link.expression, plan.facts.text), (0, calls_1.prefixOf)(scope));
                return build(i + 1, l.suspend(call, link, scope, plan.facts.text), undefined, false);
            }
            const call = receiver === undefined
                ? f.createCallExpression(current, undefined, args)
                : f.createCallExpression(f.createPropertyAccessExpression(current, "call"), undefined, [receiver, ...args]);
            return build(i + 1, call, undefined, false);
        }
        const isSuper = (0, program_index_1.skipOuter)(l.ts, link.expression).kind === ts.SyntaxKind.SuperKeyword;
        const next = chain.links[i + 1];
        let object = current;
        let self;
        if (next !== undefined && ts.isCallExpression(next)) {
            if (isSuper)
                self = l.this_(scope, link);
            else if (ts.isIdentifier(current) && !l.plan.facts.assigned.has(current.text))
                self = current;
            else {
                const t = temp();
                object = f.createParenthesizedExpression(f.createAssignment(t, current));
                self = t;
            }
        }
        else if (next === undefined && keep !== undefined)
            object = f.createParenthesizedExpression(f.createAssignment(keep, current));
        const value = (0, property_access_1.readsAccessor)(l, link, scope) && !isSuper ? (0, property_access_1.readOf)(l, link, object, scope) : ts.isPropertyAccessExpression(link)
            ? (0, private_methods_1.privateMethodValue)(l, link, f.createPropertyAccessExpression(object, link.name))
            : f.createElementAccessExpression(object, (0, visit_1.visitNode)(l, link.argumentExpression, scope));
        return build(i + 1, value, self, false);
    };
    // `(o.m)?.()`: parentheses keep the receiver.
    const inner = (0, program_index_1.skipOuter)(l.ts, chain.start), first = chain.links[0];
    if (inner !== chain.start && first !== undefined && ts.isCallExpression(first) && (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner))) {
        const { callee, self } = (0, calls_1.calleeAndReceiver)(l, inner, scope);
        return l.at_(f.createParenthesizedExpression(build(0, callee, self, false)), node);
    }
    return l.at_(f.createParenthesizedExpression(build(0, (0, visit_1.visitNode)(l, chain.start, scope), undefined, false)), node);
}
//# sourceMappingURL=optional-chains.js.map