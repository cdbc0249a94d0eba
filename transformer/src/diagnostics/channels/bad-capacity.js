"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.badCapacity = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const define_1 = require("../define");
const syntax_1 = require("../syntax");
/** `chan(-1)`, `chan(1.5)`: known before it runs. */
exports.badCapacity = (0, define_1.defineRule)({
    code: "SY1016", slug: "bad-capacity", severity: "error",
    title: "A channel is made with a capacity that is none",
    why: "A capacity is a whole number from 0: `chan` throws RangeError \"makechan: size out of range\" for all others.",
    todo: "Give the number of elements that fit into the buffer; 0, or nothing, makes every send meet a receive.",
    bad: "const jobs = chan<number>(-1);",
    good: "const jobs = chan<number>(1);",
    *check({ ts, program, calls }) {
        const checker = program.getTypeChecker();
        for (const { node, name } of calls) {
            const given = name === "chan" ? node.arguments?.[0] : undefined;
            if (given === undefined || ts.isSpreadElement(given) || isExpectedToThrow(ts, node))
                continue;
            const inner = (0, program_index_1.skipOuter)(ts, given), value = numberOf(ts, inner) ?? (isNaNConstant(inner) ? NaN : 0);
            if (Number.isInteger(value) && value >= 0)
                continue;
            yield { node: given, what: `\`${(0, syntax_1.textOf)(inner)}\` is no capacity.` };
        }
        /** `NaN` and `Number.NaN` of the language. */
        function isNaNConstant(node) {
            return (ts.isIdentifier(node) && node.text === "NaN" && checker.getSymbolAtLocation(node)?.valueDeclaration?.getSourceFile().isDeclarationFile === true) || (ts.isPropertyAccessExpression(node) && node.getText() === "Number.NaN");
        }
    },
});
/** Of a literal. What a constant holds may be meant for a test of the error. */
function numberOf(ts, node) {
    if (ts.isNumericLiteral(node))
        return Number(node.text);
    if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.MinusToken)
        return undefined;
    const value = numberOf(ts, (0, program_index_1.skipOuter)(ts, node.operand));
    return value === undefined ? undefined : -value;
}
/** `assert.throws(() => chan(-1))`, `expect(() => chan(-1)).toThrow()`: a function that does nothing else is handed to who expects the error. */
function isExpectedToThrow(ts, node) {
    const around = (0, syntax_1.functionAround)(ts, node);
    return around !== undefined && ts.isArrowFunction(around) && (0, program_index_1.skipOuter)(ts, around.body) === node && ts.isCallExpression(around.parent);
}
//# sourceMappingURL=bad-capacity.js.map