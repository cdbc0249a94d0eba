"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Answers = void 0;
exports.typeName = typeName;
/** Declarations have numbers, for all programs they are in. */
const numbers = new WeakMap();
let next = 0;
class Answers {
    /** What an expression is that is stored. */
    stored = new Map();
    /** Whether the type of a container says nothing (members.ts). */
    open = new Map();
    /** By name of the member, by name of the receiver's type. */
    #fitting = new Map();
    /** @returns undefined: nothing is known */
    of(member, type) {
        const known = this.#fitting.get(member);
        return known?.has(type) === true ? { answer: known.get(type) } : undefined;
    }
    keep(member, type, answer) {
        const known = this.#fitting.get(member);
        if (known === undefined)
            this.#fitting.set(member, new Map([[type, answer]]));
        else
            known.set(type, answer);
    }
    /**
     * After an edit.
     * @param members names under which something else may be stored now; undefined: any
     * @param moved where functions are known now; undefined: no more
     */
    forget(members, moved) {
        if (members === undefined)
            this.#fitting.clear();
        else
            for (const name of this.#fitting.keys())
                if (members.has(name) || members.has(name.slice(name.indexOf(" ") + 1)))
                    this.#fitting.delete(name);
        for (const known of this.#fitting.values())
            for (const [type, answer] of known) {
                if (answer === undefined || ![...answer].some((id) => moved(id) !== id))
                    continue;
                const ids = [...answer].map(moved);
                if (ids.includes(undefined))
                    known.delete(type);
                else
                    known.set(type, new Set(ids));
            }
        for (const [expression, argument] of this.stored) {
            if (argument.kind !== "function")
                continue;
            const id = moved(argument.id);
            if (id === undefined)
                this.stored.delete(expression);
            else if (id !== argument.id)
                this.stored.set(expression, { kind: "function", id });
        }
    }
}
exports.Answers = Answers;
/** How a type is named, the same in all programs; undefined: it has no name. */
function typeName(ts, checker, type, depth = 0) {
    const { TypeFlags, ObjectFlags } = ts;
    if ((type.flags & (TypeFlags.String | TypeFlags.Number | TypeFlags.Boolean | TypeFlags.BigInt | TypeFlags.Void | TypeFlags.Undefined | TypeFlags.Null | TypeFlags.Any | TypeFlags.Unknown)) !== 0)
        return type.intrinsicName;
    if (depth > 3)
        return undefined;
    if (type.isUnion())
        return joined(type.types.map((t) => typeName(ts, checker, t, depth + 1)), "|", true);
    if ((type.flags & TypeFlags.Object) === 0)
        return undefined;
    const { objectFlags } = type;
    if ((objectFlags & ObjectFlags.Reference) !== 0) {
        const { target } = type;
        if ((target.objectFlags & ObjectFlags.Tuple) !== 0)
            return undefined;
        if (target !== type) {
            const name = declarationName(target), args = joined(checker.getTypeArguments(type).map((t) => typeName(ts, checker, t, depth + 1)), ",", false);
            return name === undefined || args === undefined ? undefined : `${name}<${args}>`;
        }
    }
    return (objectFlags & ObjectFlags.ClassOrInterface) !== 0 && (type.typeParameters ?? []).length === 0 ? declarationName(type) : undefined;
}
function joined(parts, by, sorted) {
    if (parts.includes(undefined))
        return undefined;
    return (sorted ? [...parts].sort() : parts).join(by);
}
function declarationName(type) {
    const declaration = type.symbol?.declarations?.[0];
    if (declaration === undefined)
        return undefined;
    let number = numbers.get(declaration);
    if (number === undefined)
        numbers.set(declaration, (number = next++));
    return `#${number}`;
}
//# sourceMappingURL=answers.js.map