"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isLoweredAccessor = isLoweredAccessor;
exports.lowerAccessor = lowerAccessor;
const modifiers_1 = require("../analysis/1-collect/modifiers");
const classes_1 = require("./classes");
const functions_1 = require("./functions");
function isLoweredAccessor(l, node) {
    return l.ts.isAccessor(node) && node.body !== undefined && l.functionPlan(node)?.form === "direct";
}
function lowerAccessor(l, node, scope) {
    const { ts, f } = l;
    const plan = l.functionPlan(node);
    const kind = ts.isGetAccessorDeclaration(node) ? "get" : "set";
    const keeps = (0, functions_1.keepsBody)(l, plan);
    const helper = l.names.unique(`${ts.isIdentifier(node.name) ? node.name.text : "accessor"}$${kind}`);
    const { name, key } = (0, classes_1.memberKey)(l, node.name, scope);
    const shown = keeps ? (0, functions_1.copyFunction)(l, node, plan, scope) : node;
    const modifiers = shown.modifiers, body = keeps ? shown.body : f.createBlock([]);
    const stub = ts.isGetAccessorDeclaration(node)
        ? f.updateGetAccessorDeclaration(node, modifiers, name, keeps ? shown.parameters : [], node.type, body)
        : f.updateSetAccessorDeclaration(node, modifiers, name, keeps ? shown.parameters : [f.createParameterDeclaration(undefined, undefined, "_")], body);
    const parts = (0, functions_1.generatorParts)(l, node, plan, scope);
    const onClass = (0, modifiers_1.isStatic)(ts, node);
    const generator = ts.setTextRange(f.createMethodDeclaration(onClass ? [f.createModifier(ts.SyntaxKind.StaticKeyword)] : undefined, f.createToken(ts.SyntaxKind.AsteriskToken), helper, undefined, undefined, parts.parameters, undefined, parts.body), node);
    ts.setEmitFlags(generator, ts.EmitFlags.NoComments);
    return { members: [stub, generator], tie: [key, f.createStringLiteral(kind), f.createStringLiteral(helper), ...(keeps ? [f.createTrue()] : [])] };
}
//# sourceMappingURL=accessors.js.map