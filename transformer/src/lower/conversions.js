"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.converts = converts;
exports.lowerConversion = lowerConversion;
const conversions_1 = require("../analysis/1-collect/conversions");
const calls_1 = require("./calls");
const visit_1 = require("./visit");
/** Converting one of the node's operands may suspend here. */
function converts(l, node, scope) {
    if (scope.mode === "plain" || !l.plan.facts.converts)
        return false;
    return (0, conversions_1.conversionsOf)(l.ts, l.ts.getOriginalNode(node))?.operands.some((e) => isPlanned(l, e)) ?? false;
}
function isPlanned(l, operand) {
    return (planOf(l, operand)?.mode ?? "plain") !== "plain";
}
function planOf(l, operand) {
    return l.plan.calls.get((0, conversions_1.conversionKey)(l.ts.getOriginalNode(operand)));
}
function lowerConversion(l, node, scope) {
    if (!converts(l, node, scope))
        return undefined;
    const { ts, f } = l;
    const { to } = (0, conversions_1.conversionsOf)(ts, ts.getOriginalNode(node));
    const converted = (operand, value) => asked(l, "convert", operand, [value, f.createStringLiteral(to)], scope);
    if (ts.isTemplateExpression(node)) {
        const spans = node.templateSpans.map((span) => {
            const value = (0, visit_1.visitNode)(l, span.expression, scope);
            return f.updateTemplateSpan(span, isPlanned(l, span.expression) ? converted(span.expression, value) : value, span.literal);
        });
        return f.updateTemplateExpression(node, node.head, spans);
    }
    if (ts.isPrefixUnaryExpression(node))
        return f.updatePrefixUnaryExpression(node, converted(node.operand, (0, visit_1.visitNode)(l, node.operand, scope)));
    const left = (0, visit_1.visitNode)(l, node.left, scope), right = (0, visit_1.visitNode)(l, node.right, scope);
    if (to === "instance")
        return asked(l, "instanceOf", node.right, [left, right], scope);
    if (to === "loose") {
        const equal = asked(l, "looseEqual", isPlanned(l, node.left) ? node.left : node.right, [left, right], scope);
        return node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken ? equal : f.createLogicalNot(equal);
    }
    const isLiteral = (e) => ts.isStringLiteralLike(e) || ts.isNumericLiteral(e);
    if (isLiteral(node.right))
        return l.at_(f.updateBinaryExpression(node, converted(node.left, left), node.operatorToken, right), node);
    if (isLiteral(node.left))
        return l.at_(f.updateBinaryExpression(node, left, node.operatorToken, converted(node.right, right)), node);
    const a = f.createIdentifier(scope.temps.fresh()), b = f.createIdentifier(scope.temps.fresh());
    return l.at_(f.createParenthesizedExpression(f.createCommaListExpression([
        f.createAssignment(a, left), f.createAssignment(b, right), f.createBinaryExpression(converted(node.left, a), node.operatorToken, converted(node.right, b)),
    ])), node);
}
/** `$convert(value, "string")` with the test behind it. */
function asked(l, name, at, args, scope) {
    const text = planOf(l, at)?.facts.text ?? "conversion";
    const call = scope.mode === "awaiting" ? (0, calls_1.lookUpCall)(l, l.abi(name), l.undefined(), args, text, (0, calls_1.prefixOf)(scope)) : l.abiCall(name, args);
    return l.suspend(call, at, scope, text);
}
//# sourceMappingURL=conversions.js.map