"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.whyDirect = whyDirect;
const infer_1 = require("../2-infer/infer");
/** Why the function keeps the direct form, undefined: it does not. */
function whyDirect(ts, { facts: fn, holdsLowered }) {
    switch (fn.kind) {
        case "function":
        case "expression":
        case "arrow":
        case "method": break;
        default: return `it is a ${fn.kind}`;
    }
    if ((0, infer_1.isGenerator)(fn))
        return "it is a generator";
    if (fn.kind === "method") {
        const reason = whyDirectMethod(ts, fn.node);
        if (reason !== undefined)
            return reason;
    }
    if (fn.usesSuper)
        return "it uses super";
    if (fn.usesNewTarget)
        return "it uses new.target";
    if (fn.usesArguments || fn.usesCallee)
        return "it uses arguments";
    if (fn.usesThis && (fn.kind === "function" || fn.kind === "expression"))
        return "it uses this, and may be a constructor";
    // Both copies would have their code, at each level: three times as much in all.
    if (holdsLowered)
        return "functions inside it may suspend too";
    return undefined;
}
const decorated = new WeakMap();
/** The class, or a member of it. */
function isDecorated(ts, node) {
    let known = decorated.get(node);
    if (known === undefined)
        decorated.set(node, (known = [node, ...node.members].some((m) => ts.canHaveDecorators(m) && (ts.getDecorators(m) ?? []).length > 0)));
    return known;
}
function whyDirectMethod(ts, node) {
    const of = node.parent;
    if (!ts.isClassDeclaration(of))
        return "it is a method of an object literal or of a class expression";
    if (!ts.isIdentifier(node.name))
        return "it is a method without a plain name";
    if (isDecorated(ts, of))
        return "its class has decorators";
    return undefined;
}
//# sourceMappingURL=fast-form.js.map