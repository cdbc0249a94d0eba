"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Stepping = void 0;
exports.forInAsForOf = forInAsForOf;
const steps_1 = require("./steps");
/** One step of a loop, in terms of the temporaries that hold the array or record and the index. */
class Stepping {
    l;
    loop;
    record;
    index;
    constructor(l, loop, record, index) {
        this.l = l;
        this.loop = loop;
        this.record = record;
        this.index = index;
    }
    #name(name) { return this.l.f.createIdentifier(name); }
    #isRecord() { return this.l.f.createLessThan(this.#name(this.index), this.l.f.createNumericLiteral(0)); }
    #hasElement() { return this.l.f.createLessThan(this.#name(this.index), this.l.f.createPropertyAccessExpression(this.#name(this.record), "length")); }
    #element() { return this.l.f.createElementAccessExpression(this.#name(this.record), this.l.f.createPostfixIncrement(this.#name(this.index))); }
    #more() { return this.l.abiCall("more", [this.#name(this.record)]); }
    /** The test of the loop, which takes the step: its value is in `read`. */
    step(read) {
        const { f } = this.l;
        const next = f.createConditionalExpression(this.#isRecord(), undefined, this.#more(), undefined, f.createConditionalExpression(this.#hasElement(), undefined, this.#element(), undefined, this.l.abi("DONE")));
        return f.createStrictInequality(f.createParenthesizedExpression(f.createAssignment(this.#name(read), next)), this.l.abi("DONE"));
    }
    /** What a round begins with: the step, or `break label`, and what the head declares or assigns. */
    round(label) {
        const { ts, f } = this.l, read = () => this.#name(this.l.register("$v")), leave = f.createBreakStatement(label);
        const done = f.createStrictEquality(f.createParenthesizedExpression(f.createAssignment(read(), this.#more())), this.l.abi("DONE"));
        const of = (o, name) => f.createPropertyAccessExpression(o, name), record = () => this.#name(this.record), result = () => this.#name(this.l.register("$r"));
        const iterator = () => of(record(), "it");
        const isDirect = f.createLogicalAnd(f.createLessThan(this.#name(this.index), f.createPrefixMinus(f.createNumericLiteral(1))), f.createStrictEquality(of(iterator(), "next"), of(record(), "next")));
        const direct = f.createBlock([
            f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(result(), undefined, undefined, f.createCallExpression(of(iterator(), "next"), undefined, []))], ts.NodeFlags.Const)),
            f.createIfStatement(of(result(), "done"), f.createBlock([f.createExpressionStatement(f.createAssignment(of(record(), "done"), f.createTrue())), leave])),
            f.createExpressionStatement(f.createAssignment(read(), of(result(), "value"))),
        ], true);
        return [
            f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(read())], ts.NodeFlags.Let)),
            f.createIfStatement(this.#isRecord(), f.createBlock([f.createIfStatement(isDirect, direct, f.createIfStatement(done, leave))], true), f.createIfStatement(this.#hasElement(), f.createExpressionStatement(f.createAssignment(read(), this.#element())), leave)),
            this.bind(read()),
        ];
    }
    /** `const x = value;` */
    bind(value) {
        const { ts, f } = this.l, head = this.loop.initializer;
        return ts.setTextRange(ts.isVariableDeclarationList(head)
            ? f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(head.declarations[0].name, undefined, undefined, value)], head.flags))
            : f.createExpressionStatement(f.createAssignment(head, value)), head);
    }
}
exports.Stepping = Stepping;
function forInAsForOf(l, node) {
    const { ts, f } = l;
    if (ts.isVariableDeclarationList(node.initializer) && node.initializer.declarations.some((d) => d.initializer !== undefined))
        throw new steps_1.Unsupported("a for-in whose variable has a value before");
    const made = f.createForOfStatement(undefined, node.initializer, l.abiCall("keysIn", [node.expression]), node.statement);
    return ts.setOriginalNode(ts.setTextRange(made, node), node);
}
//# sourceMappingURL=for-of.js.map