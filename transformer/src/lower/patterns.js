"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.hasSteps = hasSteps;
exports.bindPattern = bindPattern;
exports.assignPattern = assignPattern;
const program_index_1 = require("../analysis/1-collect/program-index");
const calls_1 = require("./calls");
const property_access_1 = require("./property-access");
const visit_1 = require("./visit");
/** The name, pattern or assignment target, and what is in it. */
function hasSteps(l, target, scope) {
    const { ts } = l;
    if (scope.mode === "plain")
        return false;
    const array = ts.isArrayBindingPattern(target) || ts.isArrayLiteralExpression(target);
    if (array && target.elements.slice(0, -1).some((e) => ts.isSpreadElement(e) || (ts.isBindingElement(e) && e.dotDotDotToken !== undefined)))
        return false; // no JavaScript: the engine says so
    if (array && (l.callPlan(target)?.mode ?? "plain") !== "plain")
        return true;
    if (ts.isObjectBindingPattern(target) && target.elements.some((e) => isRead(l, e)))
        return true;
    if (ts.isObjectLiteralExpression(target) && target.properties.some((e) => isRead(l, e)))
        return true;
    if (ts.isArrayBindingPattern(target) || ts.isObjectBindingPattern(target))
        return target.elements.some((e) => ts.isBindingElement(e) && hasSteps(l, e.name, scope));
    if (ts.isArrayLiteralExpression(target))
        return target.elements.some((e) => hasSteps(l, element(l, e).target, scope));
    if (ts.isObjectLiteralExpression(target))
        return target.properties.some((p) => (ts.isPropertyAssignment(p) && hasSteps(l, element(l, p.initializer).target, scope)) || (ts.isSpreadAssignment(p) && hasSteps(l, p.expression, scope)));
    return false;
}
/** The element reads a property whose accessor may suspend. */
function isRead(l, e) {
    return (l.ts.isBindingElement(e) || l.ts.isPropertyAssignment(e) || l.ts.isShorthandPropertyAssignment(e)) && (l.callPlan(e)?.mode ?? "plain") !== "plain";
}
/** An element of an assignment pattern: target, default, rest. */
function element(l, e) {
    const { ts } = l;
    if (ts.isSpreadElement(e))
        return { target: strip(l, e.expression), initializer: undefined, rest: true };
    if (ts.isBinaryExpression(e) && e.operatorToken.kind === ts.SyntaxKind.EqualsToken)
        return { target: strip(l, e.left), initializer: e.right, rest: false };
    return { target: strip(l, e), initializer: undefined, rest: false };
}
function strip(l, e) {
    const { ts } = l;
    while (ts.isParenthesizedExpression(e) || ts.isNonNullExpression(e) || ts.isAsExpression(e) || ts.isTypeAssertionExpression(e) || ts.isSatisfiesExpression(e))
        e = e.expression;
    return e;
}
/** `[{ … }]` and `$2 = $pattern(value)`: a binding pattern and its initialiser. `value` is lowered already. */
function bindPattern(l, pattern, value, scope, at = pattern) {
    const { f } = l;
    const made = new Flat(l, scope, at, true);
    const properties = made.root(pattern);
    return {
        name: f.createArrayBindingPattern([f.createBindingElement(undefined, undefined, f.createObjectBindingPattern(properties))]),
        initializer: f.createAssignment(f.createIdentifier(made.holder), l.abiCall("pattern", [value])),
    };
}
/** `[{ … }] = $2 = $pattern(value)`. */
function assignPattern(l, pattern, value, scope) {
    const { f } = l;
    const made = new Flat(l, scope, pattern, false);
    const properties = made.root(pattern);
    return f.createAssignment(f.createArrayLiteralExpression([f.createObjectLiteralExpression(properties)]), f.createAssignment(f.createIdentifier(made.holder), l.abiCall("pattern", [value])));
}
/** The properties of the one object pattern. */
class Flat {
    l;
    scope;
    at;
    binding;
    holder;
    #out = [];
    /** Steps that wait for the next key. */
    #steps = [];
    constructor(l, scope, at, binding) {
        this.l = l;
        this.scope = scope;
        this.at = at;
        this.binding = binding;
        this.holder = scope.temps.fresh();
    }
    root(pattern) {
        this.#nested(pattern, this.#slot("of"));
        if (this.#steps.length > 0)
            this.#property(this.#key(), this.binding ? this.l.f.createObjectBindingPattern([]) : this.l.f.createObjectLiteralExpression([]), undefined);
        return this.#out;
    }
    #slot(name) {
        return this.l.f.createPropertyAccessExpression(this.l.f.createIdentifier(this.holder), name);
    }
    #step(name, ...args) {
        const { l, scope } = this;
        const text = "destructuring";
        const all = [l.f.createIdentifier(this.holder), ...args];
        const call = scope.mode === "awaiting" ? (0, calls_1.lookUpCall)(l, l.abi(name), l.undefined(), all, text, "spot") : l.abiCall(name, all);
        this.#steps.push(l.suspend(call, this.at, scope, text));
    }
    /** The pending steps as an expression; the last one gives the key. */
    #key() {
        const [first, ...more] = this.#steps;
        this.#steps = [];
        return more.reduce((left, right) => this.l.f.createComma(left, right), first);
    }
    #property(key, target, initializer) {
        const { f } = this.l;
        const name = f.createComputedPropertyName(key);
        this.#out.push(this.binding
            ? f.createBindingElement(undefined, name, target, initializer)
            : f.createPropertyAssignment(name, initializer === undefined ? target : f.createAssignment(target, initializer)));
    }
    /** A target for the value that the pending steps leave. `target` and `initializer` are as written. */
    #target(target, initializer) {
        const { l, scope } = this;
        const value = initializer && (0, visit_1.visitNode)(l, initializer, scope);
        if (hasSteps(l, target, scope)) {
            const temp = this.#temp();
            this.#property(this.#key(), temp, value);
            this.#nested(target, temp);
            return;
        }
        const { ts, f } = l;
        if (this.binding || (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target))) {
            this.#property(this.#key(), (0, visit_1.visitNode)(l, target, scope), value);
            return;
        }
        // The reference is evaluated first, then its own step, then the value is read; what comes before the element has been done by then.
        const own = this.#steps.pop();
        if (this.#steps.length > 0) {
            this.#steps.push(f.createStringLiteral("e"));
            this.#property(this.#key(), f.createObjectLiteralExpression([]), undefined);
        }
        this.#steps = [own];
        const last = (e) => {
            const temp = f.createIdentifier(scope.temps.fresh());
            return f.createParenthesizedExpression(f.createComma(f.createComma(f.createAssignment(temp, e), this.#key()), temp));
        };
        const object = target.expression;
        const isSuper = object.kind === ts.SyntaxKind.SuperKeyword;
        let made;
        if (ts.isElementAccessExpression(target)) {
            const base = (0, visit_1.visitNode)(l, object, scope);
            made = f.createElementAccessExpression(base, last((0, visit_1.visitNode)(l, target.argumentExpression, scope)));
        }
        else if (isSuper && !ts.isPrivateIdentifier(target.name))
            made = f.createElementAccessExpression((0, visit_1.visitNode)(l, object, scope), last(f.createStringLiteral(target.name.text)));
        else if (ts.isPrivateIdentifier(target.name) && (l.context.getCompilerOptions().target ?? ts.ScriptTarget.ES5) < ts.ScriptTarget.ES2022) {
            // TypeScript makes such a reference before the whole assignment; a setter around it keeps its receiver in place: { o: receiver, set v($v) { this.o.#x = $v; } }.v
            const given = l.names.unique("$v"), inside = f.createPropertyAccessExpression(f.createPropertyAccessExpression(f.createThis(), "o"), target.name);
            const holder = f.createObjectLiteralExpression([
                f.createPropertyAssignment("o", last((0, visit_1.visitNode)(l, object, scope))),
                f.createSetAccessorDeclaration(undefined, "v", [f.createParameterDeclaration(undefined, undefined, given)], f.createBlock([f.createExpressionStatement(f.createAssignment(inside, f.createIdentifier(given)))])),
            ]);
            made = f.createPropertyAccessExpression(holder, "v");
        }
        else
            made = f.createPropertyAccessExpression(last((0, visit_1.visitNode)(l, object, scope)), target.name);
        this.#out.push(f.createPropertyAssignment("v", value === undefined ? made : f.createAssignment(made, value)));
    }
    #temp() {
        // A pattern of declarations declares it with the others.
        return this.l.f.createIdentifier(this.binding ? this.l.names.unique("$v") : this.scope.temps.fresh());
    }
    #nested(pattern, value) {
        const { ts } = this.l;
        if (ts.isArrayBindingPattern(pattern) || ts.isArrayLiteralExpression(pattern))
            this.#array(pattern, value);
        else
            this.#object(pattern, value);
    }
    #array(pattern, value) {
        const { ts } = this.l;
        this.#step("open", value);
        let rest = false;
        for (const e of pattern.elements) {
            if (ts.isOmittedExpression(e)) {
                this.#step("pull", this.l.f.createTrue());
                continue;
            } // its value is not read
            const part = ts.isBindingElement(e) ? { target: e.name, initializer: e.initializer, rest: e.dotDotDotToken !== undefined } : element(this.l, e);
            rest = part.rest;
            this.#step(rest ? "rest" : "pull");
            this.#target(part.target, part.initializer);
        }
        if (!rest)
            this.#step("shut");
    }
    /** Pieces: each up to a pattern with steps. */
    #object(pattern, value) {
        const { l, scope } = this;
        const { ts, f } = l;
        const elements = ts.isObjectBindingPattern(pattern) ? pattern.elements : pattern.properties;
        const taken = [];
        let piece = [];
        let whole = true;
        const use = (v) => { this.#steps.push(f.createAssignment(this.#slot("v"), v), f.createStringLiteral("v")); };
        const end = () => {
            use(value);
            this.#property(this.#key(), this.binding ? f.createObjectBindingPattern(piece) : f.createObjectLiteralExpression(piece), undefined);
            piece = [];
        };
        const name = (n) => {
            const text = (0, program_index_1.memberName)(ts, n);
            if (!ts.isComputedPropertyName(n) || text !== undefined) {
                taken.push(f.createStringLiteral(text ?? ""));
                return n;
            }
            const key = f.createIdentifier(scope.temps.fresh());
            taken.push(key);
            return f.updateComputedPropertyName(n, f.createAssignment(key, l.abiCall("propertyKey", [(0, visit_1.visitNode)(l, n.expression, scope)])));
        };
        for (const e of elements) {
            if (ts.isBindingElement(e) ? e.dotDotDotToken !== undefined : ts.isSpreadAssignment(e)) {
                const target = ts.isBindingElement(e) ? e.name : strip(l, e.expression);
                if (whole && !hasSteps(l, target, scope)) {
                    piece.push((0, visit_1.visitNode)(l, e, scope));
                    continue;
                }
                end();
                this.#steps.push(f.createParenthesizedExpression(f.createComma(f.createAssignment(this.#slot("v"), l.abiCall("restOf", [value, f.createArrayLiteralExpression(taken)])), f.createStringLiteral("v"))));
                this.#target(target, undefined);
                return;
            }
            if (isRead(l, e)) {
                if (piece.length > 0)
                    end();
                whole = false;
                const key = (0, program_index_1.memberName)(ts, ts.isBindingElement(e) ? e.propertyName ?? e.name : e.name);
                taken.push(f.createStringLiteral(key));
                this.#steps.push(f.createParenthesizedExpression(f.createComma(f.createAssignment(this.#slot("v"), (0, property_access_1.readElement)(l, e, key, value, scope)), f.createStringLiteral("v"))));
                const part = ts.isBindingElement(e) ? { target: e.name, initializer: e.initializer } : ts.isPropertyAssignment(e) ? element(l, e.initializer) : { target: e.name, initializer: e.objectAssignmentInitializer };
                this.#target(part.target, part.initializer);
            }
            else if (ts.isBindingElement(e)) {
                const key = name(e.propertyName ?? e.name);
                const steps = hasSteps(l, e.name, scope), temp = steps ? this.#temp() : undefined;
                piece.push(f.createBindingElement(undefined, e.propertyName === undefined ? undefined : key, temp ?? (0, visit_1.visitNode)(l, e.name, scope), e.initializer && (0, visit_1.visitNode)(l, e.initializer, scope)));
                if (temp === undefined)
                    continue;
                end();
                whole = false;
                this.#nested(e.name, temp);
            }
            else if (ts.isPropertyAssignment(e)) {
                const key = name(e.name), part = element(l, e.initializer);
                if (!hasSteps(l, part.target, scope)) {
                    piece.push(f.createPropertyAssignment(key, (0, visit_1.visitNode)(l, e.initializer, scope)));
                    continue;
                }
                const temp = this.#temp();
                piece.push(f.createPropertyAssignment(key, part.initializer === undefined ? temp : f.createAssignment(temp, (0, visit_1.visitNode)(l, part.initializer, scope))));
                end();
                whole = false;
                this.#nested(part.target, temp);
            }
            else {
                taken.push(f.createStringLiteral(e.name.text));
                piece.push((0, visit_1.visitNode)(l, e, scope));
            }
        }
        if (piece.length > 0)
            end();
    }
}
//# sourceMappingURL=patterns.js.map