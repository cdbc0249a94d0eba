"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.nestedTooDeeply = void 0;
exports.isStackOverflow = isStackOverflow;
const define_1 = require("../define");
/** Found by the hosts, not by a check: the stack ran out while a file was analysed or emitted. */
exports.nestedTooDeeply = (0, define_1.defineRule)({
    code: "SY9011", slug: "nested-too-deeply", severity: "error",
    title: "A file is nested too deeply for the compiler's stack",
    why: "TypeScript and sansync recur into nested code, a few hundred to a thousand levels deep, and a call that may suspend is some levels deeper in the emitted code than in the source. The file was not compiled, the others were.",
    todo: "Break the deepest expression or function into parts, or give the compiler more stack: `node --stack-size=3900 node_modules/.bin/tspc`.",
    bad: "build().add(1).add(2) /* … hundreds of calls more */ .add(999)",
    good: "const b = build(); for (const n of numbers) b.add(n);",
});
/** V8 and JavaScriptCore say it differently; both throw a RangeError. */
function isStackOverflow(error) {
    return error instanceof RangeError && /call stack/i.test(error.message);
}
//# sourceMappingURL=nested-too-deeply.js.map