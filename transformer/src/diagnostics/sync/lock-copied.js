"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lockCopied = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const define_1 = require("../define");
const runtime_calls_1 = require("../runtime-calls");
const syntax_1 = require("../syntax");
const walk_1 = require("../../analysis/walk");
const locks = /^(Mutex|RWMutex|WaitGroup|Once|Cond)$/, channels = /^(Chan|RecvChan|SendChan)$/;
/** A copy of an object that has a lock in it: two objects with state of their own, and one lock. */
exports.lockCopied = (0, define_1.defineRule)({
    code: "SY3013", slug: "lock-copied", severity: "warning",
    title: "An object that holds a lock is copied",
    why: "The copy has fields of its own and the same lock: what one of them protects the other does not see. `structuredClone` and `postMessage` cannot copy locks and channels at all.",
    todo: "Copy the other fields by name, and give the copy a lock of its own.",
    bad: "const copy = { ...account }; // account.mu is a Mutex",
    good: "const copy = { balance: account.balance, mu: new Mutex() };",
    *check(context) {
        const { ts, program, plan } = context, checker = program.getTypeChecker();
        if (context.calls.length === 0 && !/["']sansync["']/.test(plan.facts.file.text))
            return;
        const { file } = plan.facts, found = [];
        (0, walk_1.walk)(ts, file, (node) => {
            if (ts.isSpreadAssignment(node) && ts.isObjectLiteralExpression(node.parent)) {
                const lock = lockIn(context, checker.getTypeAtLocation(node.expression), node, locks);
                // A field that is named behind the spread replaces the lock.
                const { properties } = node.parent, later = properties.slice(properties.indexOf(node) + 1);
                if (lock !== undefined && !later.some((p) => p.name !== undefined && ts.isIdentifier(p.name) && p.name.text === lock.name))
                    found.push({ node, what: `\`${(0, syntax_1.textOf)(node.expression)}\` is copied with its ${lock.type} \`${lock.name}\`: two objects share one lock.` });
            }
            else if (ts.isCallExpression(node)) {
                const callee = (0, program_index_1.skipOuter)(ts, node.expression), name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
                if (name !== "structuredClone" && name !== "postMessage")
                    return;
                const declared = checker.getResolvedSignature(node)?.declaration?.getSourceFile(), given = node.arguments[0];
                if (declared?.isDeclarationFile !== true || given === undefined)
                    return;
                const type = checker.getTypeAtLocation(given), own = (0, runtime_calls_1.runtimeType)(ts, program, type);
                const lock = own !== undefined && (locks.test(own) || channels.test(own)) ? { name: (0, syntax_1.textOf)(given), type: own } : lockIn(context, type, node, locks) ?? lockIn(context, type, node, channels);
                if (lock !== undefined)
                    found.push({ node: given, what: `\`${name}\` copies \`${(0, syntax_1.textOf)(given)}\`, and a ${lock.type} (\`${lock.name}\`) cannot be copied.`, why: "The copy is a plain object: it has neither the methods nor the goroutines that wait." });
            }
        });
        yield* found.sort((a, b) => a.node.pos - b.node.pos);
    },
});
function lockIn({ ts, program }, type, at, wanted) {
    if ((type.flags & ts.TypeFlags.Object) === 0)
        return undefined;
    const checker = program.getTypeChecker();
    for (const property of checker.getPropertiesOfType(type)) {
        if (property.flags & ts.SymbolFlags.Method)
            continue;
        const own = (0, runtime_calls_1.runtimeType)(ts, program, checker.getTypeOfSymbolAtLocation(property, at));
        if (own !== undefined && wanted.test(own))
            return { name: property.name, type: own };
    }
    return undefined;
}
//# sourceMappingURL=lock-copied.js.map