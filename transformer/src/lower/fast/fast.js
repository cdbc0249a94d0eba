"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.fastParts = fastParts;
const walk_1 = require("../../analysis/walk");
const method_calls_1 = require("../method-calls");
const bindings_1 = require("./bindings");
const liveness_1 = require("./liveness");
const fast_copy_1 = require("./fast-copy");
const normalise_1 = require("./normalise");
const numbers_1 = require("./numbers");
const points_1 = require("./points");
const resume_copy_1 = require("./resume-copy");
const steps_1 = require("./steps");
/** The two functions; undefined: the body keeps the direct form. `base`: what names are made of; `shared`: they exist once, and may have a function for their frames (copies.ts). */
function fastParts(l, plan, parts, base, shared) {
    try {
        return make(l, plan, parts, base, shared);
    }
    catch (error) {
        if (error instanceof steps_1.Unsupported)
            plan.direct = error.reason;
        else if (error instanceof RangeError)
            plan.direct = "it is nested too deeply for the compiler's stack";
        else
            throw error;
        return undefined;
    }
}
function make(l, plan, parts, base, shared) {
    const { ts, f } = l;
    // Its strings are one object for each place in the text, and both copies would have such a place.
    if ((0, walk_1.find)(ts, parts.body, (n) => ts.isTaggedTemplateExpression(n)) !== undefined)
        throw new steps_1.Unsupported("a tagged template");
    const points = new points_1.Points(l);
    if (parts.parameters.some((p) => points.in(p)))
        throw new steps_1.Unsupported("its parameters may suspend");
    const bindings = (0, bindings_1.findBindings)(l, parts.parameters, parts.body, points);
    const declaredTemps = new Set(parts.temps.all);
    const normaliser = new normalise_1.Normaliser(l, points, bindings, parts.temps);
    const { statements } = parts.body;
    const prologueEnd = l.prologueEnd(statements), prologue = statements.slice(0, prologueEnd);
    const entry = plan.recursive ? l.site(plan.facts.node, plan, "preempted") : undefined;
    const steps = normaliser.body(statements.slice(prologueEnd).filter((s) => !declaresOnly(l, s, declaredTemps)), entry);
    if ((0, steps_1.pointsOf)(steps).length === 0)
        throw new steps_1.Unsupported("nothing in it suspends");
    if ((0, steps_1.pointsOf)(steps).length > 500)
        throw new steps_1.Unsupported("it has more than 500 places where it may suspend");
    const selfName = l.register("$this");
    const isArrow = ts.isArrowFunction(plan.facts.node);
    const variables = new Set([...bindings.held, ...parts.temps.all, ...(isArrow ? [] : ["$this"])]);
    (0, liveness_1.findLive)(ts, steps, variables);
    (0, liveness_1.keepInScope)(ts, steps, new Set([...bindings.lexical].filter((n) => !declaredTemps.has(n))));
    const slots = (0, liveness_1.assignSlots)(steps, (0, numbers_1.numericVariables)(ts, steps, parts.parameters, variables));
    const depth = plan.recursive ? { name: l.register("$d"), weight: weightOf(variables.size + parts.parameters.length), saved: l.register("$b") } : undefined;
    const resume = l.names.unique(`${base}$resume`), save = shared && (0, steps_1.pointsOf)(steps).length > 1 ? l.names.unique(`${base}$save`) : undefined;
    const shape = { resume, save, slots, dummy: dummyOf(l, plan), depth };
    const fast = new fast_copy_1.FastCopy(l, shape, normaliser.sources), resumed = new resume_copy_1.ResumeCopy(l, shape, { self: selfName, temporaries: new Set(parts.temps.all) });
    const first = fast.list(steps), second = resumed.body(steps);
    const used = namesIn(l, first), usedThen = namesIn(l, second);
    const fresh = parts.temps.all.filter((n) => used.has(n));
    if (depth !== undefined && used.has(depth.saved))
        fresh.push(depth.saved);
    const method = (0, method_calls_1.methodTemp)(l);
    if (used.has(method))
        fresh.push(method);
    const declared = fresh.length === 0 ? [] : [f.createVariableStatement(undefined, f.createVariableDeclarationList(fresh.map((n) => f.createVariableDeclaration(n)), ts.NodeFlags.Let))];
    const later = [...variables].filter((n) => (n === "$this" ? slots.of.has("$this") : usedThen.has(n)));
    return {
        parameters: depth === undefined ? parts.parameters : [f.createParameterDeclaration(undefined, undefined, depth.name), ...parts.parameters],
        body: f.createBlock(ts.setTextRange(f.createNodeArray([...prologue, ...declared, ...first]), statements), true),
        save: save === undefined ? [] : [fast.saver(save)],
        // Comments stand in the first.
        resume: { name: resume, parameters: [resumed.parameter], body: ts.setEmitFlags(f.createBlock([...prologue, resumed.declaration(later), ...second], true), ts.EmitFlags.NoNestedComments) },
    };
}
/** What a call of a function with so many variables takes of the native stack, in units of 230 bytes (runtime: core/state.ts): V8's interpreter has a word for each, some for what it is computing, and the frame itself. */
function weightOf(variables) {
    return Math.max(1, Math.ceil(8 * (variables + 16) / 230));
}
/** The declaration of the temporaries. */
function declaresOnly(l, s, temps) {
    return l.ts.isVariableStatement(s) && s.declarationList.declarations.every((d) => d.initializer === undefined && l.ts.isIdentifier(d.name) && temps.has(d.name.text));
}
/** Names that the statements mention. */
function namesIn(l, statements) {
    const { ts } = l, out = new Set();
    const visit = (n) => {
        if (ts.isIdentifier(n))
            out.add(n.text);
        ts.forEachChild(n, visit);
    };
    for (const s of statements)
        visit(s);
    return out;
}
/** A value of the type of the result: a number and `undefined` in one place make V8 box the number. */
function dummyOf(l, plan) {
    const { ts, f } = l, { type } = plan.facts.node;
    switch (type?.kind) {
        case ts.SyntaxKind.NumberKeyword: return f.createNumericLiteral(0);
        case ts.SyntaxKind.BooleanKeyword: return f.createFalse();
        case ts.SyntaxKind.StringKeyword: return f.createStringLiteral("");
    }
    return undefined;
}
//# sourceMappingURL=fast.js.map