"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.undefinedElement = void 0;
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const syntax_1 = require("../syntax");
/** `recv` on a channel whose elements may be undefined: the end looks like an element. */
exports.undefinedElement = (0, define_1.defineRule)({
    code: "SY1015", slug: "undefined-element", severity: "info",
    title: "undefined may be an element here, or the end of the channel",
    why: "`recv` gives undefined when the channel is closed and drained, and elements of this channel may be undefined too.",
    todo: "`recvOk` says which of the two it is.",
    bad: "const v = values.recv(); // Chan<number | undefined>\nif (v === undefined) return;",
    good: "const [v, ok] = values.recvOk();\nif (!ok) return;",
    *check({ ts, program, calls }) {
        const checker = program.getTypeChecker();
        for (const { node, name } of calls) {
            if (name !== "RecvChan.recv")
                continue;
            const channel = (0, syntax_1.receiverOf)(ts, node), type = channel === undefined ? undefined : checker.getTypeAtLocation(channel);
            const element = type === undefined || type.isUnion() || (type.flags & ts.TypeFlags.Object) === 0 ? undefined : checker.getTypeArguments(type)[0];
            if (channel === undefined || element === undefined || !element.isUnion() || !element.types.some((t) => (t.flags & ts.TypeFlags.Undefined) !== 0))
                continue;
            // Only where the difference is asked for.
            const test = comparison(ts, (0, syntax_1.outermost)(ts, node)), variable = (0, syntax_1.outermost)(ts, node).parent;
            if (test === undefined && !(ts.isVariableDeclaration(variable) && ts.isIdentifier(variable.name) && isCompared(ts, checker, variable)))
                continue;
            yield { node, what: `\`${(0, syntax_1.textOf)(node)}\` gives undefined for an element that is undefined, and at the end of \`${(0, syntax_1.textOf)(channel)}\`.` };
        }
    },
});
/** A comparison with undefined. */
function comparison(ts, node) {
    const { parent } = node, { SyntaxKind: K } = ts;
    return ts.isBinaryExpression(parent) && (parent.operatorToken.kind === K.EqualsEqualsEqualsToken || parent.operatorToken.kind === K.ExclamationEqualsEqualsToken) && parent.right.getText() === "undefined" ? parent : undefined;
}
function isCompared(ts, checker, { name, parent }) {
    const symbol = checker.getSymbolAtLocation(name), scope = parent.parent.parent;
    return (0, walk_1.find)(ts, scope, (n) => ts.isIdentifier(n) && n.text === name.getText() && checker.getSymbolAtLocation(n) === symbol && comparison(ts, n) !== undefined) !== undefined;
}
//# sourceMappingURL=undefined-element.js.map