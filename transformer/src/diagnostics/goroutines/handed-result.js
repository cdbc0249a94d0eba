"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.resultsHandedOver = resultsHandedOver;
const program_index_1 = require("../../analysis/1-collect/program-index");
const walk_1 = require("../../analysis/walk");
const edits_1 = require("../edits");
const promises_1 = require("../promises");
const syntax_1 = require("../syntax");
/** @param takers calls whose first argument is the function that they run */
function* resultsHandedOver(context, takers) {
    const { ts, program, calls } = context, checker = program.getTypeChecker();
    for (const { node, name } of calls) {
        if (!takers.has(name))
            continue;
        const argument = node.arguments?.[0], call = argument === undefined ? undefined : (0, program_index_1.skipOuter)(ts, argument);
        if (argument === undefined || call === undefined || !ts.isCallExpression(call) || mayBeCalled(ts, checker.getTypeAtLocation(argument)))
            continue;
        const taker = (0, syntax_1.textOf)(node.expression), text = (0, promises_1.isPromise)(context, checker.getTypeAtLocation(call)) ? undefined : fixed(context, name, node, call);
        const does = name === "defer" ? "at the end of the function" : "in a goroutine";
        yield {
            node: call,
            what: `\`${(0, syntax_1.textOf)(call)}\` runs here and now, and \`${taker}\` gets its result.`,
            why: `\`${taker}\` takes a function and calls it ${does}; this is \`${checker.typeToString(checker.getTypeAtLocation(argument))}\`.`,
            replaces: [2345],
            ...(text === undefined ? {} : { todo: `Write \`${text.length > 60 ? `${taker}(() => …)` : text}\`.`, fixes: [{ title: "Hand over the function, not its result", changes: [(0, edits_1.replace)(node, text)] }] }),
        };
    }
}
function mayBeCalled(ts, type) {
    if (type.isUnionOrIntersection())
        return type.types.some((t) => mayBeCalled(ts, t));
    const { Any, Unknown, Never, Instantiable, NonPrimitive } = ts.TypeFlags;
    return (type.flags & (Any | Unknown | Never | Instantiable | NonPrimitive)) !== 0 || type.getCallSignatures().length > 0 || type.symbol?.name === "Function";
}
/** `go(f, x)` where that is the same call; else an arrow function, unless the arguments belong where they stand. */
function fixed({ ts, program }, name, taker, call) {
    const rest = taker.arguments.slice(1);
    const callee = (0, program_index_1.skipOuter)(ts, call.expression), signatures = program.getTypeChecker().getTypeAtLocation(callee).getCallSignatures();
    const isPlainCall = ts.isIdentifier(callee) && call.typeArguments === undefined && signatures.length === 1 && (signatures[0].typeParameters?.length ?? 0) === 0;
    if (name === "go" && isPlainCall && rest.length === 0 && call.questionDotToken === undefined)
        return `${taker.expression.getText()}(${[callee, ...call.arguments].map((a) => a.getText()).join(", ")})`;
    if ((0, walk_1.find)(ts, call, (n) => (ts.isFunctionLike(n) ? "skip" : ts.isAwaitExpression(n) || ts.isYieldExpression(n) || (ts.isIdentifier(n) && n.text === "arguments"))) !== undefined)
        return undefined;
    return `${taker.expression.getText()}(${[`() => ${call.getText()}`, ...rest.map((a) => a.getText())].join(", ")})`;
}
//# sourceMappingURL=handed-result.js.map