"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.markerInterface = void 0;
exports.markerName = markerName;
exports.isListed = isListed;
const modifiers_1 = require("./modifiers");
exports.markerInterface = "sansync$suspends";
/** The name of a declaration within its scope, as it stands in the interface. `path`: the namespaces around it, each with a dot behind it. */
function markerName(ts, declaration, path) {
    const own = nameText(ts, declaration.name);
    if (own === undefined)
        return undefined;
    if (ts.isConstructorDeclaration(declaration))
        return `${path}#constructor`;
    return ts.isMethodDeclaration(declaration) || ts.isPropertyDeclaration(declaration) ? `${path}${(0, modifiers_1.isStatic)(ts, declaration) ? "." : "#"}${own}` : `${path}${own}`;
}
function nameText(ts, name) {
    if (name === undefined)
        return "default";
    if (!ts.isComputedPropertyName(name))
        return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : undefined;
    if (ts.isStringLiteralLike(name.expression))
        return name.expression.text;
    const key = dotted(ts, name.expression);
    return key === undefined ? undefined : `[${key}]`;
}
function dotted(ts, expression) {
    if (ts.isIdentifier(expression))
        return expression.text;
    const object = ts.isPropertyAccessExpression(expression) ? dotted(ts, expression.expression) : undefined;
    return object === undefined ? undefined : `${object}.${expression.name.text}`;
}
const known = new WeakMap();
/** The names the interfaces of a declaration file list. */
function listed(ts, file) {
    let names = known.get(file);
    if (names === undefined) {
        const found = new Set();
        for (const s of file.statements)
            if (ts.isInterfaceDeclaration(s) && s.name.text === exports.markerInterface)
                for (const m of s.members)
                    if (m.name !== undefined && ts.isStringLiteral(m.name))
                        found.add(m.name.text);
        known.set(file, (names = found));
    }
    return names;
}
/** The declaration stands in a file with such an interface, and is in it. */
function isListed(ts, declaration) {
    const file = declaration.getSourceFile();
    if (file?.isDeclarationFile !== true)
        return false;
    const names = listed(ts, file);
    if (names.size === 0)
        return false;
    let path = "";
    for (let at = declaration.parent; at !== undefined && !ts.isSourceFile(at); at = at.parent) {
        if (ts.isModuleDeclaration(at))
            path = `${at.name.text}.${path}`;
        else if ((ts.isVariableDeclaration(at) || ts.isPropertySignature(at)) && ts.isIdentifier(at.name))
            path = `${at.name.text}.${path}`;
        else if (ts.isInterfaceDeclaration(at))
            path = `${at.name.text}#${path}`;
        else if (ts.isClassLike(at))
            path = `${at.name?.text ?? "default"}${path}`;
        else if (!ts.isModuleBlock(at) && !ts.isVariableStatement(at) && !ts.isVariableDeclarationList(at) && !ts.isTypeLiteralNode(at))
            return false;
    }
    const name = markerName(ts, declaration, path);
    return name !== undefined && names.has(name);
}
//# sourceMappingURL=marker-interface.js.map