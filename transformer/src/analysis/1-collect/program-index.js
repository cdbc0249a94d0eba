"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.hasInstanceMember = exports.toPrimitiveMember = exports.asyncDisposeMember = exports.disposeMember = exports.iteratorMember = exports.WholeIndex = void 0;
exports.indexFile = indexFile;
exports.mayBeFunction = mayBeFunction;
exports.memberName = memberName;
exports.functionOf = functionOf;
exports.boundIdentifiers = boundIdentifiers;
exports.boundNames = boundNames;
exports.isConst = isConst;
exports.skipOuter = skipOuter;
exports.resolveAlias = resolveAlias;
const arguments_object_1 = require("./arguments-object");
const modifiers_1 = require("./modifiers");
/** The index of files that may be indexed again, one by one. */
class WholeIndex {
    members = new Map();
    computed = [];
    accessors = new Map();
    /** In the program's order, by file name. */
    #files = new Map();
    /** @param files those that are analysed, in the program's order */
    constructor(files) {
        for (const file of files) {
            this.#files.set(file.file.fileName, file);
            for (const [all, added] of [[this.members, file.members], [this.accessors, file.accessors]])
                for (const [name, list] of added)
                    for (const member of list)
                        append(all, name, member);
            for (const member of file.computed)
                this.computed.push(member);
        }
    }
    assignedNames = (file) => this.#files.get(file.fileName)?.assigned;
    writtenNames = (file) => this.#files.get(file.fileName)?.written;
    of(file) {
        return this.#files.get(file.fileName);
    }
    /** Files that are in it already: what they add now stands in the place of what they added before. */
    replace(files) {
        const names = (kind) => new Set(files.flatMap((file) => [...this.of(file.file)[kind].keys(), ...file[kind].keys()]));
        const touched = [["members", names("members")], ["accessors", names("accessors")]];
        for (const file of files)
            this.#files.set(file.file.fileName, file);
        for (const [kind, changed] of touched)
            for (const name of changed) {
                const list = [];
                for (const file of this.#files.values())
                    for (const member of file[kind].get(name) ?? [])
                        list.push(member);
                if (list.length > 0)
                    this[kind].set(name, list);
                else
                    this[kind].delete(name);
            }
        this.computed.length = 0;
        for (const file of this.#files.values())
            for (const member of file.computed)
                this.computed.push(member);
    }
}
exports.WholeIndex = WholeIndex;
function indexFile(ts, checker, file) {
    const members = new Map(), computed = [], accessors = new Map();
    const assigned = new Map(), written = new Map();
    const declare = (name) => {
        for (const own of boundIdentifiers(ts, name))
            append(written, own.text, own.pos);
    };
    const assignName = (name) => {
        append(assigned, name.text, name);
        append(written, name.text, name.pos);
    };
    const assign = (target, value) => {
        target = skipOuter(ts, target);
        if (ts.isIdentifier(target))
            assignName(target);
        else if (ts.isPropertyAccessExpression(target))
            stored(members, target.name.text, { container: target.expression, value });
        else if (ts.isElementAccessExpression(target)) {
            store(keysOf(target.argumentExpression), { container: target.expression, value });
        }
        else if (ts.isArrayLiteralExpression(target))
            target.elements.forEach((e) => assign(ts.isSpreadElement(e) ? e.expression : e, e));
        else if (ts.isObjectLiteralExpression(target))
            for (const p of target.properties) {
                if (ts.isShorthandPropertyAssignment(p))
                    assignName(p.name);
                else if (ts.isPropertyAssignment(p))
                    assign(p.initializer, p.initializer);
                else if (ts.isSpreadAssignment(p))
                    assign(p.expression, p.expression);
            }
        else if (ts.isBinaryExpression(target))
            assign(target.left, target.left); // default in a destructuring target
    };
    /** Names a key may stand for: undefined if any; numbers and symbols are no names of methods. */
    const keysOf = (key) => {
        if (ts.isStringLiteralLike(key))
            return [key.text];
        const wellKnown = wellKnownMember(ts, key);
        if (wellKnown !== undefined)
            return [wellKnown];
        const type = checker.getTypeAtLocation(key), parts = type.isUnion() ? type.types : [type], names = [];
        for (const t of parts) {
            if (t.isStringLiteral())
                names.push(t.value);
            else if ((t.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.ESSymbolLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike)) === 0)
                return undefined;
        }
        return names;
    };
    const store = (keys, member) => {
        for (const key of keys ?? [])
            stored(members, key, member);
        if (keys === undefined && (member.within === true || !ts.isExpression(member.value) || mayBeFunction(ts, checker, checker.getTypeAtLocation(member.value))))
            computed.push(placed(member));
    };
    const storeElement = (name, member) => {
        const fixed = memberName(ts, name) ?? (ts.isComputedPropertyName(name) ? wellKnownMember(ts, name.expression) : undefined);
        store(fixed !== undefined ? [fixed] : ts.isComputedPropertyName(name) ? keysOf(name.expression) : [], member);
    };
    /** Whatever `source` holds goes to `container`. */
    const copy = (container, source) => {
        const type = checker.getTypeAtLocation(source);
        if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable)) !== 0)
            computed.push(placed({ container, value: source, within: true }));
        else {
            for (const p of checker.getPropertiesOfType(type))
                if (mayBeFunction(ts, checker, checker.getTypeOfSymbolAtLocation(p, source)))
                    stored(members, p.name, { container, value: source, within: true });
            const rest = checker.getIndexTypeOfType(type, ts.IndexKind.String);
            if (rest !== undefined && mayBeFunction(ts, checker, rest))
                computed.push(placed({ container, value: source, within: true }));
        }
    };
    const copySpreads = (container, source) => {
        if (source.kind === ts.SyntaxKind.NullKeyword)
            return;
        if (!ts.isObjectLiteralExpression(source))
            return copy(container, source);
        for (const p of source.properties) {
            if (ts.isSpreadAssignment(p))
                copy(container, p.expression);
            else if (ts.isPropertyAssignment(p) || ts.isMethodDeclaration(p))
                storeElement(p.name, { container, value: ts.isMethodDeclaration(p) ? p : p.initializer });
        }
    };
    /** `{ m: { value: f } }`, the descriptors of `container`'s members. */
    const addDescriptors = (container, descriptors, loose) => {
        if (!ts.isObjectLiteralExpression(descriptors))
            computed.push(placed({ container, value: descriptors, within: true }));
        else
            for (const p of descriptors.properties) {
                if (ts.isPropertyAssignment(p))
                    storeElement(p.name, { ...described(container, p.initializer), loose });
                else
                    computed.push(placed({ container, value: descriptors, within: true }));
            }
    };
    const described = (container, descriptor) => {
        const value = ts.isObjectLiteralExpression(descriptor) ? descriptor.properties.find((p) => p.name !== undefined && /^(value|get)$/.test(memberName(ts, p.name) ?? "")) : undefined;
        if (value !== undefined && ts.isPropertyAssignment(value))
            return { container, value: value.initializer };
        return value !== undefined && ts.isMethodDeclaration(value) ? { container, value } : { container, value: descriptor, within: true };
    };
    const addAccessor = (container, accessor) => {
        const name = memberName(ts, accessor.name);
        if (name !== undefined)
            stored(accessors, name, { container, value: accessor, static: (0, modifiers_1.isStatic)(ts, accessor) });
    };
    const addLiteral = (container, literal) => {
        for (const p of literal.properties) {
            // What is spread is known by the type the literal is used as; without one it is as open as that itself.
            if (ts.isSpreadAssignment(p) && container === literal && (checker.getTypeAtLocation(p.expression).flags & ts.TypeFlags.Any) !== 0 && checker.getContextualType(literal) !== undefined)
                computed.push(placed({ container, value: p.expression, within: true }));
            if (p.name === undefined)
                continue;
            if (ts.isAccessor(p))
                addAccessor(container, p);
            if (ts.isPropertyAssignment(p))
                storeElement(p.name, { container, value: p.initializer });
            else if (ts.isShorthandPropertyAssignment(p))
                stored(members, p.name.text, { container, value: p.name });
            else if (ts.isMethodDeclaration(p) || ts.isAccessor(p))
                storeElement(p.name, { container, value: p });
        }
    };
    const visit = (node, operands) => {
        const { kind } = node, { SyntaxKind } = ts;
        if (kind <= SyntaxKind.LastToken) { // half of all nodes
            if (kind === SyntaxKind.Identifier && (0, arguments_object_1.isArgumentsObject)(ts, node))
                append(written, "arguments", node.pos);
            return;
        }
        if (kind >= SyntaxKind.FirstTypeNode && kind <= SyntaxKind.LastTypeNode)
            return;
        switch (kind) {
            case SyntaxKind.InterfaceDeclaration:
            case SyntaxKind.TypeAliasDeclaration:
                return;
            case SyntaxKind.VariableDeclaration:
                declare(node.name);
                break;
            case SyntaxKind.FunctionDeclaration: {
                const { name } = node;
                if (name !== undefined)
                    declare(name);
                break;
            }
            case SyntaxKind.ClassDeclaration:
            case SyntaxKind.ClassExpression:
                visitClass(node);
                break;
            case SyntaxKind.ObjectLiteralExpression:
                addLiteral(node, node);
                break;
            case SyntaxKind.PrefixUnaryExpression:
            case SyntaxKind.PostfixUnaryExpression: {
                const { operator, operand } = node;
                if (operator === SyntaxKind.PlusPlusToken || operator === SyntaxKind.MinusMinusToken)
                    assign(operand, operand);
                break;
            }
            case SyntaxKind.ForOfStatement:
            case SyntaxKind.ForInStatement: {
                const { initializer } = node;
                if (!ts.isVariableDeclarationList(initializer))
                    assign(initializer, initializer);
                break;
            }
            case SyntaxKind.CallExpression:
                visitCall(node);
                break;
            case SyntaxKind.BinaryExpression: {
                const { left, operatorToken, right } = node;
                if (operatorToken.kind >= SyntaxKind.FirstAssignment && operatorToken.kind <= SyntaxKind.LastAssignment)
                    assign(left, right);
                // Trees of operators are too deep to recur in.
                if (operands !== undefined)
                    return void operands.push(right, left);
                const rest = [right, left];
                for (let at = rest.pop(); at !== undefined; at = rest.pop())
                    visit(at, rest);
                return;
            }
        }
        ts.forEachChild(node, visitChild);
    };
    const visitChild = (child) => visit(child);
    const visitClass = (node) => {
        for (const member of node.members) {
            if (member.name === undefined)
                continue;
            const onClass = (0, modifiers_1.isStatic)(ts, member);
            if (ts.isAccessor(member))
                addAccessor(node, member);
            if ((ts.isMethodDeclaration(member) && member.body !== undefined) || ts.isGetAccessor(member))
                storeElement(member.name, { container: node, value: member, static: onClass });
            else if (ts.isPropertyDeclaration(member) && member.initializer !== undefined)
                storeElement(member.name, { container: node, value: member.initializer, static: onClass });
        }
    };
    /** Object.assign(target, { m }), Object.defineProperty(target, "m", { value }), Reflect.set(target, "m", value), Object.create(proto, { m: { value } }), Object.setPrototypeOf(target, proto) */
    const visitCall = (node) => {
        const { expression, arguments: args } = node, [target, second, third] = args;
        if (target === undefined || !ts.isPropertyAccessExpression(expression))
            return;
        const method = expression.name.text, on = expression.expression, builtIn = ts.isIdentifier(on) && /^(Object|Reflect)$/.test(on.text);
        if (method === "assign" && (builtIn || args.length > 1)) {
            for (const source of args.slice(1)) {
                if (ts.isObjectLiteralExpression(source))
                    addLiteral(target, source);
                if (builtIn)
                    copySpreads(target, source);
            }
        }
        else if ((method === "defineProperty" || method === "set") && second !== undefined && third !== undefined) {
            if (builtIn || ts.isStringLiteralLike(second))
                store(keysOf(second), method === "set" ? { container: target, value: third } : described(target, third));
        }
        else if (builtIn && method === "defineProperties" && second !== undefined)
            addDescriptors(target, second, false);
        else if (builtIn && method === "create" && second !== undefined)
            addDescriptors(node, second, true);
        else if (builtIn && method === "setPrototypeOf" && second !== undefined)
            copySpreads(target, second);
    };
    visit(file);
    for (const positions of written.values())
        positions.sort((a, b) => a - b);
    return { file, members, computed, accessors, assigned, written };
}
/** A value of that type may be called by somebody. */
function mayBeFunction(ts, checker, type) {
    if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive | ts.TypeFlags.Instantiable)) !== 0 && (type.flags & ts.TypeFlags.StringLike) === 0)
        return true;
    if (type.isUnionOrIntersection())
        return type.types.some((t) => mayBeFunction(ts, checker, t));
    if ((type.flags & ts.TypeFlags.Object) === 0)
        return false;
    return type.getCallSignatures().length > 0 || /^(Function|CallableFunction|Object)$/.test(type.symbol?.name ?? "");
}
function memberName(ts, name) {
    if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name))
        return name.text;
    if (ts.isBigIntLiteral(name))
        return String(BigInt(name.text.slice(0, -1)));
    if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression))
        return name.expression.text;
    return undefined;
}
/** How the index calls members under symbols that the language itself reads: `[Symbol.iterator]`, `[Symbol.dispose]`. */
exports.iteratorMember = "@@iterator", exports.disposeMember = "@@dispose", exports.asyncDisposeMember = "@@asyncDispose", exports.toPrimitiveMember = "@@toPrimitive", exports.hasInstanceMember = "@@hasInstance";
const wellKnown = [exports.iteratorMember, exports.disposeMember, exports.asyncDisposeMember, exports.toPrimitiveMember, exports.hasInstanceMember];
function wellKnownMember(ts, key) {
    if (!ts.isPropertyAccessExpression(key) || !ts.isIdentifier(key.expression) || key.expression.text !== "Symbol")
        return undefined;
    const name = `@@${key.name.text}`;
    return wellKnown.includes(name) ? name : undefined;
}
/** The function an initialiser is, seen through parentheses and type assertions. */
function functionOf(ts, expression) {
    const inner = skipOuter(ts, expression);
    return ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) ? inner : undefined;
}
/** The names a declaration or a pattern binds. */
function boundIdentifiers(ts, name) {
    return ts.isIdentifier(name) ? [name] : name.elements.flatMap((e) => (ts.isBindingElement(e) ? boundIdentifiers(ts, e.name) : []));
}
function boundNames(ts, name) {
    return boundIdentifiers(ts, name).map((n) => n.text);
}
function isConst(ts, declaration) {
    return (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
}
/** Parentheses and everything that exists for types only. */
function skipOuter(ts, expression) {
    let inner = expression;
    for (;;) {
        if (ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isNonNullExpression(inner) || ts.isTypeAssertionExpression(inner) ||
            ts.isSatisfiesExpression(inner))
            inner = inner.expression;
        else
            return inner;
    }
}
function resolveAlias(ts, checker, symbol) {
    return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
}
function placed(member) {
    member.pos = member.value.pos;
    return member;
}
function stored(map, name, member) {
    append(map, name, placed(member));
}
function append(map, key, value) {
    const list = map.get(key);
    if (list === undefined)
        map.set(key, [value]);
    else
        list.push(value);
}
//# sourceMappingURL=program-index.js.map