"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.membersThatFit = membersThatFit;
exports.accessorsThatFit = accessorsThatFit;
exports.memberFunction = memberFunction;
exports.joinCallees = joinCallees;
const facts_1 = require("../facts");
const answers_1 = require("./answers");
const program_index_1 = require("./program-index");
/** Above so many functions a call is looked up at run time, as one of an unknown function is: it may be any of them, and comparing every receiver with all of them is quadratic. */
const MANY = 64;
/**
 * Functions stored under `name`, or under a name computed at run time, in objects that may be a `receiver`; undefined if one of them is not known, or there are very many. `outside`: the member is declared in a library; what is
 * stored under computed names in objects of no known type is not taken for one of those.
 */
function membersThatFit(context, name, receiver, outside = false) {
    context.ask(name);
    const answers = outside ? context.answersOutside : context.answers;
    let ofName = answers.get(name);
    if (ofName === undefined)
        answers.set(name, (ofName = new Map()));
    let found = ofName.get(receiver);
    if (found === undefined && !ofName.has(receiver))
        ofName.set(receiver, (found = recallMembers(context, name, receiver, outside)));
    return found;
}
function recallMembers(context, name, receiver, outside) {
    const type = (0, answers_1.typeName)(context.ts, context.checker, receiver), key = outside ? `outside ${name}` : name;
    if (type === undefined)
        return findMembers(context, name, receiver, outside);
    const known = context.kept.of(key, type);
    if (known !== undefined)
        return known.answer;
    const found = findMembers(context, name, receiver, outside);
    context.kept.keep(key, type, found);
    return found;
}
function findMembers(context, name, receiver, outside) {
    const { ts } = context;
    const known = new Set();
    const named = context.index.members.get(name) ?? [], computed = name.startsWith("@@") ? [] : context.index.computed;
    for (let i = 0; i < named.length + computed.length; i++) {
        const isNamed = i < named.length, member = isNamed ? named[i] : computed[i - named.length];
        if (!isNamed && outside && isOpen(context, member.container))
            continue;
        const { value } = member;
        let id;
        if (member.within === true) { // not known, unless it is what the language or a plain package declares
            if (isNamed && copiesPlain(context, member, name))
                continue;
        }
        else if (ts.isMethodDeclaration(value))
            id = (0, facts_1.idOf)(value);
        else if (!ts.isAccessor(value)) {
            const stored = context.value(value);
            if (stored.kind === "none")
                continue;
            if (stored.kind === "function")
                id = stored.id;
        }
        if (id !== undefined && known.has(id))
            continue;
        if (member.loose !== true && !fits(context, member, receiver, isNamed))
            continue;
        if (id === undefined || known.size === MANY)
            return undefined;
        known.add(id);
    }
    return known;
}
/** What `Object.assign(container, source)` and the like copy under that name is declared in code outside that cannot suspend. */
function copiesPlain({ ts, checker, isPlainOutside }, { value: source }, name) {
    const declarations = ts.isExpression(source) ? checker.getPropertyOfType(checker.getTypeAtLocation(source), name)?.declarations ?? [] : [];
    return declarations.length > 0 && declarations.every(isPlainOutside);
}
/** Nothing is known of an object by its type, also without the assertions around it: `any`, a type parameter, or a `Record<string, …>`, which every object may be taken for. */
function isOpen(context, container) {
    const { ts, checker } = context;
    if (ts.isClassLike(container))
        return false;
    const inner = (0, program_index_1.skipOuter)(ts, container);
    let open = context.kept.open.get(inner);
    if (open === undefined) {
        const type = checker.getTypeAtLocation(inner);
        open = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable)) !== 0 || (checker.getIndexTypeOfType(type, ts.IndexKind.String) !== undefined && checker.getPropertiesOfType(type).length === 0);
        context.kept.open.set(inner, open);
    }
    return open;
}
/** The getters (setters) of the program called `name` that an access of a `receiver` may reach. */
function accessorsThatFit(context, name, kind, receiver) {
    const { ts } = context;
    const members = (context.index.accessors.get(name) ?? []).filter(({ value }) => (kind === "get" ? ts.isGetAccessor(value) : ts.isSetAccessor(value)));
    if (members.length === 0)
        return new Set();
    const key = `${kind} ${name}`;
    let ofName = context.answers.get(key);
    if (ofName === undefined)
        context.answers.set(key, (ofName = new Map()));
    let found = ofName.get(receiver);
    if (found === undefined) {
        found = new Set(members.filter((m) => fits(context, m, receiver, true)).map(({ value }) => (0, facts_1.idOf)(value)));
        ofName.set(receiver, found);
    }
    return found;
}
/** The object the member is stored in may be used where a `receiver` is expected. */
function fits(context, member, receiver, named) {
    const { ts, checker } = context;
    if (ts.isClassLike(member.container)) {
        const known = member.static === true ? context.statics : context.instances;
        let ofReceiver = known.get(receiver);
        if (ofReceiver === undefined)
            known.set(receiver, (ofReceiver = new Map()));
        let yes = ofReceiver.get(member.container);
        if (yes === undefined)
            ofReceiver.set(member.container, (yes = classFits(context, member.container, member.static === true, receiver)));
        return yes;
    }
    const assignable = assignability(checker);
    const anyLike = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter;
    // Under a computed name, what stands within `(x as any)` says more than the assertion.
    const container = named ? member.container : (0, program_index_1.skipOuter)(ts, member.container);
    let type = context.types.get(container);
    if (type === undefined) {
        type = checker.getTypeAtLocation(container);
        // An object literal with something spread into it is `any`; what it is used as is known by its context.
        if (!named && (type.flags & anyLike) !== 0 && ts.isObjectLiteralExpression(container))
            type = checker.getContextualType(container) ?? type;
        context.types.set(container, type);
    }
    if ((type.flags & anyLike) !== 0)
        return true;
    if (isGeneric(ts, member.container) && hasAllNames(checker, type, receiver))
        return true;
    if (assignable === undefined || (!lacksRequired(context, type, receiver) && assignable(type, receiver)))
        return true;
    // What is assigned to, or extended by Object.assign, may be known by a wider or a narrower type; so may `C.prototype`.
    if (!ts.isObjectLiteralExpression(member.container))
        return assignable(receiver, type);
    return named && isAsserted(ts, member.container);
}
function classFits(context, container, isStatic, receiver) {
    const { ts, checker } = context, { symbol } = container;
    if (symbol === undefined)
        return true;
    const type = isStatic ? checker.getTypeOfSymbolAtLocation(symbol, container) : checker.getDeclaredTypeOfSymbol(symbol), assignable = assignability(checker);
    return assignable === undefined || isGeneric(ts, container) ? hasAllNames(checker, type, receiver) : !lacksRequired(context, type, receiver) && assignable(type, receiver);
}
/** Public from TypeScript 5.4 on. */
function assignability(checker) {
    return checker.isTypeAssignableTo;
}
/** `{ … } as any`, `{ … } as unknown as Service`: a stand-in for something else. */
function isAsserted(ts, literal) {
    let at = literal.parent;
    while (ts.isParenthesizedExpression(at))
        at = at.parent;
    return (ts.isAsExpression(at) || ts.isTypeAssertionExpression(at)) && at.type.getText() !== "const";
}
/** Type parameters in scope make assignability say no too often; then names alone decide. */
function isGeneric(ts, node) {
    for (let at = node; at !== undefined; at = at.parent)
        if ((ts.isClassLike(at) || ts.isFunctionLike(at)) && (at.typeParameters?.length ?? 0) > 0)
            return true;
    return false;
}
/** `type` is surely not assignable to `receiver`: a property is missing. Most are, and the checker's own answer costs much more. */
function lacksRequired(context, type, receiver) {
    const { ts, checker } = context;
    if ((receiver.flags & ts.TypeFlags.Object) === 0)
        return false;
    const shape = receiver.target ?? receiver;
    let required = context.required.get(shape);
    if (required === undefined)
        context.required.set(shape, (required = requiredBy(context, shape)));
    return required.names.some((name) => checker.getPropertyOfType(type, name) === undefined) || (required.nominal !== undefined && type.isClassOrInterface() && !extendsClass(checker, type, required.nominal));
}
function requiredBy({ ts, checker }, type) {
    const properties = checker.getPropertiesOfType(type);
    const isPrivate = (d) => {
        const { name } = d;
        return (name !== undefined && ts.isPrivateIdentifier(name)) || (ts.getCombinedModifierFlags(d) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0;
    };
    return {
        // By its name the checker finds no property under a symbol.
        names: properties.filter((p) => (p.flags & ts.SymbolFlags.Optional) === 0 && !p.name.startsWith("__")).map((p) => p.name),
        nominal: type.isClass() && properties.some((p) => p.declarations?.some((d) => d.parent === type.symbol.valueDeclaration && isPrivate(d))) ? type.symbol : undefined,
    };
}
/** The class, or one of those above it, is `symbol`. */
function extendsClass(checker, type, symbol) {
    return type.symbol === symbol || checker.getBaseTypes(type).some((base) => {
        const above = base.target ?? base;
        return !above.isClassOrInterface() || extendsClass(checker, above, symbol); // a mixin's parent may be anything
    });
}
function hasAllNames(checker, type, receiver) {
    const parts = receiver.isUnion() ? receiver.types : [receiver];
    return parts.some((part) => checker.getPropertiesOfType(part).every((p) => checker.getPropertyOfType(type, p.name) !== undefined));
}
/** The function a member declaration is: method, function-valued field or property. */
function memberFunction(ts, declaration) {
    if (ts.isMethodDeclaration(declaration)) {
        const body = declaration.body !== undefined ? declaration : implementation(ts, declaration);
        return body === undefined ? undefined : (0, facts_1.idOf)(body);
    }
    if ((ts.isPropertyDeclaration(declaration) || ts.isPropertyAssignment(declaration)) && declaration.initializer !== undefined) {
        const literal = (0, program_index_1.functionOf)(ts, declaration.initializer);
        if (literal !== undefined)
            return (0, facts_1.idOf)(literal);
    }
    return undefined;
}
/** The member with a body among overloads. */
function implementation(ts, declaration) {
    const name = (0, program_index_1.memberName)(ts, declaration.name);
    if (!ts.isClassLike(declaration.parent))
        return undefined;
    return declaration.parent.members.find((m) => ts.isMethodDeclaration(m) && m.body !== undefined && (0, program_index_1.memberName)(ts, m.name) === name);
}
/** Joins what a member call may reach: several callees in one. */
function joinCallees(callees) {
    const ids = new Set();
    let outside;
    for (const callee of callees) {
        if (callee.kind === "functions")
            callee.ids.forEach((id) => ids.add(id));
        else if (callee.kind === "marked")
            return callee;
        else if (callee.kind === "native" && callee.resumable && callees.some((c) => c.kind !== "native" || c.name !== callee.name))
            return { kind: "unknown", why: `\`${callee.name}\` is one of several functions it may be` };
        else if (callee.kind === "native" || callee.kind === "foreign")
            outside = callee;
        else
            return callee;
    }
    return ids.size > 0 ? { kind: "functions", ids: [...ids], exact: false } : outside ?? { kind: "unknown", why: "nothing is known of it" };
}
//# sourceMappingURL=members.js.map