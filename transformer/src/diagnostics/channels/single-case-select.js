"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.singleCaseSelect = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const define_1 = require("../define");
const edits_1 = require("../edits");
const runtime_calls_1 = require("../runtime-calls");
const syntax_1 = require("../syntax");
/** `select({ jobs })`: a receive with more words. */
exports.singleCaseSelect = (0, define_1.defineRule)({
    code: "SY1013", slug: "single-case-select", severity: "info",
    title: "A select has one case",
    why: "With one case there is nothing to choose: it is the operation itself.",
    todo: "Use `recv`, `recvOk` or `send`.",
    bad: "select({ jobs });",
    good: "jobs.recv();",
    *check({ ts, program, calls }) {
        for (const { node, name } of calls) {
            const cases = name === "select" ? node.arguments?.[0] : undefined;
            if (cases === undefined || !ts.isObjectLiteralExpression(cases) || cases.properties.length !== 1)
                continue;
            const [only] = cases.properties, value = ts.isShorthandPropertyAssignment(only) ? only.name : ts.isPropertyAssignment(only) ? (0, program_index_1.skipOuter)(ts, only.initializer) : undefined;
            if (value === undefined)
                continue;
            // A case that may be null waits for ever where the operation itself would throw.
            const isChannel = /^(Chan|RecvChan)$/.test((0, runtime_calls_1.runtimeType)(ts, program, program.getTypeChecker().getTypeAtLocation(value)) ?? "");
            const whole = (0, syntax_1.outermost)(ts, node), { parent } = whole;
            const taken = (0, syntax_1.statementOf)(ts, node) !== undefined ? node : ts.isPropertyAccessExpression(parent) && parent.name.text === "value" ? parent : undefined;
            // Who keeps the result may want its form.
            if (taken === undefined)
                continue;
            const fix = isChannel ? { title: "Receive", changes: [(0, edits_1.replace)(taken, `${ts.isIdentifier(value) || ts.isPropertyAccessExpression(value) || ts.isCallExpression(value) ? value.getText() : `(${value.getText()})`}.recv()`)] } : undefined;
            if (isChannel)
                yield { node, what: `This \`select\` has one case, \`${(0, syntax_1.textOf)(only.name ?? only)}\`.`, ...(fix === undefined ? {} : { fixes: [fix] }) };
        }
    },
});
//# sourceMappingURL=single-case-select.js.map