"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Copy = exports.FIELDS = void 0;
exports.withSelf = withSelf;
const method_calls_1 = require("../method-calls");
/** Fields of a frame; more variables go into a list. */
exports.FIELDS = ["a", "b", "c", "d", "e", "f"];
/** `this` of the function is a variable there: the node with the name of that. */
function withSelf(l, node, self) {
    const { ts } = l;
    const visit = (n) => {
        if (n.kind === ts.SyntaxKind.ThisKeyword)
            return l.f.createIdentifier(self);
        // What has a `this` of its own: but for the expressions that name it, and the class it extends.
        if ((ts.isFunctionLike(n) && !ts.isArrowFunction(n)) || ts.isClassElement(n))
            return ts.visitEachChild(n, (child) => (ts.isComputedPropertyName(child) ? visit(child) : child), l.context);
        return ts.visitEachChild(n, visit, l.context);
    };
    return visit(node);
}
/** What both copies have in common. */
class Copy {
    l;
    shape;
    ts;
    f;
    constructor(l, shape) {
        this.l = l;
        this.shape = shape;
        this.ts = l.ts;
        this.f = l.f;
    }
    name(name) { return name === "$this" ? this.self() : this.f.createIdentifier(name); }
    /** `return $save2(…), 0;` */
    suspended(point) {
        const { dummy } = this.shape, value = this.leave(point);
        return this.f.createReturnStatement(dummy === undefined ? value : this.f.createComma(value, dummy));
    }
    /** What the frame keeps, by slot. */
    kept(point) {
        const { slots } = this.shape, values = new Array(slots.count).fill(undefined);
        for (const name of point.live)
            values[slots.of.get(name)] = this.name(name);
        const all = values.map((v, slot) => v ?? (slots.numeric.has(slot) ? this.f.createNumericLiteral(0) : this.f.createVoidZero()));
        if (slots.count > exports.FIELDS.length)
            return [this.f.createArrayLiteralExpression(all)];
        while (all.length > 0 && this.ts.isVoidExpression(all[all.length - 1]))
            all.pop(); // an argument that is not given is undefined
        return all;
    }
    abi(verb) {
        return (this.shape.slots.count > exports.FIELDS.length ? `${verb}n` : `${verb}${this.shape.slots.count}`);
    }
    flagSet() { return this.f.createIdentifier(`${this.l.flag().text} !== 0`); }
    flagClear() { return this.f.createIdentifier(`${this.l.flag().text} === 0`); }
    assign(name, value) {
        return this.f.createExpressionStatement(this.f.createAssignment(this.f.createIdentifier(name), value));
    }
    /** The call of a point; where calls on the native stack are counted, the count goes along. */
    call(point, made) {
        const { ts, f } = this, { depth } = this.shape, call = this.mapped(point.call);
        if (depth === undefined)
            return [made(this.tried(call) ?? call)];
        if (ts.isCallExpression(call) && call.arguments.length > 0 && this.l.isDepth(call.arguments[0])) {
            const counted = f.updateCallExpression(call, call.expression, undefined, [f.createAdd(f.createIdentifier(depth.name), f.createNumericLiteral(depth.weight)), ...call.arguments.slice(1)]);
            return [made(this.tried(counted) ?? counted)];
        }
        if (ts.isCallExpression(call) && ts.isIdentifier(call.expression) && this.l.shallow.has(call.expression.text))
            return [made(call)];
        // By the register.
        const saved = () => f.createIdentifier(depth.saved), count = () => this.l.depth();
        const tell = [f.createAssignment(saved(), count()), f.createAssignment(count(), f.createIdentifier(depth.name))], untell = f.createAssignment(count(), saved());
        if ((0, method_calls_1.triesShallow)(this.l, call)) {
            const other = (helper) => {
                const result = () => f.createIdentifier((0, method_calls_1.methodTemp)(this.l));
                return f.createParenthesizedExpression([...tell, f.createAssignment(result(), helper), untell, result()].reduce((all, e) => f.createComma(all, e)));
            };
            const tried = this.tried(call, other);
            if (tried !== undefined)
                return [made(tried)];
        }
        const statement = (e) => f.createExpressionStatement(e);
        return [...tell.map(statement), made(this.tried(call) ?? call), statement(untell)];
    }
    /** The call, with the method that it most likely reaches in front; `told`: what becomes of the call of any other. Undefined: there is none. */
    tried(_call, _told) { return undefined; }
    mapped(node) { return node; }
    guarded(finalizer) {
        return this.f.createBlock([this.f.createIfStatement(this.flagClear(), this.mapped(finalizer))], true);
    }
    block(statements) { return this.f.createBlock(statements, true); }
    labels(labels, statement) {
        return labels.reduceRight((inner, label) => this.f.createLabeledStatement(label, inner), statement);
    }
}
exports.Copy = Copy;
//# sourceMappingURL=copies.js.map