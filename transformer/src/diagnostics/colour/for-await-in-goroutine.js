"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.forAwaitInGoroutine = void 0;
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const edits_1 = require("../edits");
const promises_1 = require("../promises");
const syntax_1 = require("../syntax");
/** `for await` in blocking code: TypeScript asks for `async`, which is the wrong way. */
exports.forAwaitInGoroutine = (0, define_1.defineRule)({
    code: "SY4010", slug: "for-await-in-goroutine", severity: "error",
    title: "for await stands in blocking code",
    why: "`for await` makes every function on the way async. Blocking code takes the elements one by one, and parks until the next one is there.",
    todo: "`for (const x of iterate(source))`; a channel is iterated without `await`.",
    bad: "go(() => { for await (const line of source) out.send(line); });",
    good: "go(() => { for (const line of iterate(source)) out.send(line); });",
    *check(context) {
        const { ts, plan, calls } = context;
        if (calls.length === 0)
            return;
        for (const fn of plan.functions.values()) {
            const { body } = fn.facts.node, loops = [];
            if (body === undefined || !(0, promises_1.isBlockingCode)(context, fn))
                continue;
            (0, walk_1.walk)(ts, body, (n) => {
                if (ts.isFunctionLike(n) || ts.isClassLike(n))
                    return "skip";
                if (ts.isForOfStatement(n) && n.awaitModifier !== undefined)
                    loops.push(n);
                return undefined;
            });
            for (const loop of loops) {
                const iterate = (0, edits_1.imported)(context, plan.facts.file, "iterate"), await_ = loop.awaitModifier;
                yield {
                    node: await_, what: `\`for await\` over \`${(0, syntax_1.textOf)(loop.expression)}\` in blocking code.`, replaces: [1103],
                    ...(iterate === undefined ? {} : { fixes: [{ title: "Iterate in blocking style: `iterate`", changes: [{ file: loop.getSourceFile(), start: await_.getStart(), end: await_.getEnd() + 1, text: "" }, (0, edits_1.replace)(loop.expression, `${iterate.name}(${loop.expression.getText()})`), ...iterate.changes] }] }),
                };
            }
        }
    },
});
//# sourceMappingURL=for-await-in-goroutine.js.map