"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.contextNotPassed = void 0;
const define_1 = require("../define");
const edits_1 = require("../edits");
const runtime_calls_1 = require("../runtime-calls");
const syntax_1 = require("../syntax");
/** `background()` in a function that was given a context. */
exports.contextNotPassed = (0, define_1.defineRule)({
    code: "SY3016", slug: "context-not-passed", severity: "info",
    title: "A function has a context, and hands on another one",
    why: "What is called with `background()` does not hear when the caller gives up.",
    todo: "Hand on the context that the function was given; `withoutCancel(ctx)` says that it is not to end with it.",
    bad: "function load(ctx: Context) { return get(background()); }",
    good: "function load(ctx: Context) { return get(ctx); }",
    *check({ ts, program, calls }) {
        const checker = program.getTypeChecker();
        for (const { node, name } of calls) {
            if (name !== "background" || !ts.isCallExpression(node.parent) || !node.parent.arguments.includes(node))
                continue;
            const given = (0, syntax_1.functionAround)(ts, node)?.parameters.find((p) => ts.isIdentifier(p.name) && (0, runtime_calls_1.runtimeType)(ts, program, checker.getTypeAtLocation(p)) === "Context");
            if (given !== undefined)
                yield { node, what: `\`${given.name.getText()}\` is here, and \`background()\` is handed on.`, related: [{ node: given, text: "This is the context of the caller." }], fixes: [{ title: `Hand on \`${given.name.getText()}\``, changes: [(0, edits_1.replace)(node, given.name.getText())] }] };
        }
    },
});
//# sourceMappingURL=context-not-passed.js.map