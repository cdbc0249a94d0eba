"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.waitInSpawnLoop = void 0;
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const edits_1 = require("../edits");
const syntax_1 = require("../syntax");
/** `wg.add(n)` before the loop that starts the goroutines, `wg.wait()` inside it. */
exports.waitInSpawnLoop = (0, define_1.defineRule)({
    code: "SY3014", slug: "wait-in-spawn-loop", severity: "error",
    title: "WaitGroup.wait stands in the loop that starts the goroutines it waits for",
    why: "All of them were added before the loop; the first round waits for goroutines that only later rounds would start, for ever.",
    todo: "Wait behind the loop.",
    bad: "wg.add(3);\nfor (let i = 0; i < 3; i++) { go(() => { work(i); wg.done(); }); wg.wait(); }",
    good: "wg.add(3);\nfor (let i = 0; i < 3; i++) go(() => { work(i); wg.done(); });\nwg.wait();",
    *check(context) {
        const { ts, calls } = context;
        for (const { node, name } of calls) {
            if (name !== "WaitGroup.wait")
                continue;
            const group = (0, syntax_1.receiverOf)(ts, node), [loop] = (0, syntax_1.loopsAround)(ts, node), statement = (0, syntax_1.statementOf)(ts, node), own = (0, syntax_1.functionAround)(ts, node);
            // A wait that some rounds leave out may be the last round's.
            if (group === undefined || !(0, syntax_1.isPlace)(ts, group) || loop === undefined || statement === undefined || statement.parent !== loop.statement)
                continue;
            const of = (wanted) => calls.filter((c) => c.name === wanted && (0, syntax_1.receiverOf)(ts, c.node) !== undefined && (0, syntax_1.isSamePlace)(context, (0, syntax_1.receiverOf)(ts, c.node), group));
            const isIn = (n) => n.pos >= loop.pos && n.end <= loop.end;
            const adds = of("WaitGroup.add"), add = adds[0];
            if (adds.length !== 1 || add === undefined || add.node.end > loop.getStart() || (0, syntax_1.functionAround)(ts, add.node) !== own || add.node.arguments?.[0]?.getText() === "1" || of("WaitGroup.go").length > 0)
                continue;
            const dones = of("WaitGroup.done");
            if (dones.length !== 1 || !isIn(dones[0].node))
                continue;
            // One goroutine a round says that it is done, once.
            const starts = calls.filter((c) => c.name === "go" && isIn(c.node) && c.node.pos < dones[0].node.pos && dones[0].node.end < c.node.end);
            if (starts.length === 0 || [...(0, syntax_1.loopsAround)(ts, dones[0].node)].length > 0 || (0, walk_1.find)(ts, loop.statement, (n) => ts.isBreakStatement(n)) !== undefined)
                continue;
            const fix = (0, syntax_1.isInList)(ts, loop) ? { title: "Wait behind the loop", changes: [(0, edits_1.remove)(statement), (0, edits_1.insertAfter)(loop, `\n${(0, edits_1.indentOf)(loop)}${statement.getText()}`)] } : undefined;
            yield {
                node, what: `\`${(0, syntax_1.textOf)(node)}\` waits in each round for all that \`${(0, syntax_1.textOf)(add.node)}\` has counted.`, related: [{ node: add.node, text: "All are counted here." }, { node: starts[0].node, text: "One is started in each round." }],
                ...(fix === undefined ? {} : { fixes: [fix] }),
            };
        }
    },
});
//# sourceMappingURL=wait-in-spawn-loop.js.map