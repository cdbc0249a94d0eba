"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.contextKeyInFunction = void 0;
const define_1 = require("../define");
const syntax_1 = require("../syntax");
/** A key of a context that is made anew by each call. */
exports.contextKeyInFunction = (0, define_1.defineRule)({
    code: "SY3027", slug: "context-key-in-function", severity: "warning",
    title: "A ContextKey is made in a function",
    why: "Keys are told apart by identity: each call makes another key, and what one call stored under its key no other finds.",
    todo: "Make the key once, at the top level of a module.",
    bad: "function user(ctx: Context) { return ctx.value(new ContextKey<string>(\"user\")); }",
    good: "const userKey = new ContextKey<string>(\"user\");\nfunction user(ctx: Context) { return ctx.value(userKey); }",
    *check({ ts, calls }) {
        const used = new Set(["Context.value", "withValue"]);
        for (const { node, name } of calls) {
            // Made where it is used: as an argument.
            if (name !== "new ContextKey" || (0, syntax_1.functionAround)(ts, node) === undefined || !ts.isCallExpression(node.parent) || !calls.some((c) => c.node === node.parent && used.has(c.name)))
                continue;
            yield { node, what: `\`${(0, syntax_1.textOf)(node)}\` makes another key each time: nothing is stored under it yet, and nobody finds what is.` };
        }
    },
});
//# sourceMappingURL=context-key-in-function.js.map