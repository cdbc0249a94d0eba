"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.promiseCaseSpins = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const walk_1 = require("../../analysis/walk");
const define_1 = require("../define");
const edits_1 = require("../edits");
const promises_1 = require("../promises");
const syntax_1 = require("../syntax");
/** The same promise is a case in every round: once it is settled it is always ready. */
exports.promiseCaseSpins = (0, define_1.defineRule)({
    code: "SY1006", slug: "promise-case-spins", severity: "warning",
    title: "A select in a loop keeps a case on the same promise",
    why: "A promise that is settled stays ready: from then on its case wins again and again, and the loop spins.",
    todo: "Make the case `null` once it was taken; or wait for the promise through `settled(p)`, made before the loop.",
    bad: "for (;;) { const r = select({ jobs, p }); if (r.case === \"jobs\") use(r.value); }",
    good: "let pending: typeof p | null = p;\nfor (;;) { const r = select({ jobs, p: pending }); if (r.case === \"p\") pending = null; else use(r.value); }",
    *check(context) {
        const { ts, program, calls } = context, checker = program.getTypeChecker();
        for (const { node, name } of calls) {
            const cases = name === "select" ? node.arguments?.[0] : undefined;
            if (cases === undefined || !ts.isObjectLiteralExpression(cases))
                continue;
            const [loop] = (0, syntax_1.loopsAround)(ts, node);
            if (loop === undefined || !(0, syntax_1.isEndless)(ts, loop))
                continue;
            for (const property of cases.properties) {
                const value = ts.isShorthandPropertyAssignment(property) ? property.name : ts.isPropertyAssignment(property) ? (0, program_index_1.skipOuter)(ts, property.initializer) : undefined;
                if (value === undefined || !ts.isIdentifier(value) || property.name === undefined)
                    continue;
                const symbol = ts.isShorthandPropertyAssignment(property) ? checker.getShorthandAssignmentValueSymbol(property) : checker.getSymbolAtLocation(value);
                const declaration = symbol?.valueDeclaration;
                if (symbol === undefined || declaration === undefined || (declaration.pos >= loop.pos && declaration.end <= loop.end && declaration.getSourceFile() === loop.getSourceFile()))
                    continue;
                if (!(0, promises_1.isPromise)(context, checker.getTypeAtLocation(value)) || isAssignedIn(context, loop, value.text, symbol))
                    continue;
                const caseName = ts.isIdentifier(property.name) || ts.isStringLiteralLike(property.name) ? property.name.text : undefined;
                if (caseName === undefined || (0, syntax_1.endsWith)(ts, loop, caseName))
                    continue;
                const fix = emptied(ts, loop, node, property, value, caseName);
                yield { node: property, what: `The case \`${caseName}\` is ready for ever once \`${(0, syntax_1.textOf)(value)}\` is settled: this loop then spins.`, ...(fix === undefined ? {} : { fixes: [fix] }) };
            }
        }
    },
});
function isAssignedIn({ ts, program }, root, name, symbol) {
    return (0, walk_1.find)(ts, root, (n) => ts.isIdentifier(n) && n.text === name && ts.isBinaryExpression(n.parent) && n.parent.left === n && n.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && program.getTypeChecker().getSymbolAtLocation(n) === symbol) !== undefined;
}
/** The promise moves into a variable that is emptied when its case was taken. */
function emptied(ts, loop, call, property, value, caseName) {
    const { parent } = call, statement = (0, syntax_1.statementAround)(ts, call);
    if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name) || statement === undefined || !(0, syntax_1.isInList)(ts, statement) || !(0, syntax_1.isInList)(ts, loop) || (0, syntax_1.functionAround)(ts, call) !== (0, syntax_1.functionAround)(ts, loop))
        return undefined;
    const name = (0, edits_1.freeName)(loop.getSourceFile(), "pending");
    return {
        title: "Take it once: make the case null afterwards",
        changes: [
            (0, edits_1.insertBefore)(loop, `let ${name}: typeof ${value.text} | null = ${value.text};${(0, edits_1.lineBefore)(loop)}`),
            ts.isShorthandPropertyAssignment(property) ? (0, edits_1.replace)(property, `${property.name.text}: ${name}`) : (0, edits_1.replace)(property.initializer, name),
            (0, edits_1.insertAfter)(statement, `${(0, edits_1.lineBefore)(statement).startsWith("\n") ? `\n${(0, edits_1.indentOf)(statement)}` : " "}if (${parent.name.text}.case === ${JSON.stringify(caseName)}) ${name} = null;`),
        ],
    };
}
//# sourceMappingURL=promise-case-spins.js.map