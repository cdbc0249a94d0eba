"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.methodCall = methodCall;
exports.methodOf = methodOf;
exports.methodTemp = methodTemp;
exports.tryMethod = tryMethod;
exports.triesShallow = triesShallow;
exports.keepMethod = keepMethod;
exports.methodVariables = methodVariables;
exports.withDepth = withDepth;
const depth_1 = require("../analysis/3-plan/depth");
const facts_1 = require("../analysis/facts");
const walk_1 = require("../analysis/walk");
/** What a call of so many arguments is made by; undefined: an ordinary look-up. */
function methodCall(l, plan, count) {
    if (plan.guesses.length === 0 || count > 3)
        return undefined;
    const key = `${count} ${plan.guesses.join(" ")}`;
    let made = l.methodCalls.get(key);
    if (made === undefined) {
        const targets = plan.guesses.map((id) => l.plan.functions.get((0, facts_1.keyInId)(id)));
        made = { name: l.own(`${memberName(targets[0])}$call`), counts: targets.some((t) => t.recursive), only: targets.length === 1 ? methodOf(l, targets[0]) : undefined };
        l.methodCalls.set(key, made);
        l.methodHelpers.set(made.name, made);
        l.after.push(helper(l, made, targets, count));
    }
    return made;
}
function memberName(plan) {
    return plan.facts.node.name.text;
}
/** Named once for each method. */
function methodOf(l, plan) {
    let made = l.methods.get(plan.facts.key);
    if (made === undefined) {
        l.methods.set(plan.facts.key, (made = { f: l.names.unique(`${memberName(plan)}$f`), go: l.own(`${memberName(plan)}$go`) }));
        if (!(0, depth_1.needsDepth)(l.plan, plan))
            l.shallow.add(made.go);
    }
    return made;
}
/** Holds the method that a call tries, in the fast copy of a function. */
function methodTemp(l) { return l.register("$m"); }
/** `($m = planner.add) === add$f ? add$go(planner, c) : add$call("planner.add", $m, planner, c)`, of a call of a helper that tries one method; undefined: another call, or its arguments are too much to write twice. `told`: what becomes of the other branch. */
function tryMethod(l, call, told = (other) => other) {
    const { ts, f } = l;
    if (!ts.isCallExpression(call) || !ts.isIdentifier(call.expression))
        return undefined;
    const { text: name } = call.expression, made = l.methodHelpers.get(name);
    if (made?.only === undefined)
        return undefined;
    const before = made.counts ? [call.arguments[0]] : [], [text, method, self, ...values] = call.arguments.slice(before.length);
    if (!values.every((v) => isShort(ts, v)) || !isShort(ts, self))
        return undefined;
    const temp = () => f.createIdentifier(methodTemp(l)), place = ts.getSourceMapRange(call.expression);
    const called = (own) => place.pos < 0 ? f.createIdentifier(own) : ts.setSourceMapRange(f.createIdentifier(own), place);
    return f.createConditionalExpression(f.createStrictEquality(f.createParenthesizedExpression(f.createAssignment(temp(), method)), f.createIdentifier(made.only.f)), undefined, f.createCallExpression(called(made.only.go), undefined, [self, ...before, ...values]), undefined, told(f.createCallExpression(called(name), undefined, [...before, text, temp(), self, ...values])));
}
/** A call of a helper tries one method, that needs not know how deep the native stack is. */
function triesShallow(l, call) {
    const only = l.ts.isCallExpression(call) && l.ts.isIdentifier(call.expression) ? l.methodHelpers.get(call.expression.text)?.only : undefined;
    return only !== undefined && l.shallow.has(only.go);
}
/** Names, literals and a few operators. */
function isShort(ts, e) {
    const worst = (0, walk_1.find)(ts, e, (n) => !(ts.isIdentifier(n) || ts.isToken(n) || ts.isPropertyAccessExpression(n) || ts.isElementAccessExpression(n) || ts.isParenthesizedExpression(n) || ts.isVoidExpression(n)
        || (ts.isPrefixUnaryExpression(n) && n.operator !== ts.SyntaxKind.PlusPlusToken && n.operator !== ts.SyntaxKind.MinusMinusToken)
        || (ts.isBinaryExpression(n) && !(n.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && n.operatorToken.kind <= ts.SyntaxKind.LastAssignment))));
    let nodes = 0;
    (0, walk_1.walk)(ts, e, () => { nodes++; });
    return worst === undefined && nodes <= 8;
}
/** `add$f = this.prototype.add`, behind `tie`, which makes the plain entry of the method. */
function keepMethod(l, plan, target, tie) {
    if (!plan.guessed)
        return [tie];
    return [tie, l.f.createAssignment(l.f.createIdentifier(methodOf(l, plan).f), l.f.createPropertyAccessExpression(target(), memberName(plan)))];
}
/** The declarations of the variables; they are there before anything runs. */
function methodVariables(l) {
    const { f } = l, all = [...l.methods.values()];
    if (all.length === 0)
        return [];
    return [f.createVariableStatement(undefined, f.createVariableDeclarationList(all.map((m) => f.createVariableDeclaration(m.f, undefined, undefined, f.createNumericLiteral(0)))))];
}
function helper(l, { name, counts }, targets, count) {
    const { f } = l, id = (text) => f.createIdentifier(text);
    const values = ["a", "b", "c"].slice(0, count), depth = l.register("$d");
    const test = (m) => f.createStrictEquality(id("f"), id(m.f));
    const call = (plan) => f.createCallExpression(id(methodOf(l, plan).go), undefined, [id("self"), ...(plan.recursive ? [id(depth)] : []), ...values.map(id)]);
    let other = l.abiCall(`call${count}`, [id("text"), id("f"), id("self"), ...values.map(id)]);
    for (const plan of targets)
        if (!plan.recursive)
            other = f.createConditionalExpression(test(methodOf(l, plan)), undefined, call(plan), undefined, other);
    const statements = targets.filter((t) => t.recursive).map((t) => f.createIfStatement(test(methodOf(l, t)), f.createReturnStatement(call(t))));
    statements.push(...(counts ? withDepth(l, other) : [f.createReturnStatement(other)]));
    const parameters = [...(counts ? [depth] : []), "text", "f", "self", ...values].map((p) => f.createParameterDeclaration(undefined, undefined, p));
    return f.createFunctionDeclaration(undefined, undefined, name, undefined, parameters, undefined, f.createBlock(statements, true));
}
/** `const $b = $S.depth; $S.depth = $d - 1; const v = call; $S.depth = $b; return v;`: a look-up is told the depth of the native stack by the register. */
function withDepth(l, call) {
    const { f } = l, id = (text) => f.createIdentifier(text), before = l.register("$b"), result = "v";
    const constant = (variable, value) => f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(variable, undefined, undefined, value)], l.ts.NodeFlags.Const));
    const set = (value) => f.createExpressionStatement(f.createAssignment(l.depth(), value));
    return [constant(before, l.depth()), set(f.createSubtract(id(l.register("$d")), f.createNumericLiteral(1))), constant(result, call), set(id(before)), f.createReturnStatement(id(result))];
}
//# sourceMappingURL=method-calls.js.map