"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.staticsMayWait = staticsMayWait;
exports.isStaticElement = isStaticElement;
const modifiers_1 = require("./modifiers");
/** `outer` is the code the class stands in: a function, whose frame waits. */
function staticsMayWait(ts, node, outer) {
    const kinds = ["function", "expression", "arrow", "method", "constructor", "accessor"];
    if (node.name === undefined || !kinds.includes(outer.kind))
        return false;
    const decorated = (n) => ts.canHaveDecorators(n) && ts.getDecorators(n) !== undefined;
    if (decorated(node) || node.members.some(decorated))
        return false;
    return node.members.filter((m) => isStaticElement(ts, m)).every((m) => {
        if (ts.isClassStaticBlockDeclaration(m))
            return true;
        const field = m;
        if (ts.isPrivateIdentifier(field.name) || (0, modifiers_1.hasModifier)(ts, field, ts.SyntaxKind.AccessorKeyword))
            return false;
        if (ts.isComputedPropertyName(field.name) && !ts.isStringLiteralLike(field.name.expression))
            return false;
        return field.initializer === undefined || !isAnonymous(ts, field.initializer);
    });
}
/** A static field or block that exists at run time. */
function isStaticElement(ts, member) {
    if (ts.isClassStaticBlockDeclaration(member))
        return true;
    return ts.isPropertyDeclaration(member) && (0, modifiers_1.isStatic)(ts, member) && !(0, modifiers_1.hasModifier)(ts, member, ts.SyntaxKind.DeclareKeyword);
}
/** It takes the name of the field. */
function isAnonymous(ts, value) {
    let at = value;
    while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isNonNullExpression(at) || ts.isTypeAssertionExpression(at))
        at = at.expression;
    return ts.isArrowFunction(at) || ((ts.isFunctionExpression(at) || ts.isClassExpression(at)) && at.name === undefined);
}
//# sourceMappingURL=statics.js.map