"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isPromise = isPromise;
exports.isBlockingCode = isBlockingCode;
const infer_1 = require("../analysis/2-infer/infer");
/** The type is a promise and nothing else: it has a `then` that takes functions. Not `any`, and not a union with something that is none. */
function isPromise({ ts, program }, type) {
    if ((type.flags & ts.TypeFlags.Any) !== 0)
        return false;
    if (type.isUnion())
        return type.types.every((t) => isPromise({ ts, program }, t));
    const then = program.getTypeChecker().getPropertyOfType(type, "then"), declaration = then?.valueDeclaration ?? then?.declarations?.[0];
    return declaration !== undefined && (/^Promise(Like)?$/.test(type.symbol?.name ?? "") || program.getTypeChecker().getTypeOfSymbolAtLocation(then, declaration).getCallSignatures().some((s) => s.parameters.length > 0));
}
const spawners = new Set(["go", "run", "runMain", "WaitGroup.go", "Group.go", "Group.tryGo"]);
const spawned = new WeakMap();
/** A function that runs in goroutines: it is given to one of the functions that start them, or it waits itself. Not async, and not the top level of a file. */
function isBlockingCode({ analysis, calls }, { facts, colour }) {
    if (facts.async || facts.kind === "module")
        return false;
    if (colour === infer_1.Colour.Blocking)
        return true;
    let own = spawned.get(calls);
    if (own === undefined) {
        const given = new Set();
        for (const call of calls) {
            const first = call.facts.arguments[0];
            if (spawners.has(call.name) && first?.kind === "function")
                given.add(analysis.functions.get(first.id)?.node ?? call.node);
        }
        spawned.set(calls, (own = given));
    }
    return own.has(facts.node);
}
//# sourceMappingURL=promises.js.map