"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.finalizerBlocks = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const infer_1 = require("../../analysis/2-infer/infer");
const why_1 = require("../../analysis/2-infer/why");
const define_1 = require("../define");
const edits_1 = require("../edits");
const syntax_1 = require("../syntax");
/** A callback of a FinalizationRegistry, or of `process.on("exit")`, that may block. */
exports.finalizerBlocks = (0, define_1.defineRule)({
    code: "SY4011", slug: "finalizer-blocks", severity: "error",
    title: "A finalizer or an exit handler may block",
    why: "Nothing runs after it that could wake it: the engine calls it at a moment of its own, and an exit handler is the last thing the process does.",
    todo: "Start a goroutine in a finalizer; do what blocks before the program ends.",
    bad: "new FinalizationRegistry((id: number) => closed.send(id));",
    good: "new FinalizationRegistry((id: number) => { go(() => closed.send(id)); });",
    *check(context) {
        const { ts, plan, analysis } = context;
        for (const fn of plan.functions.values())
            for (const { node, callee, arguments: args } of fn.facts.calls) {
                const isRegistry = ts.isNewExpression(node) && callee.kind === "native" && callee.name === "new FinalizationRegistry";
                const index = isRegistry ? 0 : isExitHandler(context, node) ? 1 : -1, given = args[index];
                const place = node.arguments?.[index];
                if (given?.kind !== "function" || place === undefined || analysis.colours.get(given.id)?.colour !== infer_1.Colour.Blocking)
                    continue;
                const inner = (0, program_index_1.skipOuter)(ts, place), go = isRegistry ? (0, edits_1.imported)(context, plan.facts.file, "go") : undefined;
                const body = ts.isArrowFunction(inner) && !ts.isBlock(inner.body) ? inner.body : undefined;
                yield {
                    node: place, what: `\`${(0, syntax_1.textOf)(place)}\` may block, and ${isRegistry ? "a finalizer" : "an exit handler"} cannot wait.`,
                    why: `It may suspend: ${(0, why_1.chainText)((0, why_1.whyChain)(given.id, analysis.colours, analysis.functions))}. ${isRegistry ? "The engine calls finalizers when it pleases, also when nothing else is left to run." : "The process ends when the handler returns: nothing wakes what waits then."}`,
                    ...(isRegistry ? {} : { todo: "Do what blocks before the program ends." }),
                    ...(go === undefined || body === undefined ? {} : { fixes: [{ title: "Start a goroutine", changes: [(0, edits_1.replace)(body, `{ ${go.name}(() => ${body.getText()}); }`), ...go.changes] }] }),
                };
            }
    },
});
/** `process.on("exit", f)` of Node. */
function isExitHandler({ ts, program }, node) {
    const [event] = ts.isCallExpression(node) && node.arguments.length > 1 ? node.arguments : [];
    if (event === undefined || !ts.isStringLiteralLike(event) || event.text !== "exit")
        return false;
    const callee = (0, program_index_1.skipOuter)(ts, node.expression);
    if (!ts.isPropertyAccessExpression(callee) || !/^(on|once|addListener)$/.test(callee.name.text) || callee.expression.getText() !== "process")
        return false;
    return program.getTypeChecker().getSymbolAtLocation(callee.expression)?.valueDeclaration?.getSourceFile().isDeclarationFile === true;
}
//# sourceMappingURL=finalizer-blocks.js.map