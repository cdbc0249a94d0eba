"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerConstructor = lowerConstructor;
exports.lowerReturn = lowerReturn;
const infer_1 = require("../analysis/2-infer/infer");
const constructors_1 = require("../analysis/1-collect/constructors");
const modifiers_1 = require("../analysis/1-collect/modifiers");
const program_index_1 = require("../analysis/1-collect/program-index");
const facts_1 = require("../analysis/facts");
const classes_1 = require("./classes");
const closures_1 = require("./closures");
const defer_1 = require("./defer");
const derived_constructors_1 = require("./derived-constructors");
const parameters_1 = require("./parameters");
const visit_1 = require("./visit");
/** Bits of `constructs`, as in runtime/src/core/construct.ts. */
const derivedBit = 1, argumentsBit = 2, nativeElementsBit = 4;
function lowerConstructor(l, node, scope) {
    const { ts, f } = l;
    const original = ts.getOriginalNode(node);
    const plan = l.plan.functions.get((0, constructors_1.constructorKey)(ts, original));
    if (plan === undefined || plan.form !== "direct")
        return undefined;
    const shape = (0, constructors_1.constructorShape)(ts, l.context.getCompilerOptions(), original);
    const suspends = (field) => field.initializer !== undefined && l.plan.functions.get((0, facts_1.keyOf)(field)).colour !== infer_1.Colour.Plain;
    const moves = shape.movable && (shape.meaning !== "native" || shape.derived || shape.fields.some(suspends));
    const moved = new Set(moves ? shape.fields : []);
    const native = shape.branded || (!moves && shape.fields.length > 0);
    const flags = (shape.derived ? derivedBit : 0) | (plan.facts.usesArguments ? argumentsBit : 0) | (native ? nativeElementsBit : 0);
    if (shape.explicit === undefined && shape.derived && !native && !shape.fields.some((m) => m.initializer !== undefined || shape.meaning !== "assigned"))
        return { first: [], members: [], attach: l.abiCall("constructs", [(0, classes_1.ownClass)(l, node), f.createNumericLiteral(flags)]), moved, name: undefined };
    const taken = new Set(node.members.flatMap((m) => (m.name !== undefined && !ts.isComputedPropertyName(m.name) ? [m.name.getText(l.file)] : [])));
    const { inner, shown } = innerName(l, original);
    let key = `${inner.text}$construct`;
    while (taken.has(key))
        key += "_";
    const attach = l.abiCall("constructs", [(0, classes_1.ownClass)(l, node), f.createNumericLiteral(flags), f.createStringLiteral(key), ...(shown === undefined ? [] : [shown])]);
    const lowering = new ConstructorLowering(l, shape, plan, scope, moves, native);
    return { first: lowering.fieldsOfParameters(), members: [lowering.native(inner), lowering.generator(key)], attach, moved, name: node.name === undefined ? inner : undefined };
}
/** The name by which the native constructor finds its class; `shown` is what the class is called if that is another. */
function innerName(l, node) {
    const { ts, f } = l;
    if (node.name !== undefined)
        return { inner: f.createIdentifier(node.name.text), shown: undefined };
    const name = ts.isClassExpression(node) ? (0, closures_1.inferredName)(l, node) ?? "" : "default";
    const mentions = (at) => (ts.isIdentifier(at) && at.text === name) || (ts.forEachChild(at, (child) => mentions(child) || undefined) ?? false);
    if (/^[A-Za-z_$][\w$]*$/.test(name) && name !== "default" && ts.isClassExpression(node) && !isReserved(l, name) && !mentions(node))
        return { inner: f.createIdentifier(name), shown: undefined };
    const named = node.members.some((m) => m.name !== undefined && (ts.isIdentifier(m.name) || ts.isStringLiteral(m.name)) && m.name.text === "name" && (0, modifiers_1.isStatic)(ts, m));
    return { inner: f.createIdentifier(l.names.unique("$Class")), shown: named ? undefined : l.computedNames.get(node) ?? f.createStringLiteral(name) };
}
function isReserved(l, name) {
    const kind = l.ts.stringToToken?.(name);
    return (kind !== undefined && kind <= l.ts.SyntaxKind.LastFutureReservedWord) || name === "await" || name === "arguments" || name === "eval";
}
/** `return e` → `{ $value = e; break $body; }` */
function lowerReturn(l, node, scope) {
    const { f } = l;
    if (scope.leave === undefined)
        return undefined;
    const value = node.expression === undefined ? l.undefined() : (0, visit_1.visitNode)(l, node.expression, scope);
    const { result, label } = scope.leave;
    const stored = l.at_(f.createExpressionStatement(f.createAssignment(result, value)), node);
    if (scope.self === undefined)
        return f.createBlock([stored, f.createBreakStatement(label)], false);
    // V8 takes `this` for undefined where the `return` stands.
    const absent = f.createIfStatement(f.createStrictEquality(result, l.undefined()), f.createExpressionStatement(f.createAssignment(result, l.this_(scope, node))));
    return f.createBlock([...(node.expression === undefined ? [f.createExpressionStatement(f.createAssignment(result, l.this_(scope, node)))] : [stored, absent]), f.createBreakStatement(label)], false);
}
class ConstructorLowering {
    l;
    shape;
    plan;
    outer;
    moves;
    nativeElements;
    #class;
    #target;
    constructor(l, shape, plan, outer, moves, nativeElements) {
        this.l = l;
        this.shape = shape;
        this.plan = plan;
        this.outer = outer;
        this.moves = moves;
        this.nativeElements = nativeElements;
        this.#class = l.register("$class");
        this.#target = l.register("$target");
    }
    /** Native fields that TypeScript makes of parameter properties, which the native constructor has no longer. */
    fieldsOfParameters() {
        const { l, shape } = this;
        if (shape.meaning !== "native" || this.moves)
            return [];
        return shape.parameterProperties.map((p) => l.f.createPropertyDeclaration(undefined, p.name.text, undefined, undefined, undefined));
    }
    /** `constructor(a, b) { return $made(C, arguments, new.target, this); }` */
    native(inner) {
        const { l, shape } = this;
        const { ts, f } = l;
        const newTarget = f.createMetaProperty(ts.SyntaxKind.NewKeyword, f.createIdentifier("target"));
        const made = l.abiCall("made", [inner, f.createIdentifier("arguments"), newTarget, ...(shape.derived ? [] : [f.createThis()])]);
        const statements = [f.createReturnStatement(made)];
        if (shape.derived && this.nativeElements) {
            const argument = (n) => f.createElementAccessExpression(f.createIdentifier("arguments"), n);
            statements[0] = f.createIfStatement(f.createStrictInequality(argument(0), l.abi("STAMP")), statements[0]);
            statements.push(f.createExpressionStatement(f.createCallExpression(f.createSuper(), undefined, [argument(1), argument(2)])));
        }
        const body = f.createBlock(statements, true);
        const parameters = this.#nativeParameters(inner.text);
        return shape.explicit === undefined
            ? f.createConstructorDeclaration(undefined, parameters, body)
            : f.updateConstructorDeclaration(shape.explicit, undefined, parameters, body);
    }
    /** As many as `length` counts; all of them, with their types, where decorators may ask for metadata. */
    #nativeParameters(inner) {
        const { l, shape } = this;
        const { ts, f } = l;
        const own = shape.explicit?.parameters ?? [];
        const decorated = (n) => (ts.canHaveDecorators(n) ? ts.getDecorators(n) ?? [] : []).length > 0;
        const nameOf = (p, i) => (ts.isIdentifier(p.name) && p.name.text !== inner ? p.name.text : l.names.unique(`$p${i}`));
        if (decorated(shape.node) || own.some(decorated))
            return own.map((p, i) => f.updateParameterDeclaration(p, (ts.getDecorators(p) ?? []).map((d) => (0, visit_1.visitNode)(l, d, this.outer)), p.dotDotDotToken, nameOf(p, i), p.questionToken, p.type, p.initializer && l.undefined()));
        const counted = own.findIndex((p) => p.initializer !== undefined || p.dotDotDotToken !== undefined);
        return own.slice(0, counted < 0 ? own.length : counted).map((p, i) => f.createParameterDeclaration(undefined, undefined, nameOf(p, i)));
    }
    /** `*C$construct($class, $target, …) { … }` */
    generator(key) {
        const { l, shape, plan } = this;
        const { ts, f } = l;
        const { explicit } = shape;
        const self = shape.derived ? l.register("$this") : undefined;
        const argumentsName = plan.facts.usesArguments ? l.register("$arguments") : undefined;
        const defers = plan.facts.defers ? f.createIdentifier(l.names.unique("$defers")) : undefined;
        const leave = explicit?.body !== undefined && returns(l, explicit.body) ? { label: f.createIdentifier(l.register("$body")), result: f.createIdentifier(l.register("$value")) } : undefined;
        const superName = self !== undefined && explicit !== undefined && (0, constructors_1.usesSuperProperty)(ts, explicit) ? l.register("$super") : undefined;
        const scope = {
            ...l.scopeOf(plan.facts, "goroutine", undefined, defers), argumentsName, superName, newTarget: this.#target, leave,
            self: self === undefined ? undefined : { name: self, of: this.#class, shape, stamps: this.nativeElements, boundFrom: shape.superStatement?.end ?? Infinity, initialise: (s) => this.#initialise(s) },
        };
        const hidden = [this.#class, this.#target, ...(self === undefined ? [] : [self]), ...(argumentsName === undefined ? [] : [argumentsName])].map((n) => f.createParameterDeclaration(undefined, undefined, n));
        // Native fields come before the parameters.
        const fieldsFirst = !shape.derived && this.moves && shape.meaning === "native" && (explicit?.parameters ?? []).some((p) => p.initializer !== undefined || !ts.isIdentifier(p.name));
        const { parameters, prologue } = explicit === undefined ? { parameters: [], prologue: [] } : (0, parameters_1.lowerParameters)(l, explicit, plan, scope, fieldsFirst || (superName !== undefined && explicit.parameters.some((p) => p.initializer !== undefined || !ts.isIdentifier(p.name))) || undefined);
        let statements;
        let directives = [];
        if (explicit?.body !== undefined) {
            const visited = (0, visit_1.visitStatements)(l, explicit.body.statements, scope);
            const at = l.prologueEnd(visited.statements);
            directives = visited.statements.slice(0, at);
            statements = [...visited.attach, ...(shape.derived ? [] : fieldsFirst ? this.#parameterProperties(scope) : this.#initialise(scope)), ...visited.statements.slice(at)];
        }
        else if (shape.derived) {
            parameters.push(f.createParameterDeclaration(undefined, f.createToken(ts.SyntaxKind.DotDotDotToken), l.register("$rest")));
            statements = [...this.#passOn(parameters[0].name, scope), ...this.#initialise(scope)];
        }
        else
            statements = this.#initialise(scope);
        if (defers !== undefined)
            statements = (0, defer_1.wrapDefers)(l, statements, defers, shape.node, scope);
        const end = self === undefined ? f.createThis() : shape.superStatement !== undefined || explicit === undefined ? f.createIdentifier(self) : l.abiCall("self", [f.createIdentifier(self)]);
        if (leave !== undefined) {
            const declared = f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(leave.result)], ts.NodeFlags.Let));
            const given = l.abiCall("result", [leave.result, self === undefined ? f.createThis() : f.createIdentifier(self), self === undefined ? f.createFalse() : f.createTrue()]);
            statements = [declared, f.createLabeledStatement(leave.label, f.createBlock(statements, true)), f.createReturnStatement(given)];
        }
        else
            statements.push(f.createReturnStatement(end));
        if (prologue.length > 0)
            statements = [...(fieldsFirst ? this.#fields(scope) : []), ...prologue, f.createBlock(statements, true)];
        if (superName !== undefined)
            statements.unshift((0, derived_constructors_1.superOfVariable)(l, superName, scope.self));
        const body = f.createBlock(l.withTemps([...directives, ...statements], scope.temps), true);
        const made = f.createMethodDeclaration(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), key, undefined, undefined, [...hidden, ...parameters], undefined, body);
        if (explicit !== undefined)
            ts.setTextRange(made, explicit);
        ts.setEmitFlags(made, ts.EmitFlags.NoComments);
        return made;
    }
    /** `super(...args)` of a constructor that is not written. */
    #passOn(rest, scope) {
        const { l } = this;
        const { f } = l;
        const self = scope.self;
        const made = l.abiCall("superCall", [f.createIdentifier(self.of), f.createIdentifier(this.#target), f.createSpreadElement(rest)]);
        return [f.createExpressionStatement(f.createAssignment(f.createIdentifier(self.name), l.suspend(made, this.shape.node, scope, "super")))];
    }
    /** What happens when the object is there: native elements, parameter properties, fields. */
    #initialise(scope) {
        const stamps = scope.self === undefined ? [] : (0, derived_constructors_1.stampStatements)(this.l, scope.self);
        // TypeScript assigns parameter properties before it initialises fields; the language has its fields when the parent returns.
        return this.shape.meaning === "native" ? [...stamps, ...this.#fields(scope), ...this.#parameterProperties(scope)] : [...stamps, ...this.#parameterProperties(scope), ...this.#fields(scope)];
    }
    #parameterProperties(scope) {
        const { l, shape } = this;
        return shape.parameterProperties.map((p) => {
            const { text } = p.name;
            return shape.meaning === "defined" ? this.#define(scope, l.f.createStringLiteral(text), l.f.createIdentifier(text)) : this.#assign(scope, p.name, l.f.createIdentifier(text), p);
        });
    }
    #fields(scope) {
        const { l, shape } = this;
        const { ts, f } = l;
        if (!this.moves)
            return [];
        const inner = { ...scope, self: scope.self && { ...scope.self, boundFrom: -1 }, newTarget: shape.meaning === "native" ? undefined : scope.newTarget };
        const out = shape.meaning === "native" ? shape.parameterProperties.map((p) => this.#define(scope, f.createStringLiteral(p.name.text), l.undefined())) : [];
        for (const field of shape.fields) {
            const isPrivate = ts.isPrivateIdentifier(field.name);
            if (field.initializer === undefined && (shape.meaning === "assigned" || isPrivate))
                continue;
            const value = field.initializer === undefined ? l.undefined() : this.#named(field, (0, visit_1.visitNode)(l, field.initializer, inner));
            if (shape.meaning === "assigned" || isPrivate)
                out.push(this.#assign(scope, field.name, value, field));
            else
                out.push(l.at_(this.#define(scope, keyOfName(l, field.name), value), field));
        }
        return out;
    }
    /** An anonymous function or class is named as it would be where it stood. */
    #named(field, value) {
        const { l, shape } = this;
        const { ts, f } = l;
        if (shape.meaning === "assigned" || ts.isPrivateIdentifier(field.name))
            return value;
        let inner = value;
        while (ts.isParenthesizedExpression(inner))
            inner = inner.expression;
        const anonymous = ts.isArrowFunction(inner) || ((ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined);
        if (!anonymous)
            return value;
        const key = () => (shape.meaning === "defined" ? f.createStringLiteral("value") : keyOfName(l, field.name));
        return f.createElementAccessExpression(f.createParenthesizedExpression(f.createObjectLiteralExpression([f.createPropertyAssignment(f.createComputedPropertyName(key()), value)])), key());
    }
    #this(scope) {
        return scope.self === undefined ? this.l.f.createThis() : this.l.f.createIdentifier(scope.self.name);
    }
    #define(scope, key, value) {
        return this.l.f.createExpressionStatement(this.l.abiCall("define", [this.#this(scope), key, value]));
    }
    #assign(scope, name, value, at) {
        const { l } = this;
        const { ts, f } = l;
        const place = ts.isIdentifier(name) || ts.isPrivateIdentifier(name)
            ? f.createPropertyAccessExpression(this.#this(scope), ts.isIdentifier(name) ? f.createIdentifier(name.text) : f.createPrivateIdentifier(name.text))
            : f.createElementAccessExpression(this.#this(scope), keyOfName(l, name));
        return l.at_(f.createExpressionStatement(f.createAssignment(place, value)), at);
    }
}
function keyOfName(l, name) {
    const { ts, f } = l;
    if (ts.isComputedPropertyName(name))
        return name.expression; // a literal
    return ts.isNumericLiteral(name) ? f.createNumericLiteral(name.text) : f.createStringLiteral((0, program_index_1.memberName)(ts, name));
}
/** The constructor has `return` statements of its own. */
function returns(l, node) {
    const { ts } = l;
    if (ts.isReturnStatement(node))
        return true;
    return !ts.isFunctionLike(node) && !ts.isClassLike(node) && (ts.forEachChild(node, (child) => returns(l, child) || undefined) ?? false);
}
//# sourceMappingURL=constructors.js.map