"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerObjectLiteral = lowerObjectLiteral;
exports.keyThatNames = keyThatNames;
const constructors_1 = require("../analysis/1-collect/constructors");
const object_methods_1 = require("../analysis/1-collect/object-methods");
const program_index_1 = require("../analysis/1-collect/program-index");
const accessors_1 = require("./accessors");
const classes_1 = require("./classes");
const generators_1 = require("./generators");
const plan_1 = require("../analysis/3-plan/plan");
const visit_1 = require("./visit");
function lowerObjectLiteral(l, node, scope) {
    const { ts, f } = l;
    const keys = [], generators = [];
    const ties = [];
    const properties = node.properties.flatMap((p) => {
        if ((0, accessors_1.isLoweredAccessor)(l, p)) {
            const lowered = (0, accessors_1.lowerAccessor)(l, p, scope);
            ties.push(lowered.tie);
            return lowered.members;
        }
        const named = computedName(l, p, scope);
        if (named !== undefined)
            return named;
        const plan = l.functionPlan(p);
        if (!ts.isMethodDeclaration(p) || plan?.form !== "direct")
            return (0, visit_1.visitNode)(l, p, scope);
        const generator = (0, generators_1.isLoweredGenerator)(plan);
        const { name, key } = (0, classes_1.memberKey)(l, p.name, scope);
        // What a later element may replace gets its plain entry before it is stored.
        if ((0, object_methods_1.mayBeReplaced)(l.ts, node, p)) {
            const own = f.createObjectLiteralExpression([(0, classes_1.generatorMethod)(l, p, ts.isComputedPropertyName(name) ? f.createComputedPropertyName(key) : name, false, scope, true)]);
            // A plain property called __proto__ would set the prototype.
            const shown = ts.isStringLiteral(key) && key.text === "__proto__" ? f.createComputedPropertyName(key) : name;
            return f.createPropertyAssignment(shown, f.createElementAccessExpression(l.abiCall(generator ? "generatorMethods" : "methods", [own, generator ? (0, generators_1.markInitKey)(l, plan, key) : key]), key));
        }
        if (generator)
            generators.push((0, generators_1.markInitKey)(l, plan, key));
        else
            keys.push(key);
        return (0, classes_1.generatorMethod)(l, p, name, false, scope, true);
    });
    const plainLiteral = f.updateObjectLiteralExpression(node, ts.setTextRange(f.createNodeArray(properties, node.properties.hasTrailingComma), node.properties));
    const literal = ties.reduce((made, tie) => l.at_(l.abiCall("accessor", [made, ...tie]), node), plainLiteral);
    const withMethods = keys.length === 0 ? literal : l.at_(l.abiCall("methods", [literal, ...keys]), node);
    return generators.length === 0 ? withMethods : l.at_(l.abiCall("generatorMethods", [withMethods, ...generators]), node);
}
/** `[key]: () => …`: the closure is named after the key, which is evaluated once. */
function computedName(l, p, scope) {
    const { ts, f } = l;
    if (!ts.isPropertyAssignment(p))
        return undefined;
    const name = keyThatNames(l, p.name, p.initializer, scope);
    return name === undefined ? undefined : f.updatePropertyAssignment(p, name, (0, visit_1.visitNode)(l, p.initializer, scope));
}
/** The computed name of a property or field whose value is a lowered closure without a name: keeps the key in a temporary, by which the closure is then named. */
function keyThatNames(l, name, value, scope) {
    const { ts } = l;
    if (!ts.isComputedPropertyName(name) || ts.isStringLiteralLike(name.expression))
        return undefined;
    const inner = (0, program_index_1.skipOuter)(l.ts, value);
    if (ts.isClassExpression(inner) && inner.name === undefined && l.plan.functions.get((0, constructors_1.constructorKey)(ts, ts.getOriginalNode(inner)))?.form === "direct") {
        const kept = (0, classes_1.memberKey)(l, name, scope);
        l.computedNames.set(ts.getOriginalNode(inner), kept.key);
        return kept.name;
    }
    const literal = (0, program_index_1.functionOf)(ts, value);
    if (literal === undefined || !(0, plan_1.isResumable)(l.functionPlan(literal)) || (ts.isFunctionExpression(literal) && literal.name !== undefined))
        return undefined;
    const kept = (0, classes_1.memberKey)(l, name, scope);
    l.computedNames.set(literal, kept.key);
    return kept.name;
}
//# sourceMappingURL=object-literals.js.map