"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.conversionKey = conversionKey;
exports.blockingConversions = blockingConversions;
exports.conversionsOf = conversionsOf;
exports.conversionCallee = conversionCallee;
const facts_1 = require("../facts");
const program_index_1 = require("./program-index");
const primitiveNames = [program_index_1.toPrimitiveMember, "valueOf", "toString"];
/** Key of the call that converting the operand is. */
function conversionKey(operand) {
    return `as:${(0, facts_1.keyOf)(operand)}`;
}
/** Members under the names the language calls, whose functions `blocks` says to block. */
function blockingConversions(ts, index, blocks) {
    const found = new Set();
    for (const name of [...primitiveNames, program_index_1.hasInstanceMember])
        for (const { value, within } of index.members.get(name) ?? []) {
            if (within === true || ts.isAccessor(value))
                continue;
            const node = ts.isMethodDeclaration(value) ? value : (0, program_index_1.functionOf)(ts, value);
            if (node !== undefined && blocks((0, facts_1.idOf)(node)))
                found.add((0, facts_1.idOf)(node));
        }
    return found;
}
/** The operands of `node` that it converts. */
function conversionsOf(ts, node) {
    const { SyntaxKind: K } = ts;
    if (ts.isTemplateExpression(node))
        return ts.isTaggedTemplateExpression(node.parent) ? undefined : { operands: node.templateSpans.map((span) => span.expression), to: "string" };
    if (ts.isPrefixUnaryExpression(node))
        return [K.PlusToken, K.MinusToken, K.TildeToken].includes(node.operator) ? { operands: [node.operand], to: node.operator === K.PlusToken ? "number" : "numeric" } : undefined;
    if (!ts.isBinaryExpression(node))
        return undefined;
    const operands = [node.left, node.right];
    switch (node.operatorToken.kind) {
        case K.PlusToken: return { operands, to: "default" };
        case K.LessThanToken:
        case K.GreaterThanToken:
        case K.LessThanEqualsToken:
        case K.GreaterThanEqualsToken: return { operands, to: "number" };
        case K.EqualsEqualsToken:
        case K.ExclamationEqualsToken: return { operands, to: "loose" };
        case K.InstanceOfKeyword: return { operands: [node.right], to: "instance" };
        case K.MinusToken:
        case K.AsteriskToken:
        case K.SlashToken:
        case K.PercentToken:
        case K.AsteriskAsteriskToken:
        case K.LessThanLessThanToken:
        case K.GreaterThanGreaterThanToken:
        case K.GreaterThanGreaterThanGreaterThanToken:
        case K.AmpersandToken:
        case K.BarToken:
        case K.CaretToken: return { operands, to: "numeric" };
        default: return undefined;
    }
}
/** What converting an operand of that type may call, of `blocking`. `membersOf` gives the functions under a name in what may be of the type. */
function conversionCallee(ts, checker, operand, to, blocking, membersOf) {
    if (ts.isStringLiteralLike(operand) || ts.isNumericLiteral(operand) || ts.isTemplateExpression(operand))
        return undefined;
    let type = checker.getTypeAtLocation(operand);
    if ((type.flags & ts.TypeFlags.Instantiable) !== 0)
        type = checker.getBaseConstraintOfType(type) ?? type;
    const isObject = (t) => (t.isUnion() ? t.types.some(isObject) : (t.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.NonPrimitive)) !== 0);
    if (!isObject(type))
        return undefined;
    const ids = new Set();
    // `Meters & number` is no type that a class fits: its object parts are.
    const parts = type.isIntersection() ? [type, ...type.types.filter(isObject)] : [type];
    for (const part of parts)
        for (const name of to === "instance" ? [program_index_1.hasInstanceMember] : primitiveNames)
            for (const id of membersOf(name, part) ?? blocking)
                if (blocking.has(id))
                    ids.add(id);
    return ids.size === 0 ? undefined : { kind: "functions", ids: [...ids], exact: false };
}
//# sourceMappingURL=conversions.js.map