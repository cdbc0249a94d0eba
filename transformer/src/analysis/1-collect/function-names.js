"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.functionName = functionName;
const program_index_1 = require("./program-index");
function functionName(ts, node, kind) {
    if (kind === "module")
        return "(module)";
    if (kind === "namespace")
        return node.parent.name.getText();
    const owner = kind === "constructor" && ts.isClassLike(node) ? (node.name?.text ?? "(class)") : ts.isClassLike(node.parent) ? (node.parent.name?.text ?? "(class)") : undefined;
    const qualify = (name) => (owner === undefined ? name : `${owner}.${name}`);
    if (kind === "constructor")
        return qualify("constructor");
    const name = node.name;
    if (name !== undefined && !ts.isArrayBindingPattern(name) && !ts.isObjectBindingPattern(name)) {
        const text = ts.isComputedPropertyName(name) ? name.getText() : ((0, program_index_1.memberName)(ts, name) ?? name.getText());
        return qualify(kind === "initializer" || kind === "field" || kind === "static" ? `${text} initialiser` : text);
    }
    if (kind === "initializer" || kind === "static")
        return qualify(ts.isDecorator(node) ? "decorator" : ts.isHeritageClause(node) ? "extends clause" : ts.isComputedPropertyName(node) ? "computed name" : "static block");
    let holder = node.parent;
    while (ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder))
        holder = holder.parent;
    if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) && holder.initializer !== undefined && (0, program_index_1.functionOf)(ts, holder.initializer) === node)
        return holder.name.text;
    if ((ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder)) && holder.initializer !== undefined && (0, program_index_1.functionOf)(ts, holder.initializer) === node) {
        const text = (0, program_index_1.memberName)(ts, holder.name) ?? holder.name.getText();
        return ts.isClassLike(holder.parent) ? `${holder.parent.name?.text ?? "(class)"}.${text}` : text;
    }
    if (kind === "function")
        return "default";
    return "(anonymous)";
}
//# sourceMappingURL=function-names.js.map