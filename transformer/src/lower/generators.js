"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isLoweredGenerator = isLoweredGenerator;
exports.markInit = markInit;
exports.markInitKey = markInitKey;
exports.generatorDecorators = generatorDecorators;
exports.lowerGeneratorDeclaration = lowerGeneratorDeclaration;
exports.lowerDelegate = lowerDelegate;
exports.asyncIterable = asyncIterable;
const infer_1 = require("../analysis/2-infer/infer");
const calls_1 = require("./calls");
const functions_1 = require("./functions");
const parameters_1 = require("./parameters");
const visit_1 = require("./visit");
/** The function is a generator in direct form. */
function isLoweredGenerator(plan) {
    return plan !== undefined && plan.form === "direct" && (0, infer_1.isGenerator)(plan.facts);
}
/** The frame as the runtime takes it. */
function markInit(l, plan, frame) {
    return (0, parameters_1.suspendsInParameters)(l, plan) ? l.abiCall("init", [frame]) : frame;
}
/** The key of a method as `$generatorMethods` takes it. */
function markInitKey(l, plan, key) {
    return (0, parameters_1.suspendsInParameters)(l, plan) ? l.f.createArrayLiteralExpression([key]) : key;
}
/** What stands behind the standard decorators of a generator method (decorators.ts). */
function generatorDecorators(l, plan) {
    const made = l.f.createDecorator(l.abi("privateGenerator"));
    return (0, parameters_1.suspendsInParameters)(l, plan) ? [made, l.f.createDecorator(l.abi("init"))] : [made];
}
/** `copy` is the declaration with its plain body. */
function lowerGeneratorDeclaration(l, node, plan, scope, copy) {
    const { ts, f } = l;
    const name = node.name ?? f.createIdentifier(l.names.unique("default_1"));
    const frame = (0, functions_1.frameName)(l, plan, name.text);
    const keeps = (0, functions_1.keepsBody)(l, plan);
    let plain;
    if (keeps) {
        const copied = copy();
        plain = f.updateFunctionDeclaration(copied, copied.modifiers, copied.asteriskToken, name, copied.typeParameters, copied.parameters, copied.type, copied.body);
    }
    else {
        const target = f.createMetaProperty(ts.SyntaxKind.NewKeyword, f.createIdentifier("target"));
        const made = l.abiCall("generated", [f.createIdentifier(frame), target, f.createThis(), f.createIdentifier("arguments")]);
        plain = f.updateFunctionDeclaration(node, node.modifiers, undefined, name, undefined, (0, functions_1.plainParameters)(l, node), undefined, f.createBlock([f.createReturnStatement(made)], false));
    }
    const parts = (0, functions_1.generatorParts)(l, node, plan, scope);
    const body = l.at_(f.createFunctionDeclaration(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), frame, undefined, parts.parameters, undefined, parts.body), node);
    const tie = l.abiCall(keeps ? "generatorEntry" : "generatorFunction", [name, markInit(l, plan, f.createIdentifier(frame)), ...(node.name === undefined ? [f.createStringLiteral("default")] : [])]);
    if (!keeps && l.mayBeSloppy && isInBlock(l, node)) {
        // Sloppy code takes an ordinary function out of its block (Annex B.3.2), and no generator.
        const value = f.createFunctionExpression(undefined, undefined, undefined, undefined, plain.parameters, undefined, plain.body);
        if (!ts.isBlock(ts.getOriginalNode(node).parent)) {
            // A clause of a `switch` has no place for a `let`: an empty generator keeps the name.
            const holder = f.updateFunctionDeclaration(node, node.modifiers, node.asteriskToken, name, undefined, [], undefined, f.createBlock([], false));
            return { statements: [holder, body], attach: [f.createExpressionStatement(f.createAssignment(name, value)), f.createExpressionStatement(tie)] };
        }
        const declared = f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(name, undefined, undefined, value)], ts.NodeFlags.Let));
        return { statements: [body], attach: [declared, f.createExpressionStatement(tie)] };
    }
    return { statements: [plain, body], attach: [f.createExpressionStatement(tie)] };
}
/** In a block that is no body of a function, or in a clause of a `switch`. */
function isInBlock(l, node) {
    const { parent } = l.ts.getOriginalNode(node);
    return parent !== undefined && ((l.ts.isBlock(parent) && !l.ts.isFunctionLike(parent.parent)) || l.ts.isCaseOrDefaultClause(parent));
}
/** `yield* x` where stepping through x may suspend. */
function lowerDelegate(l, node, scope) {
    if (node.asteriskToken === undefined || scope.mode === "plain" || (l.callPlan(node)?.mode ?? "plain") === "plain")
        return undefined;
    const operand = (0, visit_1.visitNode)(l, node.expression, scope);
    if (scope.mode === "awaiting")
        return l.f.updateYieldExpression(node, node.asteriskToken, asyncIterable(l, node, operand, scope));
    return (0, infer_1.isGenerator)(scope.facts) ? l.f.updateYieldExpression(node, node.asteriskToken, l.abiCall("delegate", [operand])) : undefined;
}
/** What `for await` and the `yield*` of an async generator iterate over: `$asyncIterate(x)`, awaited if it parks. */
function asyncIterable(l, at, x, scope) {
    const { text } = l.callPlan(at).facts;
    return l.suspend((0, calls_1.lookUpCall)(l, l.abi("asyncIterate"), l.undefined(), [x], text, "spot"), at, scope, text);
}
//# sourceMappingURL=generators.js.map