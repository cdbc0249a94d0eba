"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.untypedChannel = void 0;
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const edits_1 = require("../edits");
const syntax_1 = require("../syntax");
/** `chan()` whose elements end as `unknown`. */
exports.untypedChannel = (0, define_1.defineRule)({
    code: "SY1019", slug: "untyped-channel", severity: "info",
    title: "A channel is made without an element type",
    why: "Nothing says what its elements are: they are `unknown` wherever one is received.",
    todo: "Give the type: `chan<Job>()`.",
    bad: "const jobs = chan();",
    good: "const jobs = chan<Job>();",
    *check({ ts, program, calls }) {
        const checker = program.getTypeChecker();
        for (const { node, name } of calls) {
            if (name !== "chan" || node.typeArguments !== undefined)
                continue;
            const type = checker.getTypeAtLocation(node), element = (type.flags & ts.TypeFlags.Object) === 0 ? undefined : checker.getTypeArguments(type)[0];
            if (element === undefined || (element.flags & ts.TypeFlags.Unknown) === 0)
                continue;
            if (!ts.isVariableDeclaration(node.parent) && !ts.isPropertyDeclaration(node.parent))
                continue; // nobody keeps it
            // A context that wants a channel of unknown elements says what they are.
            if (checker.getContextualType(node) !== undefined)
                continue;
            const sent = sentType(ts, checker, node);
            yield {
                node, what: `The elements of \`${(0, syntax_1.textOf)(node)}\` are \`unknown\`.`,
                ...(sent === undefined ? {} : { todo: `Give the type: \`chan<${sent}>\`.`, fixes: [{ title: `Give the type: \`${sent}\``, changes: [(0, edits_1.insertAfter)(node.expression, `<${sent}>`)] }] }),
            };
        }
    },
});
/** What the first `send` on the constant sends. */
function sentType(ts, checker, made) {
    const declaration = made.parent;
    if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name))
        return undefined;
    const symbol = checker.getSymbolAtLocation(declaration.name), { text } = declaration.name;
    const send = (0, walk_1.find)(ts, declaration.getSourceFile(), (n) => ts.isCallExpression(n) && ts.isPropertyAccessExpression(n.expression) && /^(send|trySend)$/.test(n.expression.name.text) && ts.isIdentifier(n.expression.expression) &&
        n.expression.expression.text === text && checker.getSymbolAtLocation(n.expression.expression) === symbol && n.arguments.length === 1);
    const type = send === undefined ? undefined : checker.getBaseTypeOfLiteralType(checker.getTypeAtLocation(send.arguments[0]));
    const { Any, Unknown, Never } = ts.TypeFlags;
    return type === undefined || (type.flags & (Any | Unknown | Never)) !== 0 ? undefined : checker.typeToString(type, made, ts.TypeFormatFlags.NoTruncation);
}
//# sourceMappingURL=untyped-channel.js.map