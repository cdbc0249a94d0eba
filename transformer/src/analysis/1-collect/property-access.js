"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.setKey = setKey;
exports.accessOf = accessOf;
exports.homeOf = homeOf;
exports.patternReads = patternReads;
exports.matchedType = matchedType;
exports.unframedAccessor = unframedAccessor;
const facts_1 = require("../facts");
const assignment_targets_1 = require("./assignment-targets");
const modifiers_1 = require("./modifiers");
const program_index_1 = require("./program-index");
/** Key of the call that writing the property is; reading it has the key of the node. */
function setKey(node) {
    return `set:${(0, facts_1.keyOf)(node)}`;
}
/** What `o.x` or `o["x"]` does with an accessor `x` that the program declares; undefined: nothing, or in a place where it is not lowered and runs on the spot. */
function accessOf(ts, index, node) {
    const name = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isStringLiteralLike(node.argumentExpression) || ts.isNumericLiteral(node.argumentExpression) ? node.argumentExpression.text : undefined;
    if (name === undefined || !index.accessors.has(name))
        return undefined;
    if (ts.isPropertyAccessExpression(node) && ts.isPrivateIdentifier(node.name))
        return undefined;
    const isSuper = node.expression.kind === ts.SyntaxKind.SuperKeyword;
    if (isSuper && (homeOf(ts, node) === undefined || (ts.isCallExpression(node.parent) && node.parent.expression === node) || ts.isTaggedTemplateExpression(node.parent) || ts.isOptionalChain(node.parent)))
        return undefined;
    let child = node, parent = node.parent;
    while (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isTypeAssertionExpression(parent) || ts.isSatisfiesExpression(parent)) {
        child = parent;
        parent = parent.parent;
    }
    if (ts.isBinaryExpression(parent) && parent.left === child) {
        const operator = parent.operatorToken.kind;
        if (operator === ts.SyntaxKind.EqualsToken)
            return (0, assignment_targets_1.isPatternTarget)(ts, parent) ? undefined : { name, get: false, set: true };
        if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment)
            return { name, get: true, set: true };
    }
    if ((ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) && (parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken))
        return { name, get: true, set: true };
    if (ts.isDeleteExpression(parent) || ts.isJsxOpeningElement(parent) || ts.isJsxClosingElement(parent) || ts.isJsxSelfClosingElement(parent) || (0, assignment_targets_1.isPatternTarget)(ts, child))
        return undefined;
    return { name, get: true, set: false };
}
/** The class whose member `super` is looked up above, if its name can be used for it there. */
function homeOf(ts, node) {
    let member = node;
    while (!ts.isClassLike(member.parent)) {
        if (ts.isFunctionDeclaration(member) || ts.isFunctionExpression(member) || ts.isObjectLiteralExpression(member) || ts.isSourceFile(member.parent))
            return undefined;
        member = member.parent;
    }
    const declaration = member.parent;
    if (declaration.name === undefined || !(ts.isMethodDeclaration(member) || ts.isAccessor(member)))
        return undefined;
    if ([declaration, ...declaration.members].some((m) => ts.canHaveDecorators(m) && ts.getDecorators(m) !== undefined))
        return undefined;
    return { name: declaration.name.text, isStatic: (0, modifiers_1.isStatic)(ts, member), declaration };
}
/** Properties that an object pattern reads and the program declares accessors of, with what is read from. */
function patternReads(ts, index, pattern, from) {
    const found = [];
    const elements = ts.isObjectBindingPattern(pattern) ? pattern.elements : pattern.properties;
    for (const e of elements) {
        const key = ts.isBindingElement(e) ? (e.dotDotDotToken === undefined ? e.propertyName ?? e.name : undefined) : e.name;
        if (key === undefined || ts.isObjectBindingPattern(key) || ts.isArrayBindingPattern(key))
            continue;
        const name = (0, program_index_1.memberName)(ts, key);
        if (name === undefined)
            continue;
        const type = index.accessors.has(name) ? from() : undefined;
        if (type !== undefined)
            found.push({ at: e, name, type });
    }
    return found;
}
/** The type of what a pattern of an assignment is matched against: the checker has it for declarations only. */
function matchedType(ts, checker, pattern) {
    let child = pattern, at = pattern.parent;
    for (;; child = at, at = at.parent) {
        if (ts.isBinaryExpression(at) && at.left === child) {
            // A default, or the assignment itself.
            const held = ts.isPropertyAssignment(at.parent) || ts.isArrayLiteralExpression(at.parent) ? matchedType(ts, checker, at) : undefined;
            return held ?? checker.getTypeAtLocation(at.right);
        }
        if (!ts.isParenthesizedExpression(at))
            break;
    }
    if (ts.isForOfStatement(at) && at.initializer === child)
        return checker.getIndexTypeOfType(checker.getTypeAtLocation(at.expression), ts.IndexKind.Number);
    const name = ts.isPropertyAssignment(at) ? (0, program_index_1.memberName)(ts, at.name) : ts.isArrayLiteralExpression(at) ? String(at.elements.indexOf(child)) : undefined;
    if (name === undefined)
        return undefined;
    const from = matchedType(ts, checker, ts.isPropertyAssignment(at) ? at.parent : at);
    const property = from && checker.getPropertyOfType(from, name);
    if (property !== undefined)
        return checker.getTypeOfSymbolAtLocation(property, pattern);
    return from && ts.isArrayLiteralExpression(at) ? checker.getIndexTypeOfType(from, ts.IndexKind.Number) : undefined;
}
/** Why an accessor has to stay native. */
function unframedAccessor(ts, node) {
    if (ts.isPrivateIdentifier(node.name))
        return "it is private";
    if (ts.isObjectLiteralExpression(node.parent)) {
        // The other one of the pair only completes it.
        const own = (0, program_index_1.memberName)(ts, node.name);
        const others = node.parent.properties.filter((p) => p !== node && !(own !== undefined && ts.isAccessor(p) && p.kind !== node.kind));
        return others.some((p) => ts.isSpreadAssignment(p) || own === undefined || (0, program_index_1.memberName)(ts, p.name) === undefined || (0, program_index_1.memberName)(ts, p.name) === own) ? "another property may replace it" : undefined;
    }
    const owner = node.parent;
    if (!ts.isClassLike(owner))
        return "its owner is not known";
    if ([owner, ...owner.members].some((m) => ts.canHaveDecorators(m) && ts.getDecorators(m) !== undefined))
        return "its class has decorators";
    const name = (0, program_index_1.memberName)(ts, node.name);
    const same = owner.members.filter((m) => m !== node && m.name !== undefined && name !== undefined && (0, program_index_1.memberName)(ts, m.name) === name && (0, modifiers_1.isStatic)(ts, m) === (0, modifiers_1.isStatic)(ts, node));
    if (same.some((m) => !ts.isAccessor(m) || m.kind === node.kind))
        return "another member has its name";
    if ((0, modifiers_1.isStatic)(ts, node) && name !== undefined && /^(name|length|prototype)$/.test(name))
        return "it replaces a property of the class itself";
    return undefined;
}
//# sourceMappingURL=property-access.js.map