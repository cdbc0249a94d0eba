"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.suspendsInParameters = suspendsInParameters;
exports.lowerParameters = lowerParameters;
const callables_1 = require("../analysis/1-collect/callables");
const patterns_1 = require("./patterns");
const visit_1 = require("./visit");
function suspendsInParameters(l, plan) {
    return plan.facts.calls.some((c) => c.inParameters && l.plan.calls.get(c.key).mode !== "plain");
}
/** `moved`: into the body in any case. */
function lowerParameters(l, node, plan, scope, moved = suspendsInParameters(l, plan)) {
    const { ts, f } = l;
    if (!moved) {
        const plain = { ...scope, mode: "plain", temps: l.moduleTemps };
        return { parameters: node.parameters.map((p) => f.createParameterDeclaration(undefined, p.dotDotDotToken, (0, visit_1.visitNode)(l, p.name, plain), undefined, p.type, p.initializer && (0, visit_1.visitNode)(l, p.initializer, plain))), prologue: [] };
    }
    // `length` counts the parameters before the first default or rest: they keep their places.
    const own = (0, callables_1.parametersOf)(ts, node);
    const counted = own.findIndex((p) => p.initializer !== undefined || p.dotDotDotToken !== undefined);
    const leading = own.slice(0, counted < 0 ? own.length : counted);
    const patternAt = leading.findIndex((p) => !ts.isIdentifier(p.name));
    const named = patternAt < 0 ? leading.length : patternAt;
    const places = leading.map((p, i) => (i < named ? p.name.text : l.names.unique(`$p${i}`)));
    const rest = l.names.unique("$args");
    const bound = own.slice(named), stepped = bound.some((p) => (0, patterns_1.hasSteps)(l, p.name, scope));
    const elements = bound.map((p) => (stepped
        ? f.createBindingElement(p.dotDotDotToken, undefined, p.name, p.initializer)
        : f.createBindingElement(p.dotDotDotToken, undefined, (0, visit_1.visitNode)(l, p.name, scope), p.initializer && (0, visit_1.visitNode)(l, p.initializer, scope))));
    const values = f.createArrayLiteralExpression([...places.slice(named).map((p) => f.createIdentifier(p)), f.createSpreadElement(f.createIdentifier(rest))]);
    const whole = f.createArrayBindingPattern(elements), inSteps = stepped ? (0, patterns_1.bindPattern)(l, whole, values, scope, bound[0]) : { name: whole, initializer: values };
    const declaration = f.createVariableDeclaration(inSteps.name, undefined, undefined, inSteps.initializer);
    return {
        parameters: [...places.map((p) => f.createParameterDeclaration(undefined, undefined, p)), f.createParameterDeclaration(undefined, f.createToken(ts.SyntaxKind.DotDotDotToken), rest)],
        prologue: [f.createVariableStatement(undefined, f.createVariableDeclarationList([declaration], ts.NodeFlags.Let))],
    };
}
//# sourceMappingURL=parameters.js.map