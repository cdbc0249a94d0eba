"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Expressions = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
const walk_1 = require("../../analysis/walk");
const calls_1 = require("../calls");
const steps_1 = require("./steps");
class Expressions {
    l;
    points;
    bindings;
    temps;
    ts;
    f;
    #pc = 0;
    /** Temporaries that are assigned once. */
    temporaries = new Set();
    constructor(l, points, bindings, temps) {
        this.l = l;
        this.points = points;
        this.bindings = bindings;
        this.temps = temps;
        this.ts = l.ts;
        this.f = l.f;
    }
    point(test, site, call, into) {
        return { kind: "point", pc: ++this.#pc, site, test, call, into, live: new Set() };
    }
    temp() {
        const name = this.temps.fresh();
        this.temporaries.add(name);
        return name;
    }
    name(name) { return this.f.createIdentifier(name); }
    keep(value, out) {
        const name = this.temp();
        out.push({ kind: "assign", name, value });
        return this.name(name);
    }
    plain(node) {
        if (this.points.in(node))
            throw new steps_1.Unsupported("a point that stands where it cannot be taken out");
        return { kind: "plain", node };
    }
    /** Evaluates for its effect; what is left to do, undefined: nothing. */
    effect(e, out) {
        const ts = this.ts;
        if (!this.points.in(e))
            return e;
        const inner = (0, program_index_1.skipOuter)(this.l.ts, e);
        const point = this.points.call(inner);
        if (point !== undefined) {
            const call = this.#operands(point.call, out);
            out.push(this.point("call", point.site, call, undefined));
            return undefined;
        }
        if (ts.isCommaListExpression(inner))
            return this.effect(this.#lastOf(inner, out), out);
        const check = this.points.check(inner);
        if (check !== undefined) {
            out.push(this.point("check", check, undefined, undefined));
            return undefined;
        }
        if (ts.isBinaryExpression(inner)) {
            const operator = inner.operatorToken.kind;
            if (operator === ts.SyntaxKind.CommaToken) {
                const left = this.effect(inner.left, out);
                if (!this.points.in(inner.right))
                    return left === undefined ? inner.right : this.f.createComma(left, inner.right);
                if (left !== undefined)
                    out.push(this.plain(this.f.createExpressionStatement(left)));
                return this.effect(inner.right, out);
            }
            if (this.#isLogical(operator) && this.points.in(inner.right)) {
                const test = this.value(inner.left, out), then = [];
                const value = this.effect(inner.right, then);
                if (value !== undefined)
                    then.push(this.plain(this.f.createExpressionStatement(value)));
                out.push({ kind: "if", test: this.#taken(operator, test), then, otherwise: [] });
                return undefined;
            }
        }
        if (ts.isConditionalExpression(inner) && (this.points.in(inner.whenTrue) || this.points.in(inner.whenFalse))) {
            const test = this.value(inner.condition, out), branch = (b) => {
                const steps = [], value = this.effect(b, steps);
                if (value !== undefined)
                    steps.push(this.plain(this.f.createExpressionStatement(value)));
                return steps;
            };
            out.push({ kind: "if", test, then: branch(inner.whenTrue), otherwise: branch(inner.whenFalse) });
            return undefined;
        }
        return this.value(e, out);
    }
    /** `a, b, c` as one node, which may be long: all but the last are evaluated. */
    #lastOf({ elements }, out) {
        for (const e of elements.slice(0, -1)) {
            const value = this.effect(e, out);
            if (value !== undefined)
                out.push(this.plain(this.f.createExpressionStatement(value)));
        }
        return elements[elements.length - 1];
    }
    #isLogical(operator) {
        const { AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken } = this.ts.SyntaxKind;
        return operator === AmpersandAmpersandToken || operator === BarBarToken || operator === QuestionQuestionToken;
    }
    /** Is the right operand evaluated, after the left gave `value`? */
    #taken(operator, value) {
        const f = this.f, { SyntaxKind } = this.ts;
        if (operator === SyntaxKind.AmpersandAmpersandToken)
            return value;
        if (operator === SyntaxKind.BarBarToken)
            return f.createLogicalNot(f.createParenthesizedExpression(value));
        return f.createLogicalOr(f.createStrictEquality(value, f.createNull()), f.createStrictEquality(value, f.createVoidZero()));
    }
    /** The value, without points: everything up to the last one has been evaluated by `out`. */
    value(e, out) {
        const ts = this.ts, f = this.f;
        if (!this.points.in(e))
            return e;
        const inner = (0, program_index_1.skipOuter)(this.l.ts, e);
        const point = this.points.call(inner);
        if (point !== undefined) {
            const call = this.#operands(point.call, out), name = this.temp();
            out.push(this.point("call", point.site, call, { name, declares: undefined }));
            return this.name(name);
        }
        if (ts.isCommaListExpression(inner))
            return this.value(this.#lastOf(inner, out), out);
        if (ts.isConditionalExpression(inner) && (this.points.in(inner.whenTrue) || this.points.in(inner.whenFalse))) {
            const test = this.value(inner.condition, out), name = this.temp();
            out.push({ kind: "if", test, then: this.#into(inner.whenTrue, name), otherwise: this.#into(inner.whenFalse, name) });
            return this.name(name);
        }
        if (ts.isBinaryExpression(inner)) {
            const operator = inner.operatorToken.kind;
            if (operator === ts.SyntaxKind.CommaToken) {
                if (this.points.in(inner.right)) {
                    const left = this.effect(inner.left, out);
                    if (left !== undefined)
                        out.push(this.plain(f.createExpressionStatement(left)));
                    return this.value(inner.right, out);
                }
                const left = this.effect(inner.left, out);
                return left === undefined ? inner.right : f.createParenthesizedExpression(f.createComma(left, inner.right));
            }
            if (this.#isLogical(operator) && this.points.in(inner.right)) {
                const name = this.temp();
                for (const step of this.#into(inner.left, name))
                    out.push(step);
                out.push({ kind: "if", test: this.#taken(operator, this.name(name)), then: this.#into(inner.right, name), otherwise: [] });
                return this.name(name);
            }
            if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment)
                return this.#assignment(inner, out);
        }
        return this.#operands(inner, out);
    }
    #into(e, name) {
        const out = [];
        const value = this.value(e, out), last = out[out.length - 1];
        this.temporaries.delete(name); // assigned in two places
        if (last?.kind === "point" && this.ts.isIdentifier(value) && last.into?.name === value.text && last.into.declares === undefined)
            last.into = { name, declares: undefined };
        else
            out.push({ kind: "assign", name, value });
        return out;
    }
    #assignment(e, out) {
        const ts = this.ts, f = this.f, operator = e.operatorToken.kind;
        const target = (0, program_index_1.skipOuter)(this.l.ts, e.left);
        const update = (left, right) => f.updateBinaryExpression(e, left, e.operatorToken, right);
        if (ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target)) {
            if (this.points.in(target))
                throw new steps_1.Unsupported("a pattern with steps that may suspend");
            return update(e.left, this.value(e.right, out));
        }
        if (operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken || operator === ts.SyntaxKind.BarBarEqualsToken || operator === ts.SyntaxKind.QuestionQuestionEqualsToken)
            throw new steps_1.Unsupported("a logical assignment of something that may suspend");
        const plain = operator === ts.SyntaxKind.EqualsToken;
        if (ts.isIdentifier(target)) {
            if (plain)
                return update(e.left, this.value(e.right, out));
            const before = this.keep(target, out);
            const right = this.value(e.right, out);
            return f.createAssignment(target, f.createBinaryExpression(before, this.#operatorOf(operator), right));
        }
        if (ts.isPropertyAccessExpression(target) && !ts.isOptionalChain(target)) {
            if (target.expression.kind === ts.SyntaxKind.SuperKeyword)
                throw new steps_1.Unsupported("an assignment to a property of super");
            const object = this.#held(target.expression, [e.right], out), place = f.updatePropertyAccessExpression(target, object, target.name);
            if (plain)
                return update(place, this.value(e.right, out));
            const before = this.keep(place, out);
            return f.createAssignment(f.createPropertyAccessExpression(object, target.name), f.createBinaryExpression(before, this.#operatorOf(operator), this.value(e.right, out)));
        }
        if (ts.isElementAccessExpression(target) && !ts.isOptionalChain(target)) {
            if (target.expression.kind === ts.SyntaxKind.SuperKeyword)
                throw new steps_1.Unsupported("an assignment to a property of super");
            const object = this.#held(target.expression, [target.argumentExpression, e.right], out), key = this.#held(target.argumentExpression, [e.right], out);
            if (plain)
                return update(f.updateElementAccessExpression(target, object, key), this.value(e.right, out));
            const before = this.keep(f.createElementAccessExpression(object, key), out);
            return f.createAssignment(f.createElementAccessExpression(object, key), f.createBinaryExpression(before, this.#operatorOf(operator), this.value(e.right, out)));
        }
        throw new steps_1.Unsupported("an assignment to something else than a variable or property");
    }
    #operatorOf(assignment) {
        const k = this.ts.SyntaxKind;
        const of = {
            [k.PlusEqualsToken]: k.PlusToken, [k.MinusEqualsToken]: k.MinusToken, [k.AsteriskEqualsToken]: k.AsteriskToken, [k.AsteriskAsteriskEqualsToken]: k.AsteriskAsteriskToken, [k.SlashEqualsToken]: k.SlashToken,
            [k.PercentEqualsToken]: k.PercentToken, [k.LessThanLessThanEqualsToken]: k.LessThanLessThanToken, [k.GreaterThanGreaterThanEqualsToken]: k.GreaterThanGreaterThanToken,
            [k.GreaterThanGreaterThanGreaterThanEqualsToken]: k.GreaterThanGreaterThanGreaterThanToken, [k.AmpersandEqualsToken]: k.AmpersandToken, [k.BarEqualsToken]: k.BarToken, [k.CaretEqualsToken]: k.CaretToken,
        };
        return of[assignment];
    }
    /** A value that is evaluated now, and used after `later` has been evaluated. */
    #held(e, later, out) {
        const value = this.value(e, out);
        return later.length <= 100 && this.#isFixed(value, later) ? value : this.keep(value, out); // the look through what follows is not free
    }
    /** Nothing in `later` can change what the expression gives. */
    #isFixed(e, later) {
        const ts = this.ts, inner = (0, program_index_1.skipOuter)(this.l.ts, e);
        if (ts.isIdentifier(inner)) {
            const { text } = inner;
            if (this.temporaries.has(text))
                return true;
            if (this.l.isOurs(inner))
                return true;
            return this.bindings.held.has(text) && !later.some((n) => this.#assigns(n, text));
        }
        switch (inner.kind) {
            case ts.SyntaxKind.ThisKeyword:
            case ts.SyntaxKind.NumericLiteral:
            case ts.SyntaxKind.StringLiteral:
            case ts.SyntaxKind.NoSubstitutionTemplateLiteral:
            case ts.SyntaxKind.BigIntLiteral:
            case ts.SyntaxKind.TrueKeyword:
            case ts.SyntaxKind.FalseKeyword:
            case ts.SyntaxKind.NullKeyword:
            case ts.SyntaxKind.ArrowFunction:
            case ts.SyntaxKind.FunctionExpression:
            case ts.SyntaxKind.OmittedExpression:
                return true;
            case ts.SyntaxKind.VoidExpression: return ts.isNumericLiteral(inner.expression);
            case ts.SyntaxKind.PrefixUnaryExpression: return ts.isNumericLiteral(inner.operand);
        }
        return false;
    }
    /** Assigned to anywhere in the node, functions included: a variable of ours that closures assign to has the direct form. */
    #assigns(node, name) {
        const ts = this.ts;
        if (ts.isFunctionLike(node))
            return false;
        if (ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment && (0, walk_1.mentions)(ts, node.left, name))
            return true;
        if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && (0, walk_1.mentions)(ts, node.operand, name) && (node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken))
            return true;
        return ts.forEachChild(node, (c) => this.#assigns(c, name) || undefined) ?? false;
    }
    /** Operands from left to right; those before the last point are kept. */
    #all(operands, out) {
        const last = operands.reduce((n, e, i) => (this.points.in(e) ? i : n), -1);
        return operands.map((e, i) => {
            if (i > last)
                return e;
            if (this.ts.isSpreadElement(e)) {
                if (i < last)
                    throw new steps_1.Unsupported("a spread in front of something that may suspend");
                return this.f.updateSpreadElement(e, this.value(e.expression, out));
            }
            return i === last ? this.value(e, out) : this.#held(e, operands.slice(i + 1, last + 1), out);
        });
    }
    /** An expression whose operands are always evaluated, without points. */
    #operands(e, out) {
        const ts = this.ts, f = this.f;
        if (!this.points.in(e))
            return e;
        switch (e.kind) {
            case ts.SyntaxKind.ParenthesizedExpression: return f.updateParenthesizedExpression(e, this.value(e.expression, out));
            case ts.SyntaxKind.BinaryExpression: {
                const b = e;
                if (b.operatorToken.kind === ts.SyntaxKind.CommaToken || this.#isLogical(b.operatorToken.kind) && this.points.in(b.right) || (b.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && b.operatorToken.kind <= ts.SyntaxKind.LastAssignment))
                    return this.value(e, out);
                const [left, right] = this.#all([b.left, b.right], out);
                // `(-a()) ** 2`: the brackets of an operand are gone, and here the language asks for them.
                const base = b.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken && (ts.isPrefixUnaryExpression(left) || ts.isTypeOfExpression(left) || ts.isVoidExpression(left) || ts.isDeleteExpression(left)) ? f.createParenthesizedExpression(left) : left;
                return f.updateBinaryExpression(b, base, b.operatorToken, right);
            }
            case ts.SyntaxKind.ConditionalExpression: {
                const c = e;
                if (this.points.in(c.whenTrue) || this.points.in(c.whenFalse))
                    return this.value(e, out);
                return f.updateConditionalExpression(c, this.value(c.condition, out), c.questionToken, c.whenTrue, c.colonToken, c.whenFalse);
            }
            case ts.SyntaxKind.PrefixUnaryExpression: {
                const u = e;
                if (u.operator === ts.SyntaxKind.PlusPlusToken || u.operator === ts.SyntaxKind.MinusMinusToken)
                    return f.updatePrefixUnaryExpression(u, this.#place(u.operand, out));
                return f.updatePrefixUnaryExpression(u, this.value(u.operand, out));
            }
            case ts.SyntaxKind.PostfixUnaryExpression: return f.updatePostfixUnaryExpression(e, this.#place(e.operand, out));
            case ts.SyntaxKind.DeleteExpression: return f.updateDeleteExpression(e, this.#place(e.expression, out));
            case ts.SyntaxKind.TypeOfExpression: return f.updateTypeOfExpression(e, this.value(e.expression, out));
            case ts.SyntaxKind.VoidExpression: return f.updateVoidExpression(e, this.value(e.expression, out));
            case ts.SyntaxKind.PropertyAccessExpression:
            case ts.SyntaxKind.ElementAccessExpression: return this.#place(e, out);
            case ts.SyntaxKind.ArrayLiteralExpression: return f.updateArrayLiteralExpression(e, this.#all(e.elements, out));
            case ts.SyntaxKind.ObjectLiteralExpression: return this.#object(e, out);
            case ts.SyntaxKind.TemplateExpression: return this.#template(e, out);
            case ts.SyntaxKind.NewExpression: {
                const n = e, [callee, ...args] = this.#all([n.expression, ...(n.arguments ?? [])], out);
                return f.updateNewExpression(n, callee, undefined, args);
            }
            case ts.SyntaxKind.CallExpression: return this.#call(e, out);
        }
        const inner = (0, program_index_1.skipOuter)(this.l.ts, e);
        if (inner !== e)
            return this.value(inner, out);
        throw new steps_1.Unsupported(`a point in a ${ts.SyntaxKind[e.kind]}`);
    }
    /** A property whose object and key are evaluated. */
    #place(e, out) {
        const ts = this.ts, f = this.f, inner = (0, program_index_1.skipOuter)(this.l.ts, e);
        if (!this.points.in(inner))
            return e;
        if (ts.isPropertyAccessExpression(inner) && !ts.isOptionalChain(inner))
            return f.updatePropertyAccessExpression(inner, this.value(inner.expression, out), inner.name);
        if (ts.isElementAccessExpression(inner) && !ts.isOptionalChain(inner) && inner.expression.kind !== ts.SyntaxKind.SuperKeyword) {
            const [object, key] = this.#all([inner.expression, inner.argumentExpression], out);
            return f.updateElementAccessExpression(inner, object, key);
        }
        throw new steps_1.Unsupported("an optional chain with something in it that may suspend");
    }
    #object(e, out) {
        const ts = this.ts, f = this.f;
        const last = e.properties.reduce((n, p, i) => (this.points.in(p) ? i : n), -1);
        const properties = e.properties.map((p, i) => {
            if (i > last)
                return p;
            if (p.name !== undefined && ts.isComputedPropertyName(p.name))
                throw new steps_1.Unsupported("a computed key in front of something that may suspend");
            if (ts.isMethodDeclaration(p) || ts.isAccessor(p))
                return p;
            const later = e.properties.slice(i + 1, last + 1);
            if (ts.isPropertyAssignment(p))
                return f.updatePropertyAssignment(p, p.name, i === last ? this.value(p.initializer, out) : this.#held(p.initializer, later, out));
            if (ts.isShorthandPropertyAssignment(p))
                return this.#isFixed(p.name, later) ? p : f.createPropertyAssignment(p.name.text, this.keep(f.createIdentifier(p.name.text), out));
            if (i === last && ts.isSpreadAssignment(p))
                return f.updateSpreadAssignment(p, this.value(p.expression, out));
            throw new steps_1.Unsupported("a spread in front of something that may suspend");
        });
        return f.updateObjectLiteralExpression(e, properties);
    }
    /** Each value is converted to a string before the next is evaluated (13.2.8.6). */
    #template(e, out) {
        const f = this.f;
        const spans = e.templateSpans, last = spans.reduce((n, s, i) => (this.points.in(s) ? i : n), -1);
        let head = e.head, pending = [];
        let start;
        spans.forEach((s, i) => {
            if (i <= last && this.points.in(s.expression) && pending.length > 0) {
                // What stands before it, as a string.
                const lastSpan = pending[pending.length - 1];
                pending[pending.length - 1] = f.createTemplateSpan(lastSpan.expression, f.createTemplateTail(lastSpan.literal.text, lastSpan.literal.rawText));
                const text = f.createTemplateExpression(start === undefined ? head : f.createTemplateHead("", ""), start === undefined ? pending : [f.createTemplateSpan(start, f.createTemplateMiddle("", "")), ...pending]);
                start = this.keep(text, out);
                pending = [];
                head = f.createTemplateHead("", "");
            }
            pending.push(this.points.in(s.expression) ? f.updateTemplateSpan(s, this.value(s.expression, out), s.literal) : s);
        });
        return start === undefined ? f.updateTemplateExpression(e, head, pending) : f.createTemplateExpression(f.createTemplateHead("", ""), [f.createTemplateSpan(start, f.createTemplateMiddle("", "")), ...pending]);
    }
    #call(e, out) {
        const ts = this.ts, f = this.f;
        if (e.questionDotToken !== undefined || ts.isOptionalChain(e))
            throw new steps_1.Unsupported("an optional call with something in it that may suspend");
        const callee = (0, program_index_1.skipOuter)(this.l.ts, e.expression);
        if (callee.kind === ts.SyntaxKind.SuperKeyword || callee.kind === ts.SyntaxKind.ImportKeyword)
            throw new steps_1.Unsupported("super or import with something that may suspend");
        if (!e.arguments.some((a) => this.points.in(a))) {
            if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee))
                return f.updateCallExpression(e, this.#place(e.expression, out), undefined, e.arguments);
            return f.updateCallExpression(e, this.value(e.expression, out), undefined, e.arguments);
        }
        if (ts.isIdentifier(callee)) {
            if (this.#isFixed(callee, e.arguments))
                return f.updateCallExpression(e, callee, undefined, this.#all(e.arguments, out));
            const [held, ...args] = this.#all([callee, ...e.arguments], out);
            return f.updateCallExpression(e, held, undefined, args);
        }
        if (ts.isPropertyAccessExpression(callee) || ts.isElementAccessExpression(callee)) {
            if (callee.expression.kind === ts.SyntaxKind.SuperKeyword || ts.isOptionalChain(callee))
                throw new steps_1.Unsupported("a call of a method of super with something that may suspend");
            const key = ts.isElementAccessExpression(callee) ? [callee.argumentExpression] : [];
            const object = this.#held(callee.expression, [...key, ...e.arguments], out);
            const method = this.keep(ts.isElementAccessExpression(callee)
                ? f.updateElementAccessExpression(callee, object, this.value(callee.argumentExpression, out))
                : f.updatePropertyAccessExpression(callee, object, callee.name), out);
            return this.l.abiCall("callPlain", [f.createStringLiteral(this.#textOf(e)), method, object, ...this.#all(e.arguments, out)]);
        }
        const [held, ...args] = this.#all([e.expression, ...e.arguments], out);
        return f.updateCallExpression(e, held, undefined, args);
    }
    #textOf(e) {
        const original = this.ts.getOriginalNode(e);
        return this.ts.isCallExpression(original) && original.pos >= 0 ? (0, calls_1.calleeText)(this.l, original.expression, "(intermediate value)") : "(intermediate value)";
    }
}
exports.Expressions = Expressions;
//# sourceMappingURL=expressions.js.map