"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isJson = isJson;
exports.loadsOf = loadsOf;
const program_index_1 = require("./1-collect/program-index");
const walk_1 = require("./walk");
const nothing = { names: [], anything: false };
const harmlessMeta = new Set(["url", "dirname", "filename", "main", "env", "resolve"]);
/** A module of that name, or in that file, is data. */
function isJson(name) {
    return name.endsWith(".json");
}
/** @param isPlain the declaration is outside of the program and of what uses sansync */
function loadsOf(ts, checker, file, isPlain) {
    const { identifiers } = file;
    const mentions = ["require", "createRequire", "eval", "Function", "importScripts"].some((name) => identifiers?.has(name) ?? true) || /\bimport\s*[(./]/.test(file.text);
    if (!mentions)
        return nothing;
    const names = [];
    const anything = (0, walk_1.find)(ts, file, (node) => {
        if ((ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
            return "skip";
        if (ts.isMetaProperty(node))
            return node.keywordToken === ts.SyntaxKind.ImportKeyword && !(ts.isPropertyAccessExpression(node.parent) && harmlessMeta.has(node.parent.name.text));
        if (node.kind === ts.SyntaxKind.ImportKeyword)
            return ts.isCallExpression(node.parent) && mayBeAnything(node.parent);
        if (!ts.isIdentifier(node))
            return false;
        switch (node.text) {
            case "eval":
            case "Function": return isPropertyName(ts, node) || runsText(ts, node);
            case "importScripts": return true;
            case "createRequire": return ts.isImportSpecifier(node.parent) ? node.parent.propertyName !== undefined : !makesRequire(ts, node);
            case "require": return useOfRequire(node);
            default: return false;
        }
    }) !== undefined;
    return { names, anything };
    function useOfRequire(node) {
        const { parent } = node;
        if (isPropertyName(ts, node))
            return true; // module.require
        if ((ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isFunctionDeclaration(parent)) && parent.name === node)
            return false;
        if (ts.isTypeOfExpression(parent))
            return false;
        if (ts.isPropertyAccessExpression(parent))
            return !["resolve", "main"].includes(parent.name.text);
        return !ts.isCallExpression(parent) || parent.expression !== node || mayBeAnything(parent);
    }
    /** `require(…)` or `import(…)`. */
    function mayBeAnything(call) {
        const name = call.arguments[0] === undefined ? undefined : (0, program_index_1.skipOuter)(ts, call.arguments[0]);
        // A `require` that was made by createRequire looks from elsewhere.
        if (name !== undefined && ts.isStringLiteralLike(name) && !(name.text.startsWith(".") && identifiers?.has("createRequire") !== false)) {
            if (!isJson(name.text))
                names.push(name.text);
            return false;
        }
        let value = call, type;
        for (let { parent } = value; isAround(ts, parent); { parent } = value) {
            if (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent))
                ({ type } = parent);
            value = parent;
        }
        if (ts.isVariableDeclaration(value.parent))
            ({ type } = value.parent.type === undefined ? { type } : value.parent);
        return !(type === undefined ? isUnused(ts, value) : isPlainType(ts, checker, type, isPlain));
    }
}
/** `eval(text)`, `new Function("a", text)`; of a text that is written there it is known what it loads. */
function runsText(ts, node) {
    const { parent } = node;
    if ((!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) || parent.expression !== node)
        return false;
    return !(parent.arguments ?? []).every((a) => ts.isStringLiteralLike(a) && !/\b(import|importScripts|require|process|module|eval|Function|globalThis|global)\b|\\/.test(a.getText()));
}
/** `module.require`, `globalThis.eval` */
function isPropertyName(ts, node) {
    return (ts.isPropertyAccessExpression(node.parent) || ts.isBindingElement(node.parent)) && node.parent.name === node;
}
/** `const require = createRequire(…)`: uses are known by that name. */
function makesRequire(ts, node) {
    const call = ts.isPropertyAccessExpression(node.parent) ? node.parent.parent : node.parent;
    return ts.isCallExpression(call) && ts.isVariableDeclaration(call.parent) && ts.isIdentifier(call.parent.name) && call.parent.name.text === "require";
}
function isAround(ts, node) {
    return ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node) || ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isNonNullExpression(node);
}
/** `await import(x);`, `import(x).catch(report);` */
function isUnused(ts, value) {
    const { parent } = value;
    if (ts.isExpressionStatement(parent))
        return true;
    if (ts.isVoidExpression(parent))
        return isUnused(ts, parent);
    if (!ts.isPropertyAccessExpression(parent) || !/^(catch|finally)$/.test(parent.name.text) || !ts.isCallExpression(parent.parent) || parent.parent.expression !== parent)
        return false;
    return isUnused(ts, parent.parent);
}
/** A type of a package that does not use sansync, of the language itself, or with nothing to call in it. */
function isPlainType(ts, checker, node, isPlain) {
    if (ts.isParenthesizedTypeNode(node))
        return isPlainType(ts, checker, node.type, isPlain);
    if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node))
        return node.types.every((t) => isPlainType(ts, checker, t, isPlain));
    if (ts.isTypeLiteralNode(node))
        return node.members.every((m) => ts.isPropertySignature(m) && m.type !== undefined && isPlainType(ts, checker, m.type, isPlain));
    if (ts.isTypeReferenceNode(node) && (node.typeArguments?.length ?? 0) > 0)
        return false;
    const named = ts.isTypeQueryNode(node) ? node.exprName : ts.isTypeReferenceNode(node) ? node.typeName : ts.isImportTypeNode(node) ? node : undefined;
    if (named === undefined)
        return [ts.SyntaxKind.StringKeyword, ts.SyntaxKind.NumberKeyword, ts.SyntaxKind.BooleanKeyword].includes(node.kind);
    const symbol = named === node ? checker.getTypeFromTypeNode(node).symbol : (0, program_index_1.resolveAlias)(ts, checker, checker.getSymbolAtLocation(named));
    const declarations = symbol?.declarations ?? [];
    return declarations.length > 0 && declarations.every(isPlain);
}
//# sourceMappingURL=loads.js.map