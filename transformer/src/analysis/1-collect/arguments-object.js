"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isArgumentsObject = isArgumentsObject;
exports.isReference = isReference;
function isArgumentsObject(ts, node) {
    return node.escapedText === "arguments" && isReference(ts, node);
}
/** The identifier stands for a variable, in its declaration or in an expression; it is not the name of a member, a label, an attribute or a type. Identifiers the compiler made (no parent) are references. */
function isReference(ts, node) {
    const parent = node.parent;
    if (parent === undefined)
        return true;
    switch (parent.kind) {
        case ts.SyntaxKind.PropertyAccessExpression:
        case ts.SyntaxKind.PropertyAssignment:
        case ts.SyntaxKind.MethodDeclaration:
        case ts.SyntaxKind.GetAccessor:
        case ts.SyntaxKind.SetAccessor:
        case ts.SyntaxKind.PropertyDeclaration:
        case ts.SyntaxKind.EnumMember:
            return parent.name !== node;
        case ts.SyntaxKind.BindingElement:
            return parent.propertyName !== node;
        case ts.SyntaxKind.ImportSpecifier:
        case ts.SyntaxKind.ExportSpecifier:
        case ts.SyntaxKind.MetaProperty:
        case ts.SyntaxKind.LabeledStatement:
        case ts.SyntaxKind.BreakStatement:
        case ts.SyntaxKind.ContinueStatement:
        case ts.SyntaxKind.JsxAttribute:
        case ts.SyntaxKind.JsxNamespacedName:
        case ts.SyntaxKind.PropertySignature:
        case ts.SyntaxKind.MethodSignature:
        case ts.SyntaxKind.QualifiedName:
            return false;
        default:
            return true;
    }
}
//# sourceMappingURL=arguments-object.js.map