"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ResumeCopy = void 0;
const copies_1 = require("./copies");
const steps_1 = require("./steps");
class ResumeCopy extends copies_1.Copy {
    names;
    #pc;
    #fr;
    constructor(l, shape, names) {
        super(l, shape);
        this.names = names;
        this.#pc = l.register("$pc");
        this.#fr = l.register("$fr");
    }
    self() { return this.f.createIdentifier(this.names.self); }
    leave(point) {
        return this.l.abiCall(this.abi("again"), [this.f.createIdentifier(this.#fr), this.f.createNumericLiteral(point.pc), point.site, ...this.kept(point)]);
    }
    get parameter() { return this.f.createParameterDeclaration(undefined, undefined, this.#fr); }
    /** `var $pc = $fr.pc, out = $fr.a, i = +$fr.b, …` */
    declaration(variables) {
        const { ts, f } = this, { slots } = this.shape;
        const frame = () => f.createIdentifier(this.#fr);
        const declarations = [f.createVariableDeclaration(this.#pc, undefined, undefined, f.createPropertyAccessExpression(frame(), "pc"))];
        for (const name of variables) {
            const slot = slots.of.get(name);
            const field = slot === undefined ? undefined : slots.count > copies_1.FIELDS.length ? f.createElementAccessExpression(f.createPropertyAccessExpression(frame(), "s"), slot) : f.createPropertyAccessExpression(frame(), copies_1.FIELDS[slot]);
            const value = field !== undefined && slots.numeric.has(slot) ? f.createPrefixUnaryExpression(ts.SyntaxKind.PlusToken, field) : field;
            declarations.push(f.createVariableDeclaration(name === "$this" ? this.names.self : name, undefined, undefined, value));
        }
        if (this.shape.depth !== undefined)
            declarations.push(f.createVariableDeclaration(this.shape.depth.name, undefined, undefined, this.l.depth()), f.createVariableDeclaration(this.shape.depth.saved));
        return f.createVariableStatement(undefined, f.createVariableDeclarationList(declarations)); // `var`: one of the same name may stand in a block
    }
    /** `this` of the function is a variable here. */
    mapped(node) {
        return this.shape.slots.of.has("$this") ? (0, copies_1.withSelf)(this.l, node, this.names.self) : node;
    }
    #is(n) { return this.f.createIdentifier(`${this.#pc} === ${n}`); }
    #some() { return this.f.createIdentifier(`${this.#pc} !== 0`); }
    #upTo(n) { return this.f.createIdentifier(`${this.#pc} <= ${n}`); }
    /** `$pc = 0; $taken();` */
    #arrived(into) {
        const taken = this.l.abiCall("taken", []);
        return [this.assign(this.#pc, this.f.createNumericLiteral(0)), into === undefined ? this.f.createExpressionStatement(taken) : this.assign(into, taken)];
    }
    body(steps) { return this.#list(steps, false); }
    /** `fresh`: the list may be reached with `$pc === 0`. If not, what stands before its first point is never run here. */
    #list(steps, fresh) {
        const { f } = this, out = [];
        const lastPointed = steps.reduce((n, s, i) => ((0, steps_1.rangeOf)(s) === undefined ? n : i), -1);
        let group = [];
        steps.forEach((step, i) => {
            const range = (0, steps_1.rangeOf)(step);
            if (range === undefined) {
                if (i > lastPointed)
                    out.push(...this.#plainStep(step));
                else if (fresh)
                    group.push(...this.#plainStep(step));
                return;
            }
            if (group.length > 0)
                out.push(f.createIfStatement(this.#is(0), this.block(group)));
            group = [];
            const more = i < lastPointed, made = this.#step(step, fresh, more);
            if (more && step.kind !== "point")
                out.push(f.createIfStatement(this.#upTo(range.last), this.block(made)));
            else
                out.push(...made);
            fresh = true;
        });
        return out;
    }
    #plainStep(step) {
        switch (step.kind) {
            case "plain": return this.#plain(step.node);
            case "assign": return [this.assign(step.name, this.mapped(step.value))];
            case "block": return step.body.flatMap((s) => this.#plainStep(s));
            default: return this.#step(step, true, false);
        }
    }
    /** Declarations are assignments here. */
    #plain(node) {
        const { ts, f } = this;
        if (ts.isFunctionDeclaration(node))
            return [];
        if (!ts.isVariableStatement(node))
            return [this.mapped(node)];
        const made = this.#declared(node.declarationList);
        return made.map((e) => ts.setTextRange(f.createExpressionStatement(e), node));
    }
    #declared(list) {
        const { ts, f } = this, isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
        return list.declarations.flatMap((d) => {
            if (d.initializer === undefined) {
                if (isVar || (ts.isIdentifier(d.name) && this.names.temporaries.has(d.name.text)))
                    return [];
                return [f.createAssignment(f.createIdentifier(d.name.text), f.createVoidZero())];
            }
            const value = this.mapped(d.initializer);
            if (ts.isIdentifier(d.name))
                return [ts.setTextRange(f.createAssignment(f.createIdentifier(d.name.text), value), d)];
            const pattern = this.#target(d.name);
            const assignment = f.createAssignment(pattern, value);
            return [ts.isObjectLiteralExpression(pattern) ? f.createParenthesizedExpression(assignment) : assignment];
        });
    }
    /** The assignment pattern of a binding pattern. */
    #target(name) {
        const { ts, f } = this;
        if (ts.isIdentifier(name))
            return f.createIdentifier(name.text);
        if (ts.isArrayBindingPattern(name)) {
            return f.createArrayLiteralExpression(name.elements.map((e) => {
                if (ts.isOmittedExpression(e))
                    return f.createOmittedExpression();
                const target = this.#target(e.name);
                if (e.dotDotDotToken !== undefined)
                    return f.createSpreadElement(target);
                return e.initializer === undefined ? target : f.createAssignment(target, this.mapped(e.initializer));
            }));
        }
        return f.createObjectLiteralExpression(name.elements.map((e) => {
            const target = this.#target(e.name);
            if (e.dotDotDotToken !== undefined)
                return f.createSpreadAssignment(target);
            const key = e.propertyName ?? f.createIdentifier(e.name.text);
            return f.createPropertyAssignment(ts.isComputedPropertyName(key) ? this.mapped(key) : key, e.initializer === undefined ? target : f.createAssignment(target, this.mapped(e.initializer)));
        }));
    }
    #step(step, fresh, more) {
        const { f } = this;
        switch (step.kind) {
            case "plain":
            case "assign": return this.#plainStep(step);
            case "point": return this.#point(step, fresh, more);
            case "block": return this.#list(step.body, fresh);
            case "if": return this.#if(step, fresh);
            case "loop": return this.#loop(step, fresh);
            case "do": return [this.labels(step.labels, this.ts.setTextRange(f.createDoStatement(this.block(this.#list(step.body, true)), this.mapped(step.test)), step.node))];
            case "labeled": return [f.createLabeledStatement(step.label, this.block(this.#list(step.body, fresh)))];
            case "switch": return this.#switch(step, fresh);
            case "try": return this.#try(step, fresh);
        }
    }
    #if(step, fresh) {
        const { f } = this;
        const then = (0, steps_1.rangeOfAll)(step.then), otherwise = (0, steps_1.rangeOfAll)(step.otherwise);
        if (!fresh && (then === undefined || otherwise === undefined))
            return this.#list(then === undefined ? step.otherwise : step.then, false);
        const test = () => f.createParenthesizedExpression(this.mapped(step.test));
        const taken = !fresh ? this.#upTo(then.last)
            : then === undefined ? otherwise === undefined ? this.mapped(step.test) : f.createLogicalAnd(this.#is(0), test())
                : otherwise === undefined ? f.createLogicalOr(this.#some(), test()) : f.createConditionalExpression(this.#is(0), undefined, test(), undefined, this.#upTo(then.last));
        return [f.createIfStatement(taken, this.block(this.#list(step.then, fresh)), step.otherwise.length === 0 ? undefined : this.block(this.#list(step.otherwise, fresh)))];
    }
    #point(point, fresh, more) {
        const { f } = this, out = this.suspended(point);
        const arrived = this.block(this.#arrived(point.into?.name));
        if (!fresh)
            return more ? [f.createIfStatement(this.#is(point.pc), arrived)] : [...arrived.statements];
        let otherwise;
        if (point.test === "check" || point.test === "entry")
            otherwise = f.createIfStatement(more ? f.createLogicalAnd(this.#is(0), this.l.wanted()) : this.l.wanted(), out);
        else if (point.test === "flag")
            otherwise = f.createIfStatement(more ? f.createLogicalAnd(this.#is(0), this.flagSet()) : this.flagSet(), out);
        else {
            const called = this.call(point, (call) => (point.into === undefined ? f.createExpressionStatement(call) : this.assign(point.into.name, call)));
            const whole = this.block([...called, f.createIfStatement(this.flagSet(), out)]);
            otherwise = more ? f.createIfStatement(this.#is(0), whole) : whole;
        }
        return [f.createIfStatement(this.#is(point.pc), arrived, otherwise)];
    }
    #loop(step, fresh) {
        const { ts, f } = this;
        const inside = (0, steps_1.rangeOfAll)(step.body), { check } = step;
        const update = step.update === undefined ? undefined : this.mapped(step.update), test = step.test === undefined ? undefined : this.mapped(step.test);
        const before = [];
        if (fresh && step.init !== undefined) {
            const init = ts.isVariableDeclarationList(step.init) ? this.#declared(step.init) : [this.mapped(step.init)];
            if (init.length > 0)
                before.push(f.createIfStatement(this.#is(0), this.block(init.map((e) => f.createExpressionStatement(e)))));
        }
        if (check !== undefined) {
            const resumed = [...this.#arrived(undefined), ...(update === undefined ? [] : [f.createExpressionStatement(update)])];
            if (fresh || inside !== undefined)
                before.push(f.createIfStatement(this.#is(check.pc), this.block(resumed)));
            else
                before.push(...resumed);
        }
        const body = [...this.#list(step.body, true), ...(check === undefined ? [] : [f.createIfStatement(this.l.wanted(), this.suspended(check))])];
        const condition = inside === undefined || test === undefined ? test : f.createLogicalOr(this.#some(), f.createParenthesizedExpression(test));
        const loop = update === undefined && condition !== undefined ? f.createWhileStatement(condition, this.block(body)) : f.createForStatement(undefined, condition, update, this.block(body));
        return [...before, this.labels(step.labels, ts.setTextRange(loop, step.node))];
    }
    #switch(step, fresh) {
        const { f } = this;
        const index = () => f.createIdentifier(step.index), number = (n) => (n < 0 ? f.createPrefixMinus(f.createNumericLiteral(-n)) : f.createNumericLiteral(n));
        const find = f.createSwitchStatement(this.mapped(step.value), f.createCaseBlock(step.clauses.map((c, i) => {
            const chosen = [this.assign(step.index, number(i)), f.createBreakStatement()];
            return c.test === undefined ? f.createDefaultClause(chosen) : f.createCaseClause(this.mapped(c.test), chosen);
        })));
        // Which clause the point is in.
        let jump;
        for (let i = step.clauses.length - 1; i >= 0; i--) {
            const range = (0, steps_1.rangeOfAll)(step.clauses[i].body);
            if (range !== undefined)
                jump = jump === undefined ? number(i) : f.createConditionalExpression(this.#upTo(range.last), undefined, number(i), undefined, jump);
        }
        const jumped = jump === undefined ? undefined : this.assign(step.index, jump);
        const choose = !fresh && jumped !== undefined ? jumped : f.createIfStatement(this.#is(0), this.block([this.assign(step.index, number(-1)), find]), jumped);
        const go = f.createSwitchStatement(index(), f.createCaseBlock(step.clauses.map((c, i) => f.createCaseClause(number(i), this.#list(c.body, fresh || (0, steps_1.rangeOfAll)(c.body) === undefined || step.clauses.slice(0, i).some((b) => b.body.length > 0))))));
        return [choose, go];
    }
    #try(step, fresh) {
        const { ts, f } = this, { handler } = step;
        const inBlock = (0, steps_1.rangeOfAll)(step.block), inHandler = handler === undefined ? undefined : (0, steps_1.rangeOfAll)(handler.body);
        const finalizer = step.finalizer === undefined ? undefined : this.guarded(step.finalizer);
        const block = this.#list(step.block, fresh || inBlock === undefined);
        if (handler === undefined)
            return [f.createTryStatement(this.block(block), undefined, finalizer)];
        if (inHandler === undefined) {
            const pattern = handler.node?.variableDeclaration;
            const own = pattern !== undefined && !ts.isIdentifier(pattern.name) ? pattern : undefined;
            const variable = handler.variable ?? this.l.names.unique("$e");
            // `{ message }`, taken apart behind the test
            const statements = [...(handler.takesAll ? [] : [this.#unlessExit(variable)]),
                ...(own === undefined ? [] : [f.createVariableStatement(undefined, f.createVariableDeclarationList([f.updateVariableDeclaration(own, own.name, undefined, undefined, f.createIdentifier(variable))], ts.NodeFlags.Let))]),
                ...handler.body.flatMap((s) => (s.kind === "plain" ? [this.mapped(s.node)] : this.#plainStep(s)))];
            return [f.createTryStatement(this.block(block), f.createCatchClause(variable, this.block(statements)), finalizer)];
        }
        const error = this.l.names.unique("$e"), caught = () => f.createIdentifier(step.caught);
        const clause = f.createCatchClause(error, this.block([...(handler.takesAll ? [] : [this.#unlessExit(error)]),
            ...(handler.variable === undefined ? [] : [this.assign(handler.variable, f.createIdentifier(error))]), this.assign(step.caught, f.createTrue())]));
        const guarded = f.createIfStatement(inBlock === undefined ? this.#is(0) : this.#upTo(inBlock.last), this.block([f.createTryStatement(this.block(block), clause, undefined)]));
        const statements = [this.assign(step.caught, f.createFalse()), guarded,
            f.createIfStatement(f.createLogicalOr(caught(), this.#some()), this.block(this.#list(handler.body, true)))];
        return finalizer === undefined ? statements : [f.createTryStatement(this.block(statements), undefined, finalizer)];
    }
    /** The goroutine ends (goexit): `finally` runs, `catch` does not. */
    #unlessExit(variable) {
        return this.f.createIfStatement(this.f.createStrictEquality(this.f.createIdentifier(variable), this.l.abi("EXIT")), this.f.createThrowStatement(this.f.createIdentifier(variable)));
    }
}
exports.ResumeCopy = ResumeCopy;
//# sourceMappingURL=resume-copy.js.map