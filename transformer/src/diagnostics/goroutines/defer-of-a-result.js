"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.deferOfAResult = void 0;
const define_1 = require("../define");
const handed_result_1 = require("./handed-result");
const takers = new Set(["defer"]);
/** `defer(mu.unlock())`: Go's habit, where `defer` is a statement. */
exports.deferOfAResult = (0, define_1.defineRule)({
    code: "SY2015", slug: "defer-of-a-result", severity: "error",
    title: "defer is given the result of a call",
    why: "`defer` takes a function and calls it at the end of the function around it; this call runs at once.",
    todo: "Put an arrow function around the call.",
    bad: "mu.lock(); defer(mu.unlock());",
    good: "mu.lock(); defer(() => mu.unlock());",
    *check(context) { yield* (0, handed_result_1.resultsHandedOver)(context, takers); },
});
//# sourceMappingURL=defer-of-a-result.js.map