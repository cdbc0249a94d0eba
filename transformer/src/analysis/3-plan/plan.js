"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isResumable = isResumable;
exports.formMade = formMade;
exports.planFile = planFile;
exports.describePlan = describePlan;
const facts_1 = require("../facts");
const callables_1 = require("../1-collect/callables");
const fast_form_1 = require("./fast-form");
const positions_1 = require("../positions");
const infer_1 = require("../2-infer/infer");
/** Its body is compiled behind the suspension protocol. */
function isResumable(plan) {
    return plan !== undefined && (plan.form === "direct" || plan.form === "fast");
}
/** The form it was given at last: lowering may find that a body cannot have the fast form. */
function formMade(plan) {
    return plan.form === "fast" && plan.direct !== undefined ? "direct" : plan.form;
}
function planFile(ts, facts, colours, functions, canAwaitAtTopLevel, stress = false, small = false) {
    const functionPlans = new Map();
    const calls = new Map();
    const checks = new Map();
    const named = new Set();
    const stays = (fn) => fn.kind !== "module" && (fn.opaque !== undefined ||
        (fn.redeclared !== undefined && fn.calls.some((c) => c.inParameters && (stress || (0, infer_1.effectOf)(c, colours, functions).colour !== infer_1.Colour.Plain))));
    for (const fn of facts.functions) {
        const inferred = colours.get(fn.id);
        const colour = inferred.parameters.size > 0 && inferred.colour < infer_1.Colour.Dynamic ? infer_1.Colour.Dynamic : inferred.colour;
        functionPlans.set(fn.key, { facts: fn, colour, form: stays(fn) || (fn.kind === "static" && (colour < infer_1.Colour.Dynamic || functionPlans.get(fn.outer.key)?.form === "plain")) ? "plain" : formOf(fn, colour, canAwaitAtTopLevel, stress), plainEntry: colour === infer_1.Colour.Preemptible ? "body" : "spot", recursive: inferred.recursive, direct: undefined, frameNamed: false, holdsLowered: false, guessed: false });
        for (const call of fn.calls) {
            const { callee } = call;
            const { colour: own, makes } = effectOfCall(call, colours, functions);
            const effect = makes && own === infer_1.Colour.Plain ? infer_1.Colour.Preemptible : stress && own === infer_1.Colour.Plain && callee.kind !== "intrinsic" ? infer_1.Colour.Preemptible : own;
            const target = callee.kind === "functions" && callee.exact && callee.ids.length === 1 && !makes ? callee.ids[0] : undefined;
            const mode = effect === infer_1.Colour.Plain ? "plain" : target !== undefined ? "known" : "dynamic";
            const binds = callee.kind === "native" && callee.name.endsWith("Function.bind");
            const bindsEntry = binds && (0, infer_1.effectOf)({ ...call, callee: { kind: "native", name: "Function.call", resumable: true }, arguments: call.arguments.slice(-1) }, colours, functions).colour !== infer_1.Colour.Plain;
            // A `bind` that may be the built-in or a method of the program: what it is decides at run time.
            const mayBind = callee.kind === "unknown" && call.node.expression?.name?.text === "bind";
            calls.set(call.key, { facts: call, mode, effect, target, bindsEntry: bindsEntry || mayBind, guesses: [] });
            if (mode === "known")
                named.add(target);
        }
    }
    for (const fn of facts.functions) {
        if (fn.loops.length === 0)
            continue;
        const suspending = positions(fn.calls.filter((c) => calls.get(c.key).mode !== "plain")), loops = positions(fn.loops.filter((l) => !l.tiny));
        for (const loop of fn.loops) {
            const { pos, end } = loop.node; // what is inside begins behind its first word
            const suspends = (0, positions_1.liesWithin)(suspending, pos + 1, end), nested = (0, positions_1.liesWithin)(loops, pos + 1, end);
            checks.set(loop.key, stress ? "each" : loop.tiny && !suspends ? "none" : suspends || nested ? "each" : loop.strip ?? "each");
        }
    }
    for (const plan of functionPlans.values())
        plan.frameNamed = named.has(plan.facts.id);
    for (const { facts: fn, form } of functionPlans.values()) {
        if (form === "plain")
            continue;
        for (let outer = fn.outer; outer !== undefined; outer = outer.outer) {
            const holder = functionPlans.get(outer.key);
            if (holder.holdsLowered)
                break;
            holder.holdsLowered = true;
        }
    }
    if (!small) {
        for (const plan of functionPlans.values()) {
            if (plan.form !== "direct")
                continue;
            plan.direct = (0, fast_form_1.whyDirect)(ts, plan);
            if (plan.direct === undefined)
                plan.form = "fast";
        }
    }
    for (const call of calls.values()) {
        const { callee } = call.facts;
        if (call.mode !== "dynamic" || call.facts.steps === true || callee.kind !== "functions" || callee.ids.length > mostGuesses)
            continue;
        call.guesses = callee.ids.filter((id) => {
            const fn = functionPlans.get((0, facts_1.keyInId)(id)); // of this file
            if (fn?.facts.id !== id || !canBeGuessed(ts, fn))
                return false;
            return fn.guessed = true;
        });
    }
    return { facts, functions: functionPlans, calls, checks };
}
/** So many methods are tried at most: V8 remembers four kinds of objects at a place. */
const mostGuesses = 4;
/** A method in fast form of a class that is made once. The parameters are handed on. */
function canBeGuessed(ts, { form, facts: { node } }) {
    return form === "fast" && ts.isMethodDeclaration(node) && ts.isIdentifier(node.name) && ts.isSourceFile(node.parent.parent) && (0, callables_1.hasSimpleParameters)(ts, node);
}
/** Of callees that do the same at each call; many calls have one in common. */
const effects = new WeakMap();
function effectOfCall(call, colours, functions) {
    const { callee } = call;
    const isShared = call.steps !== true && callee.kind === "functions" && callee.ids.length > 1;
    let known = effects.get(colours);
    if (known === undefined)
        effects.set(colours, (known = new Map()));
    const before = isShared ? known.get(callee) : undefined;
    if (before !== undefined)
        return before;
    const effect = { colour: (0, infer_1.effectOf)(call, colours, functions).colour, makes: call.steps !== true && callee.kind === "functions" && callee.ids.some((id) => mayStop(functions.get(id), colours)) };
    if (isShared && callee.ids.every((id) => (colours.get(id)?.parameters.size ?? 0) === 0))
        known.set(callee, effect);
    return effect;
}
/** A generator whose body is in direct form: goroutine code makes its objects through the entry. */
function mayStop(fn, colours) {
    if (fn === undefined || !(0, infer_1.isGenerator)(fn) || fn.opaque !== undefined)
        return false;
    const inferred = colours.get(fn.id);
    return inferred.colour !== infer_1.Colour.Plain || inferred.parameters.size > 0;
}
function formOf(fn, colour, canAwaitAtTopLevel, stress) {
    // A module awaits only what is known to block: a graph with top-level await cannot be required.
    if (fn.kind === "module")
        return colour < infer_1.Colour.Blocking ? "plain" : canAwaitAtTopLevel ? "awaiting" : "direct";
    if (fn.async)
        return colour < infer_1.Colour.Dynamic ? "plain" : "awaiting"; // async generators too
    if (fn.generator)
        return colour === infer_1.Colour.Plain ? "plain" : "direct";
    if (fn.kind === "field" || (fn.kind === "constructor" && colour < infer_1.Colour.Dynamic && !stress && !fn.calls.some((c) => c.key.startsWith("captured:"))))
        return "plain";
    if (fn.kind === "accessor" && colour < infer_1.Colour.Dynamic && !stress)
        return "plain";
    return colour === infer_1.Colour.Plain || !(0, infer_1.suspendsCaller)(fn) ? "plain" : "direct";
}
function positions(facts) {
    return facts.map(({ node }) => node.pos).sort((a, b) => a - b);
}
/** For people: `blocking, direct form`. */
function describePlan(plan) {
    if (plan.form === "plain" && plan.colour === infer_1.Colour.Plain)
        return "plain";
    return `${infer_1.colourNames[plan.colour]}, ${formMade(plan)} form`;
}
//# sourceMappingURL=plan.js.map