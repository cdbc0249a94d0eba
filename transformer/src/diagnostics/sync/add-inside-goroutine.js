"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.addInsideGoroutine = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const define_1 = require("../define");
const edits_1 = require("../edits");
const syntax_1 = require("../syntax");
/** `wg.add` in the goroutine that is counted: whoever waits may have looked before. */
exports.addInsideGoroutine = (0, define_1.defineRule)({
    code: "SY3004", slug: "add-inside-goroutine", severity: "warning",
    title: "WaitGroup.add is called in the goroutine that is counted",
    why: "The goroutine runs later: `wait` may look at the counter before it has added itself, and go on.",
    todo: "Call `add` before `go`, or let `wg.go` do both.",
    bad: "go(() => { wg.add(1); try { work(5); } finally { wg.done(); } });\nwg.wait();",
    good: "wg.go(() => work(5));\nwg.wait();",
    *check(context) {
        const { ts, calls } = context;
        const adds = calls.filter((c) => c.name === "WaitGroup.add"), dones = calls.filter((c) => c.name === "WaitGroup.done");
        if (adds.length === 0 || dones.length === 0)
            return;
        for (const spawn of calls) {
            const body = spawn.name === "go" ? (0, syntax_1.functionGiven)(context, spawn.facts) : undefined;
            if (body === undefined)
                continue;
            for (const { node } of adds) {
                const group = (0, syntax_1.receiverOf)(ts, node);
                if (group === undefined || (0, syntax_1.functionAround)(ts, node) !== body || !(0, syntax_1.isPlace)(ts, group) || isDeclaredIn(context, group, body, spawn.node))
                    continue;
                if (!dones.some((d) => isDoneOf(context, d.node, group, body)))
                    continue;
                const fix = movedOut(ts, spawn.node, node, body);
                yield {
                    node, what: `\`${(0, syntax_1.textOf)(node)}\` runs in the goroutine that it counts.`, related: [{ node: spawn.node, text: "The goroutine starts here." }],
                    ...(fix === undefined ? {} : { fixes: [fix] }),
                };
            }
        }
    },
});
/** The goroutine itself says that it is done: in its own body, or in a call that is deferred there. */
function isDoneOf(context, done, group, body) {
    const { ts, calls } = context, own = (0, syntax_1.receiverOf)(ts, done);
    if (own === undefined || !(0, syntax_1.isSamePlace)(context, own, group))
        return false;
    const around = (0, syntax_1.functionAround)(ts, done);
    return around === body || (around !== undefined && (0, syntax_1.functionAround)(ts, around) === body && calls.some((c) => c.name === "defer" && c.node.arguments?.[0] !== undefined && (0, program_index_1.skipOuter)(ts, c.node.arguments[0]) === around));
}
/** The group is made in the goroutine: it counts others. */
function isDeclaredIn({ ts, program }, group, body, spawn) {
    const declaration = ts.isIdentifier(group) ? program.getTypeChecker().getSymbolAtLocation(group)?.valueDeclaration : undefined;
    // `go(load, wg, url)` hands it in.
    if (declaration !== undefined && ts.isParameter(declaration) && declaration.parent === body)
        return spawn.arguments?.[body.parameters.indexOf(declaration) + 1] === undefined;
    return declaration !== undefined && declaration.getSourceFile() === body.getSourceFile() && declaration.pos >= body.pos && declaration.end <= body.end;
}
function movedOut(ts, spawn, add, body) {
    const start = (0, syntax_1.statementOf)(ts, spawn), statement = (0, syntax_1.statementOf)(ts, add), count = add.arguments[0];
    if (start === undefined || !(0, syntax_1.isInList)(ts, start) || statement?.parent.parent !== body || !(start.pos < body.pos && body.end <= start.end) || (count !== undefined && !ts.isNumericLiteral(count)))
        return undefined;
    return { title: "Add before the goroutine starts", changes: [(0, edits_1.insertBefore)(start, statement.getText() + (0, edits_1.lineBefore)(start)), (0, edits_1.remove)(statement)] };
}
//# sourceMappingURL=add-inside-goroutine.js.map