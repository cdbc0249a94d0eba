"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.readsAccessor = readsAccessor;
exports.readElement = readElement;
exports.readOf = readOf;
exports.lowerPropertyRead = lowerPropertyRead;
exports.lowerPropertyAssignment = lowerPropertyAssignment;
exports.lowerPropertyStep = lowerPropertyStep;
const property_access_1 = require("../analysis/1-collect/property-access");
const program_index_1 = require("../analysis/1-collect/program-index");
const facts_1 = require("../analysis/facts");
const calls_1 = require("./calls");
const visit_1 = require("./visit");
function isAccess(l, node) {
    return l.ts.isPropertyAccessExpression(node) || l.ts.isElementAccessExpression(node);
}
/** Reading the property may suspend here. */
function readsAccessor(l, node, scope) {
    return scope.mode !== "plain" && isAccess(l, node) && (l.callPlan(node)?.mode ?? "plain") !== "plain";
}
function writesAccessor(l, node, scope) {
    return scope.mode !== "plain" && !l.mayBeSloppy && isAccess(l, node) && (l.plan.calls.get((0, property_access_1.setKey)(l.ts.getOriginalNode(node)))?.mode ?? "plain") !== "plain";
}
function keyText(l, node) {
    return l.f.createStringLiteral(l.ts.isPropertyAccessExpression(node) ? node.name.text : String(node.argumentExpression.text));
}
function textOf(l, node) {
    const original = l.ts.getOriginalNode(node);
    return (l.plan.calls.get((0, facts_1.keyOf)(original)) ?? l.plan.calls.get((0, property_access_1.setKey)(original))).facts.text;
}
function isSuper(l, node) {
    return l.ts.getOriginalNode(node).expression.kind === l.ts.SyntaxKind.SuperKeyword;
}
/** What the property is read from, or for. */
function objectOf(l, node, scope) {
    return isSuper(l, node) ? l.this_(scope, node) : (0, visit_1.visitNode)(l, node.expression, scope);
}
/** `<$get(object, "x")>`, for an element of an object pattern. */
function readElement(l, element, name, object, scope) {
    const { text } = l.callPlan(element).facts, args = [object, l.f.createStringLiteral(name)];
    return l.suspend(scope.mode === "awaiting" ? (0, calls_1.lookUpCall)(l, l.abi("get"), l.undefined(), args, text, (0, calls_1.prefixOf)(scope)) : l.abiCall("get", args), element, scope, text);
}
/** `$get(object, "x")` with the test behind it. */
function readOf(l, node, object, scope) {
    return l.suspend(accessCall(l, "get", node, [object, keyText(l, node)], scope), node, scope, textOf(l, node));
}
function writeOf(l, node, object, value, scope) {
    return l.suspend(accessCall(l, "set", node, [object, keyText(l, node), value], scope), node, scope, textOf(l, node));
}
function accessCall(l, kind, node, args, scope) {
    const home = isSuper(l, node) ? (0, property_access_1.homeOf)(l.ts, l.ts.getOriginalNode(node)) : undefined;
    const name = home === undefined ? kind : kind === "get" ? "getAbove" : "setAbove";
    if (home !== undefined)
        args = [home.isStatic ? l.f.createIdentifier(home.name) : l.f.createPropertyAccessExpression(l.f.createIdentifier(home.name), "prototype"), ...args];
    return scope.mode === "awaiting" ? (0, calls_1.lookUpCall)(l, l.abi(name), l.undefined(), args, textOf(l, node), (0, calls_1.prefixOf)(scope)) : l.abiCall(name, args);
}
/** A read that is no callee: calls keep the receiver themselves (calls.ts). */
function lowerPropertyRead(l, node, scope) {
    return readsAccessor(l, node, scope) ? readOf(l, node, objectOf(l, node, scope), scope) : undefined;
}
/** `o.x = v`, `o.x += v`, `o.x ??= v` */
function lowerPropertyAssignment(l, node, scope) {
    const { ts, f } = l;
    const operator = node.operatorToken.kind;
    if (operator < ts.SyntaxKind.FirstAssignment || operator > ts.SyntaxKind.LastAssignment)
        return undefined;
    const target = (0, program_index_1.skipOuter)(l.ts, node.left);
    const reads = operator !== ts.SyntaxKind.EqualsToken && readsAccessor(l, target, scope);
    if (!isAccess(l, target) || (!reads && !writesAccessor(l, target, scope)))
        return undefined;
    if (l.mayBeSloppy)
        return f.updateBinaryExpression(node, nativeTarget(l, target, scope), node.operatorToken, (0, visit_1.visitNode)(l, node.right, scope));
    const result = f.createIdentifier(scope.temps.fresh());
    const stored = (value) => f.createAssignment(result, unnamed(l, node.right, value));
    const withResult = (write) => f.createParenthesizedExpression(f.createComma(write, result));
    const object = objectOf(l, target, scope);
    if (operator === ts.SyntaxKind.EqualsToken)
        return l.at_(withResult(writeOf(l, target, object, stored((0, visit_1.visitNode)(l, node.right, scope)), scope)), node);
    const self = f.createIdentifier(scope.temps.fresh());
    const kept = f.createAssignment(self, object);
    const logical = logicalOf(l, operator);
    if (logical !== undefined) {
        const read = f.createParenthesizedExpression(f.createAssignment(result, readOf(l, target, kept, scope)));
        const write = withResult(writeOf(l, target, self, stored((0, visit_1.visitNode)(l, node.right, scope)), scope));
        return l.at_(f.createParenthesizedExpression(f.createBinaryExpression(read, logical, write)), node);
    }
    const value = f.createBinaryExpression(readOf(l, target, self, scope), binaryOf(l, operator), f.createParenthesizedExpression((0, visit_1.visitNode)(l, node.right, scope)));
    return l.at_(withResult(writeOf(l, target, kept, f.createAssignment(result, value), scope)), node);
}
/** `++o.x`, `o.x--` */
function lowerPropertyStep(l, node, scope) {
    const { ts, f } = l;
    if (node.operator !== ts.SyntaxKind.PlusPlusToken && node.operator !== ts.SyntaxKind.MinusMinusToken)
        return undefined;
    const target = (0, program_index_1.skipOuter)(l.ts, node.operand);
    if (!isAccess(l, target) || (!readsAccessor(l, target, scope) && !writesAccessor(l, target, scope)))
        return undefined;
    if (l.mayBeSloppy)
        return ts.isPrefixUnaryExpression(node) ? f.updatePrefixUnaryExpression(node, nativeTarget(l, target, scope)) : f.updatePostfixUnaryExpression(node, nativeTarget(l, target, scope));
    const self = f.createIdentifier(scope.temps.fresh()), now = f.createIdentifier(scope.temps.fresh());
    const read = f.createAssignment(now, readOf(l, target, f.createAssignment(self, objectOf(l, target, scope)), scope));
    if (ts.isPrefixUnaryExpression(node)) {
        const write = writeOf(l, target, self, f.createPrefixUnaryExpression(node.operator, now), scope);
        return l.at_(f.createParenthesizedExpression(f.createComma(f.createComma(read, write), now)), node);
    }
    const was = f.createIdentifier(scope.temps.fresh());
    const step = f.createAssignment(was, f.createPostfixUnaryExpression(now, node.operator));
    return l.at_(f.createParenthesizedExpression(f.createComma(f.createComma(f.createComma(read, step), writeOf(l, target, self, now, scope)), was)), node);
}
/** The reference as it is: what is assigned to in sloppy code. */
function nativeTarget(l, target, scope) {
    const object = (0, visit_1.visitNode)(l, target.expression, scope);
    return l.ts.isPropertyAccessExpression(target) ? l.f.updatePropertyAccessExpression(target, object, target.name) : l.f.updateElementAccessExpression(target, object, (0, visit_1.visitNode)(l, target.argumentExpression, scope));
}
/** A function or class that is assigned to a property has no name; assigned to a temporary it would get that one's. */
function unnamed(l, source, value) {
    const inner = (0, program_index_1.skipOuter)(l.ts, source);
    return (0, program_index_1.functionOf)(l.ts, inner) !== undefined || l.ts.isClassExpression(inner) ? l.f.createParenthesizedExpression(l.f.createComma(l.f.createNumericLiteral(0), value)) : value;
}
function logicalOf(l, operator) {
    const { SyntaxKind } = l.ts;
    if (operator === SyntaxKind.QuestionQuestionEqualsToken)
        return SyntaxKind.QuestionQuestionToken;
    if (operator === SyntaxKind.BarBarEqualsToken)
        return SyntaxKind.BarBarToken;
    return operator === SyntaxKind.AmpersandAmpersandEqualsToken ? SyntaxKind.AmpersandAmpersandToken : undefined;
}
/** The operator of a compound assignment. */
function binaryOf(l, operator) {
    const { SyntaxKind: K } = l.ts;
    const pairs = [
        [K.PlusEqualsToken, K.PlusToken], [K.MinusEqualsToken, K.MinusToken], [K.AsteriskEqualsToken, K.AsteriskToken], [K.AsteriskAsteriskEqualsToken, K.AsteriskAsteriskToken],
        [K.SlashEqualsToken, K.SlashToken], [K.PercentEqualsToken, K.PercentToken], [K.LessThanLessThanEqualsToken, K.LessThanLessThanToken],
        [K.GreaterThanGreaterThanEqualsToken, K.GreaterThanGreaterThanToken], [K.GreaterThanGreaterThanGreaterThanEqualsToken, K.GreaterThanGreaterThanGreaterThanToken],
        [K.AmpersandEqualsToken, K.AmpersandToken], [K.BarEqualsToken, K.BarToken], [K.CaretEqualsToken, K.CaretToken],
    ];
    return pairs.find(([from]) => from === operator)[1];
}
//# sourceMappingURL=property-access.js.map