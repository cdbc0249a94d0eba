"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.fieldMeaning = fieldMeaning;
exports.constructorShape = constructorShape;
exports.explicitConstructor = explicitConstructor;
exports.isStaticConstructor = isStaticConstructor;
exports.isDerived = isDerived;
exports.parentOf = parentOf;
exports.constructorKey = constructorKey;
exports.constructorId = constructorId;
exports.hasImplicitConstructor = hasImplicitConstructor;
exports.isSuperCall = isSuperCall;
exports.usesSuperProperty = usesSuperProperty;
const facts_1 = require("../facts");
const opaque_1 = require("./opaque");
const arguments_object_1 = require("./arguments-object");
const modifiers_1 = require("./modifiers");
function fieldMeaning(ts, options) {
    const target = options.target ?? ts.ScriptTarget.ES5;
    const native = target >= ts.ScriptTarget.ES2022;
    return (options.useDefineForClassFields ?? native) ? (native ? "native" : "defined") : "assigned";
}
const shapes = new WeakMap();
function constructorShape(ts, options, node) {
    const settings = `${fieldMeaning(ts, options)} ${options.experimentalDecorators === true}`;
    let shape = shapes.get(node);
    if (shape?.settings !== settings)
        shapes.set(node, (shape = { ...shapeOf(ts, options, node), settings }));
    return shape;
}
function shapeOf(ts, options, node) {
    const meaning = fieldMeaning(ts, options);
    const explicit = explicitConstructor(ts, node);
    const derived = isDerived(ts, node);
    const instance = node.members.filter((m) => !(0, modifiers_1.isStatic)(ts, m));
    const fields = instance.filter((m) => ts.isPropertyDeclaration(m) && !(0, modifiers_1.hasModifier)(ts, m, ts.SyntaxKind.DeclareKeyword) && !(0, modifiers_1.hasModifier)(ts, m, ts.SyntaxKind.AbstractKeyword));
    const accessors = fields.some((m) => (0, modifiers_1.hasModifier)(ts, m, ts.SyntaxKind.AccessorKeyword));
    const branded = accessors || instance.some((m) => m.name !== undefined && ts.isPrivateIdentifier(m.name));
    const parameterProperties = (explicit?.parameters ?? []).filter((p) => ts.isParameterPropertyDeclaration(p, p.parent));
    const computed = fields.some((m) => ts.isComputedPropertyName(m.name) && !ts.isStringLiteralLike(m.name.expression) && !ts.isNumericLiteral(m.name.expression));
    const decorated = (n) => (ts.canHaveDecorators(n) ? ts.getDecorators(n) ?? [] : []).length > 0;
    const supers = explicit?.body === undefined ? [] : superCalls(ts, explicit.body);
    const superStatement = explicit?.body?.statements.find((s) => ts.isExpressionStatement(s) && isSuperCall(ts, s.expression));
    const initialised = fields.length > 0 || parameterProperties.length > 0;
    const inOnePlace = !derived || explicit === undefined || (supers.length === 1 && superStatement !== undefined);
    let stays;
    if (options.experimentalDecorators !== true && (decorated(node) || node.members.some(decorated)))
        stays = "the class or one of its members is decorated";
    else if (meaning !== "native" && accessors)
        stays = "the class has `accessor` fields";
    else if (meaning !== "native" && computed && fields.some((m) => m.initializer !== undefined || meaning === "defined"))
        stays = "a field of the class has a computed name";
    else if (!inOnePlace && (parameterProperties.length > 0 || (meaning !== "native" && initialised)))
        stays = "`super(…)` is no statement of its own at the top level of the constructor";
    // All are early errors there, those of code given to a direct eval included, and must stay so.
    const illegal = fields.some((m) => m.initializer !== undefined && (mentionsArguments(ts, m.initializer) || superCalls(ts, m.initializer).length > 0 || evaluates(ts, m.initializer)));
    const movable = stays === undefined && !illegal && inOnePlace && !computed && !accessors && (meaning !== "native" || (!branded && !fields.some(decorated)));
    return { node, explicit, derived, meaning, fields, parameterProperties, branded, movable, superStatement, stays, earlyArrows: derived && explicit !== undefined ? earlyArrows(ts, explicit, superStatement?.end ?? Infinity) : [] };
}
function explicitConstructor(ts, node) {
    return node.members.find((m) => ts.isConstructorDeclaration(m) && m.body !== undefined && !isStaticConstructor(ts, m));
}
/** `static constructor() {}`: a method to the language, an ill-formed constructor to TypeScript's parser. It stays as it is. */
function isStaticConstructor(ts, node) {
    return (0, modifiers_1.isStatic)(ts, node);
}
function isDerived(ts, node) {
    return (node.heritageClauses ?? []).some((c) => c.token === ts.SyntaxKind.ExtendsKeyword && c.types.length > 0);
}
/** What a class extends. */
function parentOf(ts, node) {
    return node.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0]?.expression;
}
/** The key of the facts about a class's constructor, also of one that is not written. */
function constructorKey(ts, node) {
    const explicit = explicitConstructor(ts, node);
    return explicit === undefined ? `constructor:${(0, facts_1.keyOf)(node)}` : (0, facts_1.keyOf)(explicit);
}
function constructorId(ts, node) {
    const file = node.getSourceFile();
    const explicit = explicitConstructor(ts, node);
    return explicit === undefined ? `${file.fileName}#${constructorKey(ts, node)}` : (0, facts_1.idOf)(explicit);
}
/** The class has a constructor that is not written and runs code: its parent's, or initialisers. */
function hasImplicitConstructor(ts, node) {
    return explicitConstructor(ts, node) === undefined && (isDerived(ts, node) || node.members.some((m) => ts.isPropertyDeclaration(m) && m.initializer !== undefined));
}
function isSuperCall(ts, node) {
    return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword;
}
/** Calls of `super` that belong to the constructor `body` is of: also those in arrow functions. */
function superCalls(ts, body) {
    const found = [];
    const visit = (node) => {
        if (isSuperCall(ts, node))
            found.push(node);
        if (!hasOwnSuper(ts, node))
            ts.forEachChild(node, visit);
    };
    visit(body);
    return found;
}
function mentionsArguments(ts, node) {
    return (ts.isIdentifier(node) && (0, arguments_object_1.isArgumentsObject)(ts, node)) || (!hasOwnSuper(ts, node) && (ts.forEachChild(node, (child) => mentionsArguments(ts, child) || undefined) ?? false));
}
function evaluates(ts, node) {
    return (ts.isCallExpression(node) && (0, opaque_1.isDirectEval)(ts, node)) || (!hasOwnSuper(ts, node) && (ts.forEachChild(node, (child) => evaluates(ts, child) || undefined) ?? false));
}
function earlyArrows(ts, constructor, boundFrom) {
    const found = [];
    const captures = (node, early) => (early && (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword)) || isSuperCall(ts, node) ||
        (!hasOwnSuper(ts, node) && (ts.forEachChild(node, (child) => captures(child, early) || undefined) ?? false));
    const visit = (node) => {
        if (ts.isArrowFunction(node) && captures(node, node.pos < boundFrom))
            found.push(node);
        else if (node === constructor || !hasOwnSuper(ts, node))
            ts.forEachChild(node, visit);
    };
    visit(constructor);
    return found;
}
/** `super.x` or `super[x]` in what belongs to the constructor. */
function usesSuperProperty(ts, constructor) {
    const visit = (node) => ((ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) && node.expression.kind === ts.SyntaxKind.SuperKeyword) ||
        ((node === constructor || !hasOwnSuper(ts, node)) && (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false));
    return visit(constructor);
}
function hasOwnSuper(ts, node) {
    return (ts.isFunctionLike(node) && !ts.isArrowFunction(node)) || ts.isClassLike(node);
}
//# sourceMappingURL=constructors.js.map