"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.componentCannotBlock = void 0;
const constructors_1 = require("../../analysis/1-collect/constructors");
const marks_1 = require("../../analysis/1-collect/marks");
const members_1 = require("../../analysis/1-collect/members");
const program_index_1 = require("../../analysis/1-collect/program-index");
const facts_1 = require("../../analysis/facts");
const infer_1 = require("../../analysis/2-infer/infer");
const why_1 = require("../../analysis/2-infer/why");
const define_1 = require("../define");
/** A component that may block, or a JSX factory. JSX becomes calls only after us, so that they cannot wait. */
exports.componentCannotBlock = (0, define_1.defineRule)({
    code: "SY4020", slug: "component-cannot-block", severity: "error",
    title: "A component that may block stands in JSX",
    why: "The calls that JSX stands for are made by the JSX factory, which uses the result at once and would get a promise.",
    todo: "Call the component as a function, or do the blocking part before, and hand the result over as a property.",
    bad: "const page = <User id={1} />; // User asks a server",
    good: "const page = <div>{User({ id: 1 })}</div>;",
    *check(context) {
        const { ts, plan } = context, { file } = plan.facts;
        if (!/\.[jt]sx$/.test(file.fileName))
            return;
        const tags = [];
        const rest = [file];
        for (let node = rest.pop(); node !== undefined; node = rest.pop()) {
            if (ts.isJsxOpeningLikeElement(node) || ts.isJsxOpeningFragment(node))
                tags.push(node);
            ts.forEachChild(node, (child) => void rest.push(child));
        }
        tags.sort((a, b) => a.pos - b.pos);
        const factory = tags.length === 0 ? undefined : factoryOf(context, tags[0]);
        if (factory !== undefined) {
            const why = blocks(context, factory);
            if (why !== undefined) {
                yield { node: tags[0], what: `The JSX factory \`${factory.name}\` may block, and what JSX stands for cannot wait.`, why, todo: "Do the blocking part outside of the factory." };
                return;
            }
        }
        for (const tag of tags) {
            if (ts.isJsxOpeningFragment(tag))
                continue;
            const symbol = (0, program_index_1.resolveAlias)(ts, context.program.getTypeChecker(), context.program.getTypeChecker().getSymbolAtLocation(tag.tagName));
            const why = symbol === undefined ? undefined : blocks(context, symbol);
            if (why !== undefined)
                yield { node: tag.tagName, what: `The component \`${tag.tagName.getText(file)}\` may block, and JSX cannot wait for it.`, why };
        }
    },
});
/** Why calling what the symbol stands for may suspend. */
function blocks({ ts, analysis, program }, symbol) {
    for (const d of symbol.declarations ?? []) {
        if (d.getSourceFile().isDeclarationFile) {
            if ((0, marks_1.isMarkedSuspends)(ts, d))
                return `It may suspend: \`${symbol.name}\` is marked so where it is declared.`;
            continue;
        }
        const literal = ts.isVariableDeclaration(d) && d.initializer !== undefined ? (0, program_index_1.functionOf)(ts, d.initializer) : ts.isFunctionDeclaration(d) && d.body !== undefined ? d : undefined;
        const ids = literal !== undefined ? [(0, facts_1.idOf)(literal)] : [(0, members_1.memberFunction)(ts, d)];
        if (ts.isClassLike(d)) {
            ids.push((0, constructors_1.constructorId)(ts, d));
            for (const m of d.members)
                if (m.name !== undefined && (0, program_index_1.memberName)(ts, m.name) === "render")
                    ids.push((0, members_1.memberFunction)(ts, m));
        }
        for (const id of ids) {
            const facts = id === undefined ? undefined : analysis.functions.get(id);
            if (facts !== undefined && (0, infer_1.suspendsCaller)(facts) && analysis.colours.get(id)?.colour === infer_1.Colour.Blocking)
                return `It may suspend: ${(0, why_1.chainText)((0, why_1.whyChain)(id, analysis.colours, analysis.functions))}. ${program.getCompilerOptions().jsx === ts.JsxEmit.Preserve ? "Whoever turns the JSX into calls" : "The JSX factory"} calls it, uses the result at once and would get a promise.`;
        }
    }
    return undefined;
}
/** The function that elements become calls of, where it has a name of its own: by option, or by `@jsx` in a comment. */
function factoryOf({ ts, program, plan }, at) {
    const options = program.getCompilerOptions(), name = /@jsx\s+([\w$]+)\s/.exec(plan.facts.file.text)?.[1] ?? options.jsxFactory;
    if (name === undefined || name.includes("."))
        return undefined;
    const checker = program.getTypeChecker();
    return (0, program_index_1.resolveAlias)(ts, checker, checker.resolveName?.(name, at, ts.SymbolFlags.Value, false));
}
//# sourceMappingURL=component-cannot-block.js.map