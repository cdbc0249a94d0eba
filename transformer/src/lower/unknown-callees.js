"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.unknownCall = unknownCall;
exports.calleesVariable = calleesVariable;
const method_calls_1 = require("./method-calls");
/** The call; undefined: an ordinary look-up. */
function unknownCall(l, node, callee, args, text, scope) {
    const { ts, f } = l, plan = l.plan.functions.get(scope.facts.key);
    if (l.early || scope.mode !== "goroutine" || args.length > 3 || args.some((a) => ts.isSpreadElement(a)) || !(plan.recursive || isInLoop(l, node)))
        return undefined;
    const key = `${scope.facts.key} ${text} ${args.length}`;
    let name = l.unknownCalls.get(key);
    if (name === undefined) {
        const last = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.exec(text);
        name = l.own(`${last === null ? "callee" : last[0]}$call`);
        l.unknownCalls.set(key, name);
        l.after.push(helper(l, name, text, args.length, l.unknownCalls.size - 1, plan.recursive));
    }
    return l.at_(l.f.createCallExpression(f.createIdentifier(name), undefined, [...(plan.recursive ? [l.depth()] : []), callee, ...args]), node);
}
function isInLoop(l, node) {
    for (let at = node.parent; at !== undefined && !l.ts.isFunctionLike(at); at = at.parent)
        if (l.ts.isIterationStatement(at, false))
            return true;
    return false;
}
/** `const $callees = $ss.callees(2);` */
function calleesVariable(l) {
    const { ts, f } = l;
    if (l.unknownCalls.size === 0)
        return [];
    const made = l.abiCall("callees", [f.createNumericLiteral(l.unknownCalls.size)]);
    return [f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(l.register("$callees"), undefined, undefined, made)], ts.NodeFlags.Const))];
}
function helper(l, name, text, count, place, counts) {
    const { ts, f } = l, id = (own) => f.createIdentifier(own);
    const values = ["a", "b", "c"].slice(0, count), list = () => id(l.register("$callees")), given = () => f.createPropertyAccessExpression(l.abi("S"), "given");
    const lookedUp = l.abiCall(`call${count}`, [f.createStringLiteral(text), id("f"), l.undefined(), ...values.map(id)]);
    const other = f.createLogicalAnd(f.createStrictInequality(id("f"), f.createElementAccessExpression(list(), place)), f.createLogicalNot(l.abiCall("isPlain", [id("f"), list(), f.createNumericLiteral(place)])));
    const constants = f.createVariableStatement(undefined, f.createVariableDeclarationList([
        f.createVariableDeclaration("n", undefined, undefined, given()), f.createVariableDeclaration("v", undefined, undefined, f.createCallExpression(id("f"), undefined, values.map(id)))
    ], ts.NodeFlags.Const));
    const returned = f.createReturnStatement(f.createConditionalExpression(f.createStrictEquality(given(), id("n")), undefined, id("v"), undefined, l.abiCall("given", [id("v")])));
    const depth = l.register("$d"), parameters = [...(counts ? [depth] : []), "f", ...values].map((p) => f.createParameterDeclaration(undefined, undefined, p));
    return f.createFunctionDeclaration(undefined, undefined, name, undefined, parameters, undefined, f.createBlock([f.createIfStatement(other, counts ? f.createBlock((0, method_calls_1.withDepth)(l, lookedUp), true) : f.createReturnStatement(lookedUp)), constants, returned], true));
}
//# sourceMappingURL=unknown-callees.js.map