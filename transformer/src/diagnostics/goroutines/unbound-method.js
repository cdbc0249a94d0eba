"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.unboundMethod = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const facts_1 = require("../../analysis/facts");
const define_1 = require("../define");
const runtime_calls_1 = require("../runtime-calls");
const syntax_1 = require("../syntax");
const takers = new Set(["go", "defer", "run", "runMain", "WaitGroup.go", "Group.go", "Group.tryGo", "Once.do", "onceFunc", "afterFunc"]);
/** `go(server.loop)`: the method is called without its object. */
exports.unboundMethod = (0, define_1.defineRule)({
    code: "SY2007", slug: "unbound-method", severity: "error",
    title: "A method is handed over without its object",
    why: "A method that is taken from its object loses `this`: it is called as a plain function, and TypeScript does not say so.",
    todo: "Put an arrow function around the call.",
    bad: "go(server.loop);",
    good: "go(() => server.loop());",
    *check(context) {
        const { ts, calls } = context;
        for (const { node, name } of calls) {
            const given = takers.has(name) ? node.arguments?.find((_, i) => i === (name === "afterFunc" ? 1 : 0)) : undefined, method = given === undefined ? undefined : (0, program_index_1.skipOuter)(ts, given);
            if (given === undefined || method === undefined || !ts.isPropertyAccessExpression(method) || !losesThis(context, method))
                continue;
            const rest = name === "go" ? node.arguments.slice(1) : [];
            const text = `() => ${method.getText()}(${rest.map((a) => a.getText()).join(", ")})`;
            yield {
                node: given, what: `\`${(0, syntax_1.textOf)(method)}\` is called without \`${(0, syntax_1.textOf)(method.expression)}\`: its \`this\` is undefined.`, todo: `Write \`${(0, syntax_1.textOf)(node.expression)}(${text})\`.`,
                ...(rest.some((a) => ts.isSpreadElement(a)) || method.expression.kind === ts.SyntaxKind.SuperKeyword ? {} : { fixes: [{ title: "Call it on its object", changes: [{ file: node.getSourceFile(), start: given.getStart(), end: (rest[rest.length - 1] ?? given).getEnd(), text }] }] }),
            };
        }
    },
});
/** Members of the runtime that are properties, and belong to no object. */
function losesThis({ ts, program, analysis }, method) {
    const symbol = program.getTypeChecker().getSymbolAtLocation(method.name), declaration = symbol?.valueDeclaration;
    if (declaration === undefined)
        return false;
    if (ts.isMethodDeclaration(declaration) && declaration.body !== undefined) {
        const takesThis = declaration.parameters.some((p) => ts.isIdentifier(p.name) && p.name.text === "this");
        return !takesThis && analysis.functions.get((0, facts_1.idOf)(declaration))?.usesThis === true;
    }
    const name = (0, runtime_calls_1.runtimeName)(ts, program, method);
    return name !== undefined && /^(Mutex|RWMutex|WaitGroup|Cond|Semaphore|Group|Once|SingleFlight|Pool|Timer|Ticker|Chan|RecvChan|SendChan)\.\w+$/.test(name);
}
//# sourceMappingURL=unbound-method.js.map