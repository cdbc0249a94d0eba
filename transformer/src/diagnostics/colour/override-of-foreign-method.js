"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.overrideOfForeignMethod = void 0;
const define_1 = require("../define");
const handed_over_1 = require("./handed-over");
/** A method that may block overrides one of a class that is not compiled. A warning: who calls it is not known. */
exports.overrideOfForeignMethod = (0, define_1.defineRule)({
    code: "SY4019", slug: "override-of-foreign-method", severity: "warning",
    title: "A method that may block overrides one of a class that is not compiled",
    why: "Code of that class calls the method as any other and would get a promise for a value if it parks. Compiled code that calls it waits, as ever.",
    todo: "If the class calls the method itself, do the blocking part before, and let the method look the result up. If only your code does, say so: // @sansync-ignore SY4019 reason.",
    bad: "class Rules extends Validator { override accept(x: number) { return askServer(x); } }",
    good: "class Rules extends Validator { constructor(readonly known: Set<number>) { super(); } override accept(x: number) { return this.known.has(x); } }",
    *check(context) { yield* (0, handed_over_1.foreignOverrides)(context); },
});
//# sourceMappingURL=override-of-foreign-method.js.map