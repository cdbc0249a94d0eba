"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.FastCopy = void 0;
const method_calls_1 = require("../method-calls");
const copies_1 = require("./copies");
class FastCopy extends copies_1.Copy {
    sources;
    /** `sources`: the statement of which a step is the first. */
    constructor(l, shape, sources) {
        super(l, shape);
        this.sources = sources;
    }
    self() { return this.f.createThis(); }
    leave(point) {
        return this.l.abiCall(this.abi("save"), [this.f.createIdentifier(this.shape.resume), this.f.createNumericLiteral(point.pc), point.site, ...this.kept(point)]);
    }
    /** `return pump$save(2, 1, …);`, which gives the dummy itself. */
    suspended(point) {
        const { f } = this, { save } = this.shape;
        if (save === undefined)
            return super.suspended(point);
        return f.createReturnStatement(f.createCallExpression(f.createIdentifier(save), undefined, [f.createNumericLiteral(point.pc), f.createNumericLiteral(this.l.offsetOf(point.site)), ...this.kept(point)]));
    }
    /** `function pump$save(pc, at, a, b) { $save2(pump$resume, pc, $at + at, a, b); }`: V8 counts bytecode when it chooses what to inline, so each point has as little of it as can be. */
    saver(name) {
        const { f } = this, { slots, resume, dummy } = this.shape;
        const parameters = ["pc", "at", ...(slots.count > copies_1.FIELDS.length ? ["s"] : copies_1.FIELDS.slice(0, slots.count))], [pc, at, ...values] = parameters.map((p) => f.createIdentifier(p));
        const save = f.createExpressionStatement(this.l.abiCall(this.abi("save"), [f.createIdentifier(resume), pc, f.createAdd(f.createIdentifier(this.l.at), at), ...values]));
        return f.createFunctionDeclaration(undefined, undefined, name, undefined, parameters.map((p) => f.createParameterDeclaration(undefined, undefined, p)), undefined, f.createBlock(dummy === undefined ? [save] : [save, f.createReturnStatement(dummy)], true));
    }
    tried(call, told) { return (0, method_calls_1.tryMethod)(this.l, call, told); }
    list(steps) { return steps.flatMap((s) => this.step(s)); }
    step(step) {
        const made = this.#made(step), source = this.sources.get(step), first = made[0];
        if (source !== undefined && first !== undefined && first.pos < 0)
            this.ts.setTextRange(first, source);
        return made;
    }
    #made(step) {
        const { f } = this;
        switch (step.kind) {
            case "plain": return [step.node];
            case "assign": return [this.assign(step.name, step.value)];
            case "point": return this.#point(step);
            case "block": return [this.block(this.list(step.body))];
            case "if": return [f.createIfStatement(step.test, this.block(this.list(step.then)), step.otherwise.length === 0 ? undefined : this.block(this.list(step.otherwise)))];
            case "loop": {
                const body = this.block([...this.list(step.body), ...(step.check === undefined ? [] : this.#point(step.check))]);
                const loop = step.init === undefined && step.update === undefined && step.test !== undefined ? f.createWhileStatement(step.test, body) : f.createForStatement(step.init, step.test, step.update, body);
                return [this.labels(step.labels, this.ts.setTextRange(loop, step.node))];
            }
            case "do": return [this.labels(step.labels, this.ts.setTextRange(f.createDoStatement(this.block(this.list(step.body)), step.test), step.node))];
            case "labeled": return [f.createLabeledStatement(step.label, this.block(this.list(step.body)))];
            case "switch": return [f.createSwitchStatement(step.value, f.createCaseBlock(step.clauses.map((c) => (c.test === undefined ? f.createDefaultClause(this.list(c.body)) : f.createCaseClause(c.test, this.list(c.body))))))];
            case "try": {
                const { handler } = step;
                let clause;
                if (handler !== undefined) {
                    const variable = handler.node?.variableDeclaration ?? (handler.variable === undefined ? undefined : f.createVariableDeclaration(handler.variable));
                    clause = f.createCatchClause(variable, this.block(this.list(handler.body)));
                }
                return [f.createTryStatement(this.block(this.list(step.block)), clause, step.finalizer === undefined ? undefined : this.guarded(step.finalizer))];
            }
        }
    }
    #point(point) {
        const { f } = this, out = this.suspended(point);
        switch (point.test) {
            case "check": return [f.createIfStatement(this.l.wanted(), out)];
            case "entry": return [f.createIfStatement(this.l.enters(this.shape.depth.name), out)];
            case "flag": return [f.createIfStatement(this.flagSet(), out)];
        }
        const { into } = point;
        const statements = this.call(point, (call) => into === undefined ? f.createExpressionStatement(call)
            : into.declares === undefined ? this.assign(into.name, call)
                : f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(into.name, undefined, undefined, call)], into.declares)));
        return [...statements, f.createIfStatement(this.flagSet(), out)];
    }
}
exports.FastCopy = FastCopy;
//# sourceMappingURL=fast-copy.js.map