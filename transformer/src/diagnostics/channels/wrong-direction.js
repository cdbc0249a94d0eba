"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.wrongDirection = void 0;
const syntax_1 = require("../syntax");
const program_index_1 = require("../../analysis/1-collect/program-index");
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const edits_1 = require("../edits");
const runtime_calls_1 = require("../runtime-calls");
const syntax_2 = require("../syntax");
const sends = new Set(["send", "trySend", "close"]), receives = new Set(["recv", "recvOk", "tryRecv"]);
/** The wrong end of a channel. TypeScript says that a property is missing, and offers to declare one. */
exports.wrongDirection = (0, define_1.defineRule)({
    code: "SY1001", slug: "wrong-direction", severity: "error",
    title: "A channel is used against its direction",
    why: "A `RecvChan` is the receiving end of a channel: it has no `send` and no `close`. A `SendChan` is the sending end: nothing is received from it.",
    todo: "Declare the end that is meant, or `Chan` for both; where only one end is given, the other belongs to somebody else.",
    bad: "function feed(c: RecvChan<number>) { c.send(1); c.close(); }",
    good: "function feed(c: SendChan<number>) { c.send(1); c.close(); }",
    *check(context) {
        const { ts, program, plan } = context, checker = program.getTypeChecker();
        const { file } = plan.facts;
        if (!file.statements.some((s) => ts.isImportDeclaration(s) && ts.isStringLiteral(s.moduleSpecifier) && s.moduleSpecifier.text.startsWith("sansync")) && context.calls.length === 0)
            return;
        const endOf = (expression) => {
            const name = (0, runtime_calls_1.runtimeType)(ts, program, checker.getTypeAtLocation(expression));
            return name === "RecvChan" || name === "SendChan" ? name : undefined;
        };
        for (const { facts } of plan.functions.values())
            for (const { node, callee } of facts.calls) {
                if (ts.isForOfStatement(node) && endOf(node.expression) === "SendChan") {
                    yield { node: node.expression, what: `\`${(0, syntax_2.textOf)(node.expression)}\` is the sending end of a channel: nothing can be received from it.`, replaces: [2488, 2495, 2549], ...fixes(context, node.expression) };
                    continue;
                }
                if (!ts.isCallExpression(node))
                    continue;
                const called = (0, program_index_1.skipOuter)(ts, node.expression);
                if (callee.kind === "unknown" && ts.isPropertyAccessExpression(called) && (sends.has(called.name.text) || receives.has(called.name.text))) {
                    const end = endOf(called.expression);
                    if (end === undefined || (end === "RecvChan") !== sends.has(called.name.text))
                        continue;
                    const does = called.name.text === "close" ? "closed by" : end === "RecvChan" ? "sent by" : "received from";
                    yield {
                        node: called.name, replaces: [2339, 2551], ...fixes(context, called.expression),
                        what: end === "RecvChan" ? `\`${(0, syntax_2.textOf)(called.expression)}\` is the receiving end of a channel: ${called.name.text === "close" ? "it cannot be closed here" : "nothing can be sent on it"}.` : `\`${(0, syntax_2.textOf)(called.expression)}\` is the sending end of a channel: nothing can be ${does} it.`,
                    };
                    continue;
                }
                for (const argument of node.arguments) {
                    if (ts.isSpreadElement(argument))
                        continue;
                    if (!ts.isIdentifier((0, program_index_1.skipOuter)(ts, argument)) && !ts.isPropertyAccessExpression((0, program_index_1.skipOuter)(ts, argument)))
                        continue;
                    const end = endOf(argument), wanted = end === undefined ? undefined : checker.getContextualType(argument), name = wanted === undefined ? undefined : (0, runtime_calls_1.runtimeType)(ts, program, wanted);
                    if (name !== undefined && /^(Chan|RecvChan|SendChan)$/.test(name) && name !== end)
                        yield {
                            node: argument, replaces: [2345],
                            what: `\`${(0, syntax_2.textOf)(argument)}\` is the ${end === "RecvChan" ? "receiving" : "sending"} end of a channel alone; a \`${name}\` is wanted.`,
                        };
                }
            }
    },
});
/** The declared type becomes the other end, if that is all that is used, else both. */
function fixes(context, channel) {
    const { ts, program } = context, checker = program.getTypeChecker(), inner = (0, program_index_1.skipOuter)(ts, channel);
    const symbol = ts.isIdentifier(inner) ? checker.getSymbolAtLocation(inner) : undefined, declaration = symbol?.valueDeclaration, file = channel.getSourceFile();
    if (symbol === undefined || declaration === undefined || !(ts.isParameter(declaration) || ts.isVariableDeclaration(declaration)) || declaration.getSourceFile() !== file)
        return undefined;
    const { type } = declaration;
    if (type === undefined || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName))
        return undefined;
    let sending = false, receiving = false, other = false;
    (0, walk_1.find)(ts, (0, syntax_1.functionAround)(ts, declaration) ?? file, (node) => {
        if (!ts.isIdentifier(node) || node === declaration.name || node.text !== symbol.name || checker.getSymbolAtLocation(node) !== symbol)
            return false;
        const { parent } = node;
        if (ts.isPropertyAccessExpression(parent) && parent.expression === node && sends.has(parent.name.text))
            sending = true;
        else if ((ts.isPropertyAccessExpression(parent) && parent.expression === node && receives.has(parent.name.text)) || (ts.isForOfStatement(parent) && parent.expression === node))
            receiving = true;
        else
            other = true;
        return false;
    });
    const wanted = sending && !receiving && !other ? "SendChan" : receiving && !sending && !other ? "RecvChan" : "Chan";
    const name = (0, edits_1.imported)(context, file, wanted, true);
    return name === undefined ? undefined : { fixes: [{ title: `Declare it as \`${wanted}\``, changes: [(0, edits_1.replace)(type.typeName, name.name), ...name.changes] }] };
}
//# sourceMappingURL=wrong-direction.js.map