"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.needsDepth = needsDepth;
/**
 * Which functions need to know how deep the native stack is (fast/functions.ts): recursive ones, and those that may reach one. Callers that are recursive themselves tell them by the register, and need not where a function
 * only computes, parks, or calls functions of its own file that do no more.
 */
const infer_1 = require("../2-infer/infer");
const facts_1 = require("../facts");
const known = new WeakMap();
/** The function, or something it calls, counts the calls on the native stack. */
function needsDepth(file, plan) {
    let answer = known.get(plan);
    if (answer === undefined)
        known.set(plan, (answer = plan.recursive || plan.facts.generator || plan.facts.calls.some(({ key }) => reaches(file, file.calls.get(key)))));
    return answer;
}
function reaches(file, { facts: { callee, arguments: args }, effect, target }) {
    if (effect === infer_1.Colour.Plain)
        return false;
    if (callee.kind === "marked" || callee.kind === "intrinsic")
        return args.some((a) => a.kind !== "none");
    const reached = target === undefined ? undefined : file.functions.get((0, facts_1.keyInId)(target));
    return reached === undefined || reached.facts.id !== target || needsDepth(file, reached);
}
//# sourceMappingURL=depth.js.map