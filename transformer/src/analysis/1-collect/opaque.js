"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isDirectEval = isDirectEval;
exports.changesArguments = changesArguments;
exports.isDeclaredName = isDeclaredName;
exports.namesCallee = namesCallee;
exports.mayReadCallee = mayReadCallee;
exports.assignsOwnName = assignsOwnName;
const program_index_1 = require("./program-index");
/** A call of `eval` by name, whatever the name is bound to: direct if it is the built-in (ECMA-262 13.3.6.1). */
function isDirectEval(ts, call) {
    const target = (0, program_index_1.skipOuter)(ts, call.expression);
    return ts.isIdentifier(target) && target.text === "eval" && call.questionDotToken === undefined;
}
/** Where the file gives `arguments` another meaning or value: an assignment or a declaration of that name. */
function changesArguments(ts, node) {
    const { parent } = node;
    if (ts.isBinaryExpression(parent))
        return parent.left === node && parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
    if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent))
        return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
    if (isDeclaredName(ts, node))
        return true;
    if (ts.isForInStatement(parent) || ts.isForOfStatement(parent))
        return parent.initializer === node;
    return false;
}
function isDeclaredName(ts, node) {
    const { parent } = node;
    return (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent) || ts.isBindingElement(parent)) && parent.name === node;
}
/** `arguments.callee` in a method of an object literal or in a generator, which could be sloppy. */
function namesCallee(ts, node, owner) {
    const { parent } = node;
    if (!ts.isPropertyAccessExpression(parent) || parent.name.text !== "callee")
        return false;
    return ts.isMethodDeclaration(owner) ? ts.isObjectLiteralExpression(owner.parent) : (ts.isFunctionDeclaration(owner) || ts.isFunctionExpression(owner)) && owner.asteriskToken !== undefined;
}
/** `arguments` is used as an object of its own, so that somebody may ask it for `callee`. */
function mayReadCallee(ts, node) {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
        return parent.name.text !== "length";
    if (ts.isElementAccessExpression(parent) && parent.expression === node)
        return ts.isStringLiteralLike(parent.argumentExpression);
    if (ts.isCallExpression(parent) && ts.isPropertyAccessExpression(parent.expression))
        return parent.expression.name.text !== "apply";
    return true;
}
/** The function expression's own name, where its body assigns to it. */
function assignsOwnName(checker, node, assigned) {
    if (node.name === undefined)
        return false;
    const own = node.symbol;
    return assigned.some((a) => a.pos >= node.pos && a.end <= node.end && checker.getSymbolAtLocation(a) === own);
}
//# sourceMappingURL=opaque.js.map