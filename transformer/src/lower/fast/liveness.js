"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.findLive = findLive;
exports.keepInScope = keepInScope;
exports.assignSlots = assignSlots;
const steps_1 = require("./steps");
function findLive(ts, steps, variables) {
    new Liveness(ts, variables).list(steps, new Set(), { jumps: new Set(), always: new Set() });
}
/** What is not in scope at a point, or not yet, is not kept: another variable of that name is what was found to be live. */
function keepInScope(ts, steps, lexical) {
    const bound = (name, scope) => {
        if (ts.isIdentifier(name))
            scope.add(name.text);
        else
            for (const e of name.elements)
                if (ts.isBindingElement(e))
                    bound(e.name, scope);
    };
    const declared = (list, scope) => { for (const d of list.declarations)
        bound(d.name, scope); };
    const point = (p, scope) => { p.live = new Set([...p.live].filter((n) => !lexical.has(n) || scope.has(n))); };
    const walk = (list, outer) => {
        const scope = new Set(outer);
        for (const s of list) {
            if (s.kind === "point") {
                point(s, scope);
                if (s.into?.declares !== undefined)
                    scope.add(s.into.name);
            }
            else if (s.kind === "plain") {
                if (ts.isVariableStatement(s.node))
                    declared(s.node.declarationList, scope);
            }
            else if (s.kind === "loop") {
                const inner = new Set(scope);
                if (s.init !== undefined && ts.isVariableDeclarationList(s.init))
                    declared(s.init, inner);
                walk(s.body, inner);
                if (s.check !== undefined)
                    point(s.check, inner);
            }
            else if (s.kind === "try") {
                walk(s.block, scope);
                if (s.handler !== undefined)
                    walk(s.handler.body, s.handler.variable === undefined ? scope : new Set([...scope, s.handler.variable]));
            }
            else
                for (const part of (0, steps_1.parts)(s))
                    walk(part, scope);
        }
    };
    walk(steps, new Set());
}
/** `numbers`: variables that hold numbers only (numbers.ts). They share slots with each other alone. */
function assignSlots(steps, numbers) {
    const points = (0, steps_1.pointsOf)(steps), together = new Map();
    for (const p of points)
        for (const a of p.live) {
            let set = together.get(a);
            if (set === undefined)
                together.set(a, (set = new Set()));
            for (const b of p.live)
                set.add(b);
        }
    const of = new Map();
    const numeric = new Set();
    let count = 0;
    for (const [name, others] of together) {
        const taken = new Set();
        for (const o of others) {
            const s = of.get(o);
            if (s !== undefined)
                taken.add(s);
        }
        let slot = 0;
        const isNumber = numbers.has(name);
        while (taken.has(slot) || (slot < count && numeric.has(slot) !== isNumber))
            slot++;
        of.set(name, slot);
        if (isNumber)
            numeric.add(slot);
        count = Math.max(count, slot + 1);
    }
    return { of, count, numeric };
}
class Liveness {
    ts;
    variables;
    #known = new WeakMap();
    #work = 0;
    constructor(ts, variables) {
        this.ts = ts;
        this.variables = variables;
    }
    /** Live before the steps. */
    list(steps, after, around) {
        const live = new Set(after);
        for (let i = steps.length - 1; i >= 0; i--)
            this.#step(steps[i], live, around);
        return live;
    }
    /** Turns what is live behind the step into what is live before it. */
    #step(step, live, around) {
        if ((this.#work += 1 + live.size) > 2_000_000)
            throw new steps_1.Unsupported("it is too large for an analysis of its variables");
        for (const n of around.always)
            live.add(n);
        switch (step.kind) {
            case "plain": return this.#plain(step.node, live, around);
            case "assign":
                live.delete(step.name);
                return this.#add(step.value, live);
            case "point":
                if (step.into !== undefined)
                    live.delete(step.into.name);
                step.live = new Set(live);
                if (step.call !== undefined)
                    this.#add(step.call, live);
                return;
            case "block":
            case "labeled": {
                const inner = step.kind === "labeled" ? { ...around, jumps: union(around.jumps, live) } : around;
                return replace(live, this.list(step.body, live, inner));
            }
            case "if": {
                const then = this.list(step.then, live, around), otherwise = this.list(step.otherwise, live, around);
                replace(live, then);
                for (const n of otherwise)
                    live.add(n);
                return this.#add(step.test, live);
            }
            case "loop": {
                const round = (head) => {
                    const end = new Set(head);
                    if (step.update !== undefined)
                        this.#add(step.update, end);
                    if (step.check !== undefined)
                        this.#step(step.check, end, around);
                    const begin = this.list(step.body, end, { ...around, jumps: union(around.jumps, union(live, end)) });
                    for (const n of live)
                        begin.add(n);
                    if (step.test !== undefined)
                        this.#add(step.test, begin);
                    return begin;
                };
                replace(live, round(round(live)));
                if (step.init !== undefined)
                    this.#init(step.init, live);
                return;
            }
            case "do": {
                const round = (head) => {
                    const end = union(head, live);
                    this.#add(step.test, end);
                    return this.list(step.body, end, { ...around, jumps: union(around.jumps, union(live, end)) });
                };
                return replace(live, round(round(new Set())));
            }
            case "switch": {
                const inner = { ...around, jumps: union(around.jumps, live) };
                const all = new Set(live);
                let next = live;
                for (let i = step.clauses.length - 1; i >= 0; i--) {
                    next = this.list(step.clauses[i].body, next, inner);
                    for (const n of next)
                        all.add(n);
                }
                for (const c of step.clauses)
                    if (c.test !== undefined)
                        this.#add(c.test, all);
                replace(live, all);
                live.delete(step.index);
                return this.#add(step.value, live);
            }
            case "try": {
                let outer = around;
                if (step.finalizer !== undefined) {
                    const after = union(union(live, around.jumps), around.always);
                    this.#add(step.finalizer, after);
                    for (const n of after)
                        live.add(n);
                    outer = { jumps: around.jumps, always: union(around.always, after) };
                }
                let caught = new Set();
                if (step.handler !== undefined) {
                    caught = this.list(step.handler.body, live, outer);
                    if (step.handler.variable !== undefined)
                        caught.delete(step.handler.variable);
                }
                replace(live, this.list(step.block, live, step.handler === undefined ? outer : { ...outer, always: union(outer.always, caught) }));
                for (const n of caught)
                    live.add(n);
                live.delete(step.caught);
                return;
            }
        }
    }
    #plain(node, live, around) {
        const { ts } = this;
        if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) {
            live.clear();
            for (const n of around.always)
                live.add(n);
            if (node.expression !== undefined)
                this.#add(node.expression, live);
            return;
        }
        if (ts.isVariableStatement(node))
            return this.#init(node.declarationList, live);
        if (ts.isExpressionStatement(node))
            return this.#add(node.expression, live, around.always);
        for (const n of around.jumps)
            live.add(n);
        if (ts.isIfStatement(node)) {
            const then = new Set(live);
            this.#plain(node.thenStatement, then, around);
            if (node.elseStatement !== undefined)
                this.#plain(node.elseStatement, live, around);
            for (const n of then)
                live.add(n);
            return this.#add(node.expression, live, around.always);
        }
        if (ts.isBreakOrContinueStatement(node))
            return replace(live, union(around.jumps, around.always));
        this.#add(node, live);
    }
    #init(init, live) {
        const { ts } = this;
        if (!ts.isVariableDeclarationList(init))
            return this.#add(init, live);
        const isVar = (init.flags & ts.NodeFlags.BlockScoped) === 0;
        for (let i = init.declarations.length - 1; i >= 0; i--) {
            const d = init.declarations[i];
            if (!ts.isIdentifier(d.name))
                this.#add(d.name, live);
            else if (d.initializer !== undefined || !isVar)
                live.delete(d.name.text);
            if (d.initializer !== undefined)
                this.#add(d.initializer, live);
        }
    }
    /** The node is evaluated: what it assigns to in any case, before it reads it, is not live before; what it reads is. `always`: live where an error in it may lead. */
    #add(node, live, always) {
        const { reads, writes } = this.#effects(node);
        for (const n of writes)
            live.delete(n);
        for (const n of reads)
            live.add(n);
        if (always !== undefined)
            for (const n of always)
                live.add(n);
    }
    /** Variables in the order of evaluation. What may not be evaluated, and what is in functions, only reads. */
    #effects(node) {
        const known = this.#known.get(node);
        if (known !== undefined)
            return known;
        const { ts } = this, reads = new Set(), writes = new Set();
        const read = (name) => { if (this.variables.has(name) && !writes.has(name))
            reads.add(name); };
        const mentions = (n) => {
            if (ts.isIdentifier(n))
                read(n.text);
            else if (n.kind === ts.SyntaxKind.ThisKeyword)
                read("$this");
            else
                ts.forEachChild(n, mentions);
        };
        const visit = (n, certain) => {
            if (ts.isIdentifier(n))
                return read(n.text);
            if (n.kind === ts.SyntaxKind.ThisKeyword)
                return read("$this");
            if (n.kind <= ts.SyntaxKind.LastToken || (ts.isTypeNode(n) && !ts.isExpressionWithTypeArguments(n)))
                return;
            if (ts.isPropertyAccessExpression(n))
                return visit(n.expression, certain);
            if (ts.isPropertyAssignment(n)) {
                if (ts.isComputedPropertyName(n.name))
                    visit(n.name, certain);
                return visit(n.initializer, certain);
            }
            // What functions declare is theirs: of them all that they mention is read.
            if (ts.isFunctionLike(n))
                return mentions(n);
            if (ts.isBindingElement(n)) {
                if (n.propertyName !== undefined && ts.isComputedPropertyName(n.propertyName))
                    visit(n.propertyName, certain);
                if (n.initializer !== undefined)
                    visit(n.initializer, false);
                if (!ts.isIdentifier(n.name))
                    return visit(n.name, certain);
                if (certain && this.variables.has(n.name.text))
                    writes.add(n.name.text);
                return;
            }
            if (ts.isBinaryExpression(n)) {
                const operator = n.operatorToken.kind;
                if (operator === ts.SyntaxKind.EqualsToken && ts.isIdentifier(n.left)) {
                    visit(n.right, certain);
                    if (certain && this.variables.has(n.left.text))
                        writes.add(n.left.text);
                    else
                        read(n.left.text);
                    return;
                }
                visit(n.left, certain);
                return visit(n.right, certain && operator !== ts.SyntaxKind.AmpersandAmpersandToken && operator !== ts.SyntaxKind.BarBarToken && operator !== ts.SyntaxKind.QuestionQuestionToken && operator < ts.SyntaxKind.FirstAssignment);
            }
            if (ts.isConditionalExpression(n)) {
                visit(n.condition, certain);
                visit(n.whenTrue, false);
                return visit(n.whenFalse, false);
            }
            const straight = certain && (ts.isParenthesizedExpression(n) || ts.isArrayBindingPattern(n) || ts.isObjectBindingPattern(n) || ts.isPrefixUnaryExpression(n) || ts.isCallExpression(n) && !ts.isOptionalChain(n) || ts.isAsExpression(n) || ts.isNonNullExpression(n));
            ts.forEachChild(n, (c) => visit(c, straight));
        };
        visit(node, true);
        const made = { reads, writes };
        this.#known.set(node, made);
        return made;
    }
}
function union(a, b) {
    const out = new Set(a);
    for (const n of b)
        out.add(n);
    return out;
}
function replace(live, by) {
    live.clear();
    for (const n of by)
        live.add(n);
}
//# sourceMappingURL=liveness.js.map