"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.callbackCannotBlock = void 0;
const infer_1 = require("../../analysis/2-infer/infer");
const why_1 = require("../../analysis/2-infer/why");
const handed_over_1 = require("./handed-over");
const define_1 = require("../define");
/** A callback that may block is given to code that is not compiled by sansync and uses its result at once. */
exports.callbackCannotBlock = (0, define_1.defineRule)({
    code: "SY4002", slug: "callback-cannot-block", severity: "error",
    title: "A callback that may block is given to plain code that uses its result at once",
    why: "Code that sansync did not compile calls the function as any other and would get a promise for a value if it parks.",
    todo: "Do the blocking part in a loop before the call, and pass a callback that only looks the result up.",
    bad: "emitter.setFilter((x) => askServer(x));",
    good: "const ok = new Set(xs.filter((x) => askServer(x)));\nemitter.setFilter((x) => ok.has(x));",
    *check(context) {
        const { analysis, plan } = context;
        yield* (0, handed_over_1.membersHandedOver)(context);
        for (const fn of plan.functions.values())
            for (const call of fn.facts.calls) {
                if (!call.arguments.some((argument) => argument.kind === "function"))
                    continue;
                if (call.callee.kind === "functions") {
                    // A constructor, accessor or generator of the program that calls what it is given: it cannot wait either.
                    for (const id of call.callee.ids) {
                        const target = analysis.functions.get(id);
                        if (target === undefined || (0, infer_1.suspendsCaller)(target) || target.async || target.generator)
                            continue;
                        for (const index of analysis.colours.get(id).parameters) {
                            const argument = call.arguments[index];
                            if (argument?.kind !== "function" || analysis.colours.get(argument.id)?.colour !== infer_1.Colour.Blocking)
                                continue;
                            const node = call.node.arguments?.[index] ?? call.node;
                            yield { node, what: `This callback may block, but \`${target.name}\` calls it and cannot wait.`, why: `It may suspend: ${(0, why_1.chainText)((0, why_1.whyChain)(argument.id, analysis.colours, analysis.functions))}.` };
                        }
                    }
                    continue;
                }
                if (call.callee.kind !== "foreign" && !(call.callee.kind === "native" && !call.callee.resumable))
                    continue;
                for (const [index, argument] of call.arguments.entries()) {
                    if (argument.kind !== "function" || call.usesResult?.[index] !== true)
                        continue;
                    const effect = (0, infer_1.effectOf)({ ...call, callee: { kind: "functions", ids: [argument.id], exact: false }, arguments: [], spread: false }, analysis.colours, analysis.functions);
                    if (effect.colour !== infer_1.Colour.Blocking)
                        continue;
                    const node = call.node.arguments?.[index] ?? call.node;
                    yield {
                        node,
                        what: `This callback may block, but \`${call.text}\` uses its result at once.`,
                        why: `It may suspend: ${(0, why_1.chainText)((0, why_1.whyChain)(argument.id, analysis.colours, analysis.functions))}. \`${call.text}\` is not compiled by sansync and cannot wait.`,
                    };
                }
            }
    },
});
//# sourceMappingURL=callback-cannot-block.js.map