"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.rangeWithoutClose = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const edits_1 = require("../edits");
const uses_1 = require("../flow/uses");
const syntax_1 = require("../syntax");
/** A range over a channel that nobody closes. */
exports.rangeWithoutClose = (0, define_1.defineRule)({
    code: "SY1007", slug: "range-without-close", severity: "warning",
    title: "A loop takes all of a channel that nobody closes",
    why: "`for…of` over a channel ends when the channel is closed. Behind the last element this loop waits for ever.",
    todo: "Close the channel behind the last send, in a `finally` block; with several senders after `wg.wait()`.",
    bad: "go(() => { for (const x of xs) jobs.send(x); });\nfor (const job of jobs) use(job);",
    good: "go(() => { try { for (const x of xs) jobs.send(x); } finally { jobs.close(); } });\nfor (const job of jobs) use(job);",
    *check(context) {
        for (const made of (0, uses_1.madeBy)(context, "chan")) {
            const { uses, name, owner } = made, sends = (0, uses_1.usesOfKind)(made, uses_1.sending);
            // Servers that live in a class or a module, and workers of main that nobody waits for, may run as long as the program.
            const isWaitedFor = (use) => use.goroutine.spawn === undefined || !(0, syntax_1.isMain)(context, owner) || use.goroutine.spawn.name !== "go";
            if (context.ts.isClassLike(owner) || context.ts.isSourceFile(owner))
                continue;
            if (sends.length === 0 || uses.some((u) => u.kind === "close"))
                continue;
            const seen = new Set();
            for (const use of uses) {
                if (seen.has(use.node) || !takesAll(context, use) || !isWaitedFor(use))
                    continue;
                seen.add(use.node);
                const fix = closedAfter(context, made, sends);
                yield {
                    node: use.kind === "range" ? use.node.expression : use.node, what: `Nobody closes \`${name.text}\`, so this loop never ends.`,
                    related: [{ node: sends[sends.length - 1].node, text: "What is sent here comes; the end does not." }], ...(fix === undefined ? {} : { fixes: [fix] }),
                };
            }
        }
    },
});
/** Nothing but the end of the channel ends it. */
function takesAll({ ts }, { kind, node }) {
    if (kind === "spread")
        return true;
    if (kind === "range")
        return (0, walk_1.find)(ts, node.statement, (n) => (ts.isFunctionLike(n) ? "skip" : (0, syntax_1.leavesLoop)(ts, n, node))) === undefined;
    const { parent } = (0, syntax_1.outermost)(ts, node), [loop] = (0, syntax_1.loopsAround)(ts, node);
    if (kind !== "recvOk" || loop === undefined || !(0, syntax_1.isEndless)(ts, loop) || !ts.isVariableDeclaration(parent) || !ts.isArrayBindingPattern(parent.name))
        return false;
    const [, ok] = parent.name.elements, name = ok !== undefined && ts.isBindingElement(ok) ? ok.name.getText() : undefined;
    let exits = 0, ends = 0;
    (0, walk_1.find)(ts, loop.statement, (n) => {
        if (ts.isFunctionLike(n))
            return "skip";
        if (ts.isIfStatement(n) && n.expression.getText() === `!${name}` && n.elseStatement === undefined) {
            ends++;
            return "skip";
        }
        if ((0, syntax_1.isExit)(ts, n))
            exits++;
        return false;
    });
    return ends > 0 && exits === 0;
}
/** One goroutine sends, and sends no more at its end: that is where it closes. */
function closedAfter({ ts }, { name }, sends) {
    const [first] = sends, { spawn, many, root } = first.goroutine;
    if (spawn === undefined || many || root === undefined || !sends.every((s) => s.goroutine.spawn === spawn && s.goroutine.root === root))
        return undefined;
    const { body } = root, last = sends[sends.length - 1];
    if ((0, syntax_1.functionAround)(ts, name)?.getSourceFile() !== root.getSourceFile() || root.pos < (0, syntax_1.functionAround)(ts, name).pos || root.end > (0, syntax_1.functionAround)(ts, name).end)
        return undefined;
    if (!ts.isBlock(body))
        return { title: "Close it behind the last send", changes: [(0, edits_1.replace)(body, `{ try { ${(0, program_index_1.skipOuter)(ts, body).getText()}; } finally { ${name.text}.close(); } }`)] };
    let statement = (0, syntax_1.statementAround)(ts, last.goroutine.at);
    while (statement !== undefined && statement.parent !== body)
        statement = (0, syntax_1.statementAround)(ts, statement.parent);
    const [begin] = body.statements;
    if (statement === undefined || begin === undefined)
        return undefined;
    const end = body.statements[body.statements.length - 1], indent = (0, edits_1.indentOf)(begin), isLine = body.getText().includes("\n");
    if (!isLine)
        return { title: "Close it behind the last send", changes: [(0, edits_1.insertBefore)(begin, "try { "), { file: body.getSourceFile(), start: end.getEnd(), end: end.getEnd(), text: ` } finally { ${name.text}.close(); }` }] };
    const inner = body.getSourceFile().text.slice(begin.getStart(), end.getEnd()).replace(/\n(?=[^\n])/g, "\n  ");
    return { title: "Close it behind the last send", changes: [{ file: body.getSourceFile(), start: begin.getStart(), end: end.getEnd(), text: `try {\n${indent}  ${inner}\n${indent}} finally {\n${indent}  ${name.text}.close();\n${indent}}` }] };
}
//# sourceMappingURL=range-without-close.js.map