"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.loopFacts = loopFacts;
exports.iterationOf = iterationOf;
exports.iterationOfValue = iterationOfValue;
const facts_1 = require("../facts");
const marks_1 = require("./marks");
/** `iterable`: the type of what a `for…of` iterates over. */
function loopFacts(ts, checker, loops, node, iterable) {
    const tiny = loops.isTiny(node);
    return {
        key: (0, facts_1.keyOf)(node), node, tiny,
        strip: tiny ? undefined : loops.stripOf(node),
        iteration: iterable === undefined ? undefined : iterationOfValue(ts, checker, iterable),
    };
}
/**
 * What stepping through `expression` calls. Channels say so in their declaration; iterables of the language and user generators step natively; of everything else
 * (classes with their own iterator, `Iterable` parameters, `any`) the iterator is looked up at run time.
 */
function iterationOf(ts, checker, expression) {
    return iterationOfValue(ts, checker, checker.getTypeAtLocation(expression));
}
/** The same for the type of a value. */
function iterationOfValue(ts, checker, value) {
    const type = checker.getApparentType(value);
    const parts = type.isUnion() ? type.types.map((t) => checker.getApparentType(t)) : [type];
    let result = "native";
    for (const part of parts) {
        const own = iterationOfType(ts, checker, part);
        if (own === "channel") {
            if (parts.length === 1)
                return "channel";
            result = "unknown";
        }
        else if (own === "generator") {
            if (parts.length === 1)
                return "generator";
            result = "unknown";
        }
        else if (own === "unknown")
            result = "unknown";
    }
    return result;
}
function iterationOfType(ts, checker, type) {
    const iterator = checker.getPropertiesOfType(type).find((p) => p.escapedName.startsWith("__@iterator"));
    const declaration = iterator?.declarations?.[0];
    if (declaration === undefined)
        return "unknown";
    if ((iterator.declarations ?? []).some((d) => (0, marks_1.isMarkedSuspends)(ts, d)))
        return "channel";
    if (ts.isMethodDeclaration(declaration) && declaration.asteriskToken !== undefined)
        return "generator";
    const owner = declaration.parent;
    const name = owner !== undefined && ts.isInterfaceDeclaration(owner) ? owner.name.text : "";
    if (!declaration.getSourceFile().isDeclarationFile)
        return "unknown";
    // `Iterable` and its kin are interfaces anybody implements; `Generator` objects come from generator functions only.
    if (type.symbol?.name === "Generator")
        return "generator";
    if (/^(Iterable|IterableIterator|IteratorObject|AsyncIterable|Iterator)$/.test(name)) {
        return /^(ArrayIterator|MapIterator|SetIterator|StringIterator|RegExpStringIterator)$/.test(type.symbol?.name ?? "") ? "native" : "unknown";
    }
    return /\/lib\.[^/]*\.d\.ts$/.test(declaration.getSourceFile().fileName) ? "native" : "unknown";
}
//# sourceMappingURL=loops.js.map