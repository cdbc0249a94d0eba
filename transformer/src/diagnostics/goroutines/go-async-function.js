"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.goAsyncFunction = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const edits_1 = require("../edits");
const promises_1 = require("../promises");
const syntax_1 = require("../syntax");
/** `go` of a function that gives a promise: the goroutine ends at its first `await`. */
exports.goAsyncFunction = (0, define_1.defineRule)({
    code: "SY2002", slug: "go-async-function", severity: "warning",
    title: "go starts an async function",
    why: "The goroutine ends at the first `await`; the rest is ordinary promise code: nobody waits for it, it is in no dump, and its errors are unhandled rejections.",
    todo: "Drop `async`, and wait in blocking style: `await e` becomes `wait(e)`.",
    bad: "go(async () => { out.send(await load()); });",
    good: "go(() => { out.send(wait(load())); });",
    *check(context) {
        const { ts, program, calls } = context, checker = program.getTypeChecker();
        for (const { node, name } of calls) {
            const given = node.arguments?.[0];
            if (name !== "go" || given === undefined || ts.isSpreadElement(given))
                continue;
            const type = checker.getTypeAtLocation(given), signatures = type.getCallSignatures();
            if (type.isUnion() || signatures.length === 0 || !signatures.every((s) => (0, promises_1.isPromise)(context, s.getReturnType())))
                continue;
            const fn = (0, program_index_1.functionOf)(ts, given);
            const isAsync = fn?.modifiers?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) === true;
            const fix = isAsync ? inBlockingStyle(context, fn) : undefined;
            yield {
                node: given,
                what: isAsync ? "This goroutine is an async function." : `\`${(0, syntax_1.textOf)(given)}\` gives a promise, for which this goroutine does not wait.`,
                ...(isAsync ? {} : { todo: `Wait for it: \`go(() => wait(${ts.isIdentifier(given) ? given.text : "…"}(…)))\`; or write it in blocking style.` }),
                ...(fix === undefined ? {} : { fixes: [fix] }),
            };
        }
    },
});
function inBlockingStyle(context, fn) {
    const { ts } = context, file = fn.getSourceFile();
    const awaits = [];
    let possible = fn.type === undefined;
    (0, walk_1.walk)(ts, fn, (node) => {
        if (node !== fn && ts.isFunctionLike(node))
            return "skip";
        if (ts.isAwaitExpression(node))
            awaits.push(node);
        if (ts.isForOfStatement(node) && node.awaitModifier !== undefined)
            possible = false;
        return undefined;
    });
    const wait = (0, edits_1.imported)(context, file, "wait");
    if (!possible || wait === undefined)
        return undefined;
    const { end: from } = fn.modifiers.find((m) => m.kind === ts.SyntaxKind.AsyncKeyword), start = fn.modifiers.find((m) => m.kind === ts.SyntaxKind.AsyncKeyword).getStart(file);
    const changes = [{ file, start, end: from + /^\s*/.exec(file.text.slice(from))[0].length, text: "" }];
    for (const at of awaits) {
        const { expression } = at;
        changes.push({ file, start: at.getStart(file), end: expression.getStart(file), text: `${wait.name}(` }, { file, start: expression.end, end: expression.end, text: ")" });
    }
    return { title: "Make it a blocking function", changes: [...changes, ...(awaits.length > 0 ? wait.changes : [])] };
}
//# sourceMappingURL=go-async-function.js.map