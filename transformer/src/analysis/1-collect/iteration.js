"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.steppingOf = steppingOf;
exports.asyncSteppingOf = asyncSteppingOf;
const facts_1 = require("../facts");
const loops_1 = require("./loops");
const native_calls_1 = require("./native-calls");
const program_index_1 = require("./program-index");
/** What the steps of `matchAll(pattern)` may call: `exec` methods of the program's. */
function execsOf(ts, checker, resolver, iterable) {
    const call = iterable === undefined ? undefined : (0, program_index_1.skipOuter)(ts, iterable);
    if (call === undefined || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || call.expression.name.text !== "matchAll")
        return resolver.storedUnder("exec");
    const [pattern] = call.arguments;
    return pattern === undefined ? [] : (0, native_calls_1.patternArguments)(ts, checker, resolver, pattern);
}
/** `type` is that of the value; undefined: it steps natively. */
function steppingOf(ts, checker, resolver, type, iterable, text, within) {
    const plainly = (callee) => ({ callee, arguments: [], spread: false });
    switch ((0, loops_1.iterationOfValue)(ts, checker, type)) {
        case "native": {
            const called = type.symbol?.name === "RegExpStringIterator" ? execsOf(ts, checker, resolver, iterable) : [];
            return called.length === 0 ? undefined : plainly({ kind: "unknown", why: `\`${text}\` calls an \`exec\` that is not known here` });
        }
        case "channel": return plainly({ kind: "marked", name: "RecvChan.[Symbol.iterator]" });
        case "unknown": return plainly({ kind: "unknown", why: `the iterator of \`${text}\` is not known here` });
        case "generator": {
            if (type.symbol?.name !== "Generator")
                return plainly(resolver.iterators(type) ?? { kind: "unknown", why: `the iterator of \`${text}\` is not known here` });
            const inner = iterable === undefined ? undefined : (0, program_index_1.skipOuter)(ts, iterable);
            const callee = inner !== undefined && ts.isCallExpression(inner) ? resolver.callee(inner, within) : undefined;
            if (callee?.kind !== "functions")
                return plainly({ kind: "functions", ids: [facts_1.anyGenerator], exact: false });
            const args = inner.arguments;
            return { callee: { ...callee, exact: false }, arguments: args.map((a) => (ts.isSpreadElement(a) ? { kind: "unknown" } : resolver.argument(a, within))), spread: args.some(ts.isSpreadElement) };
        }
    }
}
/** What asking for an async iterator may reach; undefined: the type has none, the iterable is stepped synchronously. */
function asyncSteppingOf(ts, checker, resolver, value, text) {
    const type = checker.getApparentType(value);
    const declaration = checker.getPropertiesOfType(type).find((p) => p.escapedName.startsWith("__@asyncIterator"))?.declarations?.[0];
    if (declaration === undefined)
        return undefined;
    // `AsyncIterable` and its kin are interfaces anybody implements; their steps give promises, but the method that makes the iterator may block.
    const anybodys = /^Async(Iterable|Iterator|IterableIterator|IteratorObject)$/.test(type.symbol?.name ?? "");
    const generator = ts.isMethodDeclaration(declaration) && declaration.asteriskToken !== undefined;
    if (generator || (!anybodys && resolver.outside.isPlain(declaration)))
        return "native";
    return { callee: { kind: "unknown", why: `the async iterator of \`${text}\` is not known here` }, arguments: [], spread: false };
}
//# sourceMappingURL=iteration.js.map