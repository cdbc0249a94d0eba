"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.groupOuterContext = void 0;
const walk_1 = require("../../analysis/walk");
const program_index_1 = require("../../analysis/1-collect/program-index");
const define_1 = require("../define");
const edits_1 = require("../edits");
const uses_1 = require("../flow/uses");
const syntax_1 = require("../syntax");
/** A function of a Group uses the context that the group was made with, and not its own. */
exports.groupOuterContext = (0, define_1.defineRule)({
    code: "SY2013", slug: "group-outer-context", severity: "info",
    title: "A function of a Group uses the outer context",
    why: "The group gives each function a context that ends when one of them fails; the outer one does not end then.",
    todo: "Take the context as parameter: `g.go((ctx) => …)`.",
    bad: "const g = new Group(ctx);\ng.go(() => load(ctx));",
    good: "const g = new Group(ctx);\ng.go((ctx) => load(ctx));",
    *check(context) {
        const { ts, program } = context, checker = program.getTypeChecker();
        for (const made of (0, uses_1.madeBy)(context, "new Group")) {
            const given = made.call.node.arguments?.[0], outer = given === undefined ? undefined : (0, syntax_1.variableOf)(context, given);
            if (outer === undefined)
                continue;
            for (const { kind, node } of made.uses) {
                const argument = (kind === "go" || kind === "tryGo") && ts.isCallExpression(node) ? node.arguments[0] : undefined, fn = argument === undefined ? undefined : (0, program_index_1.functionOf)(ts, argument);
                if (fn === undefined || fn.parameters.length > 0)
                    continue;
                const use = (0, walk_1.find)(ts, fn.body, (n) => ts.isIdentifier(n) && n.text === outer.name && checker.getSymbolAtLocation(n) === outer);
                const open = fn.getFirstToken();
                if (use !== undefined)
                    yield {
                        node: use, what: `\`${outer.name}\` does not end when another function of \`${made.name.text}\` fails.`, related: [{ node: made.call.node, text: "The group is made here." }],
                        ...(ts.isArrowFunction(fn) && /^\(\s*\)/.test(fn.getText()) && open !== undefined ? { fixes: [{ title: "Take the group's context", changes: [open.getText() === "(" ? (0, edits_1.insertAfter)(open, outer.name) : (0, edits_1.replace)(open, `(${outer.name})`)] }] } : {}),
                    };
            }
        }
    },
});
//# sourceMappingURL=group-outer-context.js.map