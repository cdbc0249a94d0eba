"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.recvAsCondition = void 0;
const define_1 = require("../define");
const edits_1 = require("../edits");
const syntax_1 = require("../syntax");
/** `while (ch.recv())`: 0 and "" look like the end of the channel. */
exports.recvAsCondition = (0, define_1.defineRule)({
    code: "SY1010", slug: "recv-as-condition", severity: "warning",
    title: "A received value is used as a condition, and may be falsy",
    why: "`recv` gives undefined when the channel is closed and drained; an element that is 0 or \"\" looks the same to a condition.",
    todo: "`for (const x of ch)` takes all elements; `recvOk` says whether there was one.",
    bad: "while ((n = numbers.recv())) use(n);",
    good: "for (const n of numbers) use(n);",
    *check({ ts, program, calls }) {
        const checker = program.getTypeChecker();
        for (const { node, name } of calls) {
            if (name !== "RecvChan.recv" || !ts.isCallExpression(node))
                continue;
            const falsy = falsyElements(ts, checker.getTypeAtLocation(node));
            if (falsy.length === 0)
                continue;
            let whole = (0, syntax_1.outermost)(ts, node), assigned;
            if (ts.isBinaryExpression(whole.parent) && whole.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && whole.parent.right === whole)
                [assigned, whole] = [whole.parent.left, (0, syntax_1.outermost)(ts, whole.parent)];
            const use = conditionOf(ts, whole) ?? loopOver(ts, whole);
            if (use === undefined)
                continue;
            const channel = (0, syntax_1.receiverOf)(ts, node), fixes = [];
            if (ts.isWhileStatement(use)) {
                const { file, start } = (0, edits_1.replace)(use, ""), end = use.statement.getStart();
                fixes.push({ title: "Take every element: `for…of`", changes: [{ file, start, end, text: `for (${assigned === undefined ? "const _" : assigned.getText()} of ${channel.getText()}) ` }] });
            }
            else if (ts.isBinaryExpression(use)) {
                if (isFalsyLiteral(ts, use.right))
                    continue; // `ch.recv() || 0` gives 0 for 0
                if (!ts.isBinaryExpression(use.parent))
                    fixes.push({ title: "Only undefined is the end: `??`", changes: [(0, edits_1.replace)(use.operatorToken, "??")] });
            }
            yield {
                node, what: `\`${(0, syntax_1.textOf)(node)}\` may give ${falsy.join(" or ")}, which this condition takes for the end of \`${(0, syntax_1.textOf)(channel)}\`.`,
                ...(fixes.length === 0 ? {} : { fixes }),
            };
        }
    },
});
/** Booleans are what conditions are for. */
function falsyElements(ts, type) {
    const found = new Set();
    for (const part of type.isUnion() ? type.types : [type]) {
        if ((part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0)
            return [];
        if (part.isNumberLiteral()) {
            if (part.value === 0)
                found.add("0");
        }
        else if (part.isStringLiteral()) {
            if (part.value === "")
                found.add('""');
        }
        else if ((part.flags & (ts.TypeFlags.Number | ts.TypeFlags.Enum)) !== 0)
            found.add("0");
        else if ((part.flags & ts.TypeFlags.String) !== 0)
            found.add('""');
        else if ((part.flags & ts.TypeFlags.BigInt) !== 0)
            found.add("0n");
    }
    return [...found];
}
function isFalsyLiteral(ts, node) {
    return (ts.isNumericLiteral(node) && Number(node.text) === 0) || (ts.isStringLiteralLike(node) && node.text === "");
}
/** The statement or operator whose condition it is. */
function conditionOf(ts, whole) {
    const { parent } = whole;
    if ((ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) && parent.expression === whole)
        return parent;
    if ((ts.isForStatement(parent) || ts.isConditionalExpression(parent)) && parent.condition === whole)
        return parent;
    if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.BarBarToken && parent.left === whole)
        return parent;
    return ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken ? parent : undefined;
}
/** `for (let line = c.recv(); line; line = c.recv())`, by the first of the two. */
function loopOver(ts, whole) {
    const declaration = whole.parent, loop = ts.isVariableDeclaration(declaration) && ts.isIdentifier(declaration.name) && ts.isVariableDeclarationList(declaration.parent) ? declaration.parent.parent : undefined;
    return loop !== undefined && ts.isForStatement(loop) && loop.condition?.getText() === declaration.name.getText() ? loop : undefined;
}
//# sourceMappingURL=recv-as-condition.js.map