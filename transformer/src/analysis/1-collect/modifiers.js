"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.hasModifier = hasModifier;
exports.isStatic = isStatic;
function hasModifier(ts, node, kind) {
    return (ts.canHaveModifiers(node) ? ts.getModifiers(node) ?? [] : []).some((m) => m.kind === kind);
}
function isStatic(ts, node) {
    return hasModifier(ts, node, ts.SyntaxKind.StaticKeyword);
}
//# sourceMappingURL=modifiers.js.map