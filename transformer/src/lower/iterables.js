"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerSpread = lowerSpread;
exports.lowerPatternDeclaration = lowerPatternDeclaration;
exports.lowerPatternAssignment = lowerPatternAssignment;
exports.lowerCatchPattern = lowerCatchPattern;
const calls_1 = require("./calls");
const patterns_1 = require("./patterns");
const visit_1 = require("./visit");
function isLowered(l, node, scope) {
    const plan = l.callPlan(node);
    return scope.mode !== "plain" && plan !== undefined && plan.mode !== "plain";
}
function lowerSpread(l, node, scope) {
    if (!isLowered(l, node, scope))
        return undefined;
    const { text } = l.callPlan(node).facts;
    const call = (0, calls_1.lookUpCall)(l, l.abi("collect"), l.undefined(), [(0, visit_1.visitNode)(l, node.expression, scope)], text, (0, calls_1.prefixOf)(scope));
    return l.f.updateSpreadElement(node, l.suspend(call, node, scope, text));
}
/** `const [a, b] = things` */
function lowerPatternDeclaration(l, node, scope) {
    const { ts } = l;
    if (ts.isIdentifier(node.name) || node.initializer === undefined || !(0, patterns_1.hasSteps)(l, node.name, scope))
        return undefined;
    const value = (0, visit_1.visitNode)(l, node.initializer, scope);
    if (ts.isArrayBindingPattern(node.name) && isLowered(l, node.name, scope) && node.name.elements.every((e) => !ts.isOmittedExpression(e) && ts.isIdentifier(e.name) && e.initializer === undefined)) {
        const rest = node.name.elements.some((e) => ts.isBindingElement(e) && e.dotDotDotToken !== undefined);
        return l.f.updateVariableDeclaration(node, node.name, node.exclamationToken, node.type, take(l, node.name, value, node.name.elements.length - (rest ? 1 : 0), rest, scope));
    }
    const { name, initializer } = (0, patterns_1.bindPattern)(l, node.name, value, scope);
    return l.f.updateVariableDeclaration(node, name, undefined, undefined, initializer);
}
/** `[a, b] = things` */
function lowerPatternAssignment(l, node, scope) {
    const { ts, f } = l;
    if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
        return undefined;
    const { left } = node;
    if ((!ts.isArrayLiteralExpression(left) && !ts.isObjectLiteralExpression(left)) || !(0, patterns_1.hasSteps)(l, left, scope))
        return undefined;
    const source = (0, visit_1.visitNode)(l, node.right, scope);
    if (ts.isExpressionStatement(ts.getOriginalNode(node).parent))
        return (0, patterns_1.assignPattern)(l, left, source, scope);
    const temp = f.createIdentifier(scope.temps.fresh());
    return f.createParenthesizedExpression(f.createComma((0, patterns_1.assignPattern)(l, left, f.createAssignment(temp, source), scope), temp));
}
/** `catch ([a, b]) { … }` becomes `catch ($e) { let [a, b] = $e; { … } }` */
function lowerCatchPattern(l, node, scope) {
    const { ts, f } = l;
    const name = node.variableDeclaration?.name;
    if (name === undefined || ts.isIdentifier(name) || !(0, patterns_1.hasSteps)(l, name, scope))
        return undefined;
    const error = f.createIdentifier(l.names.unique("$e"));
    const bound = (0, patterns_1.bindPattern)(l, name, error, scope);
    const bind = f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(bound.name, undefined, undefined, bound.initializer)], ts.NodeFlags.Let));
    return f.updateCatchClause(node, f.createVariableDeclaration(error), f.createBlock([bind, (0, visit_1.visitNode)(l, node.block, scope)], true));
}
function take(l, pattern, source, count, rest, scope) {
    const { f } = l;
    const { text } = l.callPlan(pattern).facts;
    const call = (0, calls_1.lookUpCall)(l, l.abi("take"), l.undefined(), [source, f.createNumericLiteral(count), rest ? f.createTrue() : f.createFalse()], text, (0, calls_1.prefixOf)(scope));
    return l.suspend(call, pattern, scope, text);
}
//# sourceMappingURL=iterables.js.map