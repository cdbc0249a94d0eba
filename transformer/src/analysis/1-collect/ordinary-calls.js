"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.OrdinaryCall = void 0;
exports.short = short;
/** Its text is cut out when somebody asks: most are never shown. */
class OrdinaryCall {
    key;
    node;
    callee;
    spread;
    inParameters;
    usesResult;
    arguments;
    constructor(key, node, callee, args, spread, inParameters, usesResult) {
        this.key = key;
        this.node = node;
        this.callee = callee;
        this.spread = spread;
        this.inParameters = inParameters;
        this.usesResult = usesResult;
        this.arguments = args;
    }
    get text() {
        return short(this.node.expression);
    }
}
exports.OrdinaryCall = OrdinaryCall;
function short(node) {
    // What is called may be a program long (a module in a function expression): the start is enough.
    const from = node.getStart();
    const text = node.getSourceFile().text.slice(from, Math.min(node.end, from + 200)).replace(/\s+/g, " ");
    return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
//# sourceMappingURL=ordinary-calls.js.map