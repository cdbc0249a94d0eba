"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.entryName = entryName;
exports.lowerFastDeclaration = lowerFastDeclaration;
exports.anyParameters = anyParameters;
exports.countsOf = countsOf;
const callables_1 = require("../../analysis/1-collect/callables");
const depth_1 = require("../../analysis/3-plan/depth");
const functions_1 = require("../functions");
const fast_1 = require("./fast");
/** `worker$go`, reserved once per function. */
function entryName(l, plan, name) {
    let entry = l.entries.get(plan.facts.key);
    if (entry === undefined) {
        l.entries.set(plan.facts.key, (entry = l.own(`${name}$go`)));
        if (!(0, depth_1.needsDepth)(l.plan, plan))
            l.shallow.add(entry);
    }
    return entry;
}
function lowerFastDeclaration(l, node, plan, scope) {
    const { f } = l;
    const name = node.name ?? f.createIdentifier(l.names.unique("default_1"));
    const go = entryName(l, plan, name.text);
    const parts = (0, functions_1.generatorParts)(l, node, plan, scope);
    const fast = (0, fast_1.fastParts)(l, plan, parts, name.text, true);
    if (fast === undefined) {
        const direct = (0, functions_1.directDeclaration)(l, node, plan, scope, name, parts);
        return plan.frameNamed ? { ...direct, statements: [...direct.statements, wrapper(l, plan, go, (0, functions_1.frameName)(l, plan, name.text))] } : direct;
    }
    const plain = (0, functions_1.keepsBody)(l, plan)
        ? copied(l, node, plan, scope, name)
        : f.updateFunctionDeclaration(node, node.modifiers, undefined, name, undefined, (0, functions_1.plainParameters)(l, node), undefined, spotBody(l, node, plan, f.createIdentifier(go)));
    const declare = (own, parameters, body) => l.at_(f.createFunctionDeclaration(undefined, undefined, own, undefined, parameters, undefined, body), node);
    const tied = l.abiCall("goEntry", [name, f.createIdentifier(go), countsOf(l, plan), ...(node.name === undefined ? [f.createStringLiteral("default")] : [])]);
    return {
        statements: [plain, declare(go, fast.parameters, fast.body), declare(fast.resume.name, fast.resume.parameters, fast.resume.body), ...fast.save],
        attach: [f.createExpressionStatement(tied)],
    };
}
/** `function double$go(...$args) { return $frame(double$frame.apply(this, $args)); }` */
function wrapper(l, plan, go, frame) {
    const { f } = l;
    const call = f.createCallExpression(f.createPropertyAccessExpression(f.createIdentifier(frame), "apply"), undefined, [f.createThis(), f.createIdentifier("$args")]);
    return f.createFunctionDeclaration(undefined, undefined, go, undefined, anyParameters(l, plan), undefined, f.createBlock([f.createReturnStatement(l.abiCall("frame", [call]))], false));
}
/** `...$args`, of an entry around a generator: behind the depth, which a generator does not ask for. */
function anyParameters(l, plan) {
    const { ts, f } = l;
    const rest = f.createParameterDeclaration(undefined, f.createToken(ts.SyntaxKind.DotDotDotToken), "$args");
    return plan.recursive ? [f.createParameterDeclaration(undefined, undefined, l.register("$d")), rest] : [rest];
}
/** Does the entry take the depth of the native stack first? As the runtime is told. */
function countsOf(l, plan) {
    return plan.recursive ? l.f.createTrue() : l.f.createFalse();
}
function copied(l, node, plan, scope, name) {
    const made = (0, functions_1.copyFunction)(l, node, plan, scope);
    return node.name !== undefined ? made : l.f.updateFunctionDeclaration(made, made.modifiers, undefined, name, made.typeParameters, made.parameters, made.type, made.body);
}
/** `{ return $goPlain(double$go, false, void 0, this, [out, input]); }` */
function spotBody(l, node, plan, go) {
    const { f } = l;
    const args = (0, callables_1.hasSimpleParameters)(l.ts, node)
        ? f.createArrayLiteralExpression((0, callables_1.parametersOf)(l.ts, node).map((p) => f.createIdentifier(p.name.text)))
        : f.createIdentifier("arguments");
    return f.createBlock([f.createReturnStatement(l.abiCall("goPlain", [go, countsOf(l, plan), l.undefined(), f.createThis(), args]))], false);
}
//# sourceMappingURL=functions.js.map