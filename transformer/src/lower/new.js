"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerNew = lowerNew;
exports.lowerNewTarget = lowerNewTarget;
exports.newTargetBody = newTargetBody;
exports.readsNewTarget = readsNewTarget;
const calls_1 = require("./calls");
const visit_1 = require("./visit");
function lowerNew(l, node, scope) {
    const { f } = l;
    const plan = l.callPlan(node);
    if (plan === undefined || plan.mode === "plain" || scope.mode === "plain")
        return undefined;
    const callee = (0, visit_1.visitNode)(l, node.expression, scope);
    const call = l.abiCall(scope.mode === "awaiting" ? "spotNew" : "newCall", [f.createStringLiteral((0, calls_1.calleeText)(l, node.expression, plan.facts.text)), callee, ...(0, visit_1.visitExpressions)(l, node.arguments ?? [], scope)]);
    return l.suspend(call, node, scope, plan.facts.text);
}
function lowerNewTarget(l, node, scope) {
    return node.keywordToken === l.ts.SyntaxKind.NewKeyword && scope.newTarget !== undefined ? l.at_(l.f.createIdentifier(scope.newTarget), node) : node;
}
/**
 * The frame of a function that reads `new.target`: made by a function that takes the register before anything else runs, since the generator may start late.
 *   function Point$frame(x, y) { const $target = $newTarget(Point$frame); return (function* (x, y) { … $target … }).apply(this, arguments); }
 */
function newTargetBody(l, frame, parts) {
    const { ts, f } = l;
    const taken = f.createVariableDeclaration(l.register("$target"), undefined, undefined, l.abiCall("newTarget", [f.createIdentifier(frame)]));
    const generator = f.createFunctionExpression(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), undefined, undefined, parts.parameters, undefined, parts.body);
    const made = f.createCallExpression(f.createPropertyAccessExpression(f.createParenthesizedExpression(generator), "apply"), undefined, [f.createThis(), f.createIdentifier("arguments")]);
    const directives = parts.body.statements.slice(0, l.prologueEnd(parts.body.statements)); // strictness decides what `this` is
    return f.createBlock([...directives, f.createVariableStatement(undefined, f.createVariableDeclarationList([taken], ts.NodeFlags.Const)), f.createReturnStatement(made)], true);
}
/** The function has a `new.target` of its own, and reads it. */
function readsNewTarget(facts) {
    return facts.usesNewTarget && !facts.generator && !facts.async && (facts.kind === "function" || facts.kind === "expression");
}
//# sourceMappingURL=new.js.map