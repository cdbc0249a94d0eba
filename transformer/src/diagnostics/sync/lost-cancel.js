"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lostCancel = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const using_1 = require("../../analysis/1-collect/using");
const define_1 = require("../define");
const edits_1 = require("../edits");
const functions_1 = require("../flow/functions");
const paths_1 = require("../flow/paths");
const syntax_1 = require("../syntax");
const makers = new Set(["withCancel", "withCancelCause", "withTimeout", "withDeadline"]);
/** A context whose `cancel` nobody calls, or not on every path. */
exports.lostCancel = (0, define_1.defineRule)({
    code: "SY3005", slug: "lost-cancel", severity: "warning",
    title: "A context is made, and its cancel function is lost",
    why: "The context, its timer and all that depends on it stay until the parent is done: with a long-lived parent they pile up.",
    todo: "Hold it with `using`, which cancels at the end of the block; or `defer(cancel)`.",
    bad: "const [ctx] = withTimeout(parent, 100);\nreturn call(ctx);",
    good: "using scope = withTimeout(parent, 100);\nconst [ctx] = scope;\nreturn call(ctx);",
    *check(context) {
        const { ts, calls } = context;
        for (const { node, name } of calls) {
            const indexed = makers.has(name) ? (0, syntax_1.outermost)(ts, node).parent : undefined;
            if (indexed !== undefined && ts.isElementAccessExpression(indexed) && indexed.argumentExpression.getText() === "0" && (0, syntax_1.functionAround)(ts, node) !== undefined && !isTimed(context, node, name) && !endsAnyway(context, node, name, (0, syntax_1.functionAround)(ts, node))) {
                yield { node, what: `What cancels the context of \`${(0, syntax_1.textOf)(node)}\` is not taken.` };
                continue;
            }
            const declaration = makers.has(name) ? (0, syntax_1.outermost)(ts, node).parent : undefined, within = (0, syntax_1.functionAround)(ts, node);
            if (declaration === undefined || within === undefined || !ts.isVariableDeclaration(declaration) || !ts.isArrayBindingPattern(declaration.name) || !ts.isVariableDeclarationList(declaration.parent) || (0, using_1.isUsingList)(ts, declaration.parent))
                continue;
            if (endsAnyway(context, node, name, within))
                continue;
            const [, second] = declaration.name.elements, fix = heldByUsing(ts, declaration, node);
            const offered = fix === undefined ? {} : { fixes: [fix] };
            if (second === undefined || ts.isOmittedExpression(second)) {
                yield { node, what: `What cancels the context of \`${(0, syntax_1.textOf)(node)}\` is not taken.`, ...offered };
                continue;
            }
            if (!ts.isIdentifier(second.name))
                continue;
            const cancel = second.name, symbol = context.program.getTypeChecker().getSymbolAtLocation(cancel), uses = symbol === undefined ? [] : (0, syntax_1.usesOf)(context, within, cancel, symbol);
            if (uses.length === 0) {
                yield { node: cancel, what: `\`${cancel.text}\` is never called: the context of \`${(0, syntax_1.textOf)(node)}\` stays.`, ...(offered) };
                continue;
            }
            // Given away, or kept by a closure: somebody else calls it.
            if (!uses.every((use) => ts.isCallExpression(use.parent) && use.parent.expression === use && (0, syntax_1.functionAround)(ts, use) === within))
                continue;
            const graph = (0, functions_1.graphFor)(context, within), cancels = new Set(uses.map((use) => use.parent));
            if (graph === undefined)
                continue;
            const comes = (0, paths_1.onAllPathsFrom)(graph, (p) => (p.node === undefined ? undefined : cancels.has(p.node) ? { adds: ["cancel"] } : p.node === declaration ? { removes: ["cancel"] } : undefined));
            const made = ((0, functions_1.pointsByNode)(graph).get(declaration) ?? []).filter((p) => p.next.length > 0);
            if (made.some((p) => !comes.get(p).has("cancel")))
                yield { node: cancel, what: `A path leaves the function without calling \`${cancel.text}\`.`, related: [{ node: uses[0], text: "Other paths call it." }] };
        }
    },
});
/** A deadline of its own, and no parent that would keep it: it ends by itself. */
function isTimed({ ts, calls }, { arguments: given }, name) {
    const parent = given?.[0] === undefined ? undefined : (0, program_index_1.skipOuter)(ts, given[0]);
    return /^with(Timeout|Deadline)$/.test(name) && parent !== undefined && calls.some((c) => c.node === parent && c.name === "background");
}
/** Nothing piles up: its parent is made in the same function, and takes it along; the function is the program's main; or it lasts a second at most. */
function endsAnyway(context, call, name, within) {
    const { ts, program, calls } = context, [parent, ms] = call.arguments ?? [];
    const made = parent === undefined ? undefined : (0, program_index_1.skipOuter)(ts, parent);
    if ((0, syntax_1.isMain)(context, within))
        return true;
    if (made !== undefined && ts.isCallExpression(made))
        return name === "withTimeout" && calls.some((c) => c.node === made && c.name === "background") && ms !== undefined && ts.isNumericLiteral(ms) && Number(ms.text) <= 1000;
    const declaration = made !== undefined && ts.isIdentifier(made) ? program.getTypeChecker().getSymbolAtLocation(made)?.valueDeclaration : undefined;
    return declaration !== undefined && ts.isBindingElement(declaration) && (0, syntax_1.functionAround)(ts, declaration) === within && calls.some((c) => makers.has(c.name) && (0, syntax_1.outermost)(ts, c.node).parent === declaration.parent.parent);
}
/** `using scope = withTimeout(…); const [ctx] = scope;` */
function heldByUsing(ts, declaration, call) {
    const statement = declaration.parent.parent, [major, minor] = ts.versionMajorMinor.split(".").map(Number);
    const [first] = declaration.name.elements;
    if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1 || first === undefined || ts.isOmittedExpression(first) || major < 5 || (major === 5 && minor < 2))
        return undefined;
    const scope = (0, edits_1.freeName)(declaration.getSourceFile(), "scope");
    return { title: "Cancel at the end of the block: `using`", changes: [(0, edits_1.replace)(statement, `using ${scope} = ${call.getText()};${(0, edits_1.lineBefore)(statement)}const [${first.getText()}] = ${scope};`)] };
}
//# sourceMappingURL=lost-cancel.js.map