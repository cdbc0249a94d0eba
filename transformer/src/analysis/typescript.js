"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.quick = quick;
const views = new WeakMap();
/** What is asked of every node. Not all that TypeScript exports: V8 keeps objects of more than 1,020 properties as hash tables. */
const often = /^(is|can|for|set|skip|visit)[A-Z]|^get(Modifiers|Decorators|CombinedModifierFlags|CombinedNodeFlags|OriginalNode|LineAndCharacterOfPosition|PositionOfLineAndCharacter)$/;
const enums = /^(Syntax|Node|Type|Symbol|Modifier|Emit|Object|Index)(Kind|Flags)$/;
/**
 * The same module with its predicates and enums as plain properties of an object that V8 keeps fast. TypeScript exports everything by getters of an object with thousands of properties:
 * `ts.isIdentifier(node)` and `ts.SyntaxKind.X` cost ten times what the test itself does there, and the phases ask such things of every node.
 */
function quick(ts) {
    let view = views.get(ts);
    if (view === undefined) {
        const own = {};
        for (const [name, value] of Object.entries(ts))
            if (often.test(name))
                own[name] = value;
            else if (enums.test(name))
                own[name] = named(value);
        view = withPrototype(ts, own);
        views.set(ts, view).set(view, view);
    }
    return view;
}
/** The enum with its names alone as own properties: the numbers of flags, which lead back to them, are sparse. */
function named(members) {
    return withPrototype(members, Object.fromEntries(Object.entries(members).filter(([, value]) => typeof value === "number")));
}
/** A literal, since V8 turns objects that get their properties or prototype one after the other into hash tables. */
function withPrototype(prototype, own) {
    return { __proto__: prototype, ...own };
}
//# sourceMappingURL=typescript.js.map