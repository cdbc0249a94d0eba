"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.privateMethodOf = privateMethodOf;
exports.privateMethodValue = privateMethodValue;
exports.isPrivateMethodRead = isPrivateMethodRead;
exports.lowerPrivateMethodRead = lowerPrivateMethodRead;
const decorators_1 = require("./decorators");
const generators_1 = require("./generators");
const visit_1 = require("./visit");
/** The private method in generator form that `x.#m` names. */
function privateMethodOf(l, node) {
    const { ts } = l;
    if (!ts.isPrivateIdentifier(node.name))
        return undefined;
    for (let at = ts.getOriginalNode(node).parent; at !== undefined; at = at.parent) {
        if (!ts.isClassLike(at))
            continue;
        const member = at.members.find((m) => m.name !== undefined && ts.isPrivateIdentifier(m.name) && m.name.text === node.name.text);
        if (member !== undefined)
            return ts.isMethodDeclaration(member) && l.functionPlan(member)?.form === "direct" && !(0, decorators_1.hasStandardDecorators)(l, member) ? member : undefined;
    }
    return undefined;
}
/** The function that `x.#m` is, where the member itself is the generator. */
function privateMethodValue(l, node, read) {
    const method = privateMethodOf(l, node);
    return method === undefined ? read : wrapped(l, method, read);
}
/** `x.#m` that is not called at once. */
function isPrivateMethodRead(l, node) {
    if (!l.ts.isPrivateIdentifier(node.name))
        return false;
    const original = l.ts.getOriginalNode(node);
    if (l.ts.isCallExpression(original.parent) && original.parent.expression === original)
        return false;
    return privateMethodOf(l, node) !== undefined && !isWritten(l, original);
}
/** An assignment to a private method throws, and is left to the engine. */
function isWritten(l, node) {
    const { ts } = l;
    let child = node, at = node.parent;
    while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isNonNullExpression(at) || ts.isSatisfiesExpression(at) || ts.isTypeAssertionExpression(at))
        [child, at] = [at, at.parent];
    if (ts.isPrefixUnaryExpression(at) || ts.isPostfixUnaryExpression(at))
        return at.operator === ts.SyntaxKind.PlusPlusToken || at.operator === ts.SyntaxKind.MinusMinusToken;
    if (ts.isBinaryExpression(at) && at.left === child && at.operatorToken.kind > ts.SyntaxKind.EqualsToken && at.operatorToken.kind <= ts.SyntaxKind.LastAssignment)
        return true;
    for (;; [child, at] = [at, at.parent]) {
        if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
            if (at.left === child)
                return true;
            if (child === at.right || !ts.isArrayLiteralExpression(at.parent) && !ts.isPropertyAssignment(at.parent))
                return false;
        } // a default in a pattern
        else if (ts.isForOfStatement(at) || ts.isForInStatement(at))
            return at.initializer === child;
        else if (!ts.isArrayLiteralExpression(at) && !ts.isObjectLiteralExpression(at) && !(ts.isPropertyAssignment(at) && at.initializer === child) && !ts.isSpreadElement(at) && !ts.isSpreadAssignment(at))
            return false;
    }
}
function lowerPrivateMethodRead(l, node, scope) {
    const read = l.f.updatePropertyAccessExpression(node, (0, visit_1.visitNode)(l, node.expression, scope), node.name);
    return wrapped(l, privateMethodOf(l, node), read);
}
function wrapped(l, method, read) {
    const plan = l.functionPlan(method);
    return (0, generators_1.isLoweredGenerator)(plan) ? l.abiCall("privateGenerator", [(0, generators_1.markInit)(l, plan, read)]) : l.abiCall("privateMethod", [read]);
}
//# sourceMappingURL=private-methods.js.map