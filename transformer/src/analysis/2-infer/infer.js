"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.colourNames = exports.Colour = void 0;
exports.isGenerator = isGenerator;
exports.suspendsCaller = suspendsCaller;
exports.callersOf = callersOf;
exports.addCaller = addCaller;
exports.removeCaller = removeCaller;
exports.inferColours = inferColours;
exports.inferAgain = inferAgain;
exports.effectOf = effectOf;
/**
 * Phase 2: colours of all functions of the program, a fixpoint over the facts.
 *
 *   plain        never suspends
 *   preemptible  may be stopped at a check (an unbounded loop, recursion), never waits
 *   dynamic      suspends if a function it cannot name does
 *   blocking     reaches a call that is tagged `@suspends`
 *
 * The effect of a callback parameter is kept apart ("suspends if its argument 0 does"), so `times(3, (i) => log(i))` is plain although `times` runs what it is given
 * (effect polymorphism, as in Koka; Leijen 2014). Propagation is context-insensitive otherwise, and an unknown implementation of an interface method marks its callers, never
 * the method. Each function keeps the first reason for its colour: following reasons gives the chain `f → g → RecvChan.recv`.
 */
const facts_1 = require("../facts");
var Colour;
(function (Colour) {
    Colour[Colour["Plain"] = 0] = "Plain";
    Colour[Colour["Preemptible"] = 1] = "Preemptible";
    Colour[Colour["Dynamic"] = 2] = "Dynamic";
    Colour[Colour["Blocking"] = 3] = "Blocking";
})(Colour || (exports.Colour = Colour = {}));
exports.colourNames = ["plain", "preemptible", "dynamic", "blocking"];
/** A generator that callers step: calling it makes an object. */
function isGenerator(facts) {
    return facts.generator && !facts.async;
}
/** Callers see these as plain: an async function gives a promise, a generator an object, and the others are no calls. */
function suspendsCaller(facts) {
    return !facts.async && !facts.generator && ((facts.kind !== "constructor" && facts.kind !== "accessor") || facts.unframed === undefined) && facts.kind !== "initializer" && facts.kind !== "module" && facts.kind !== "namespace";
}
function callersOf(functions) {
    const callers = new Map();
    for (const facts of functions.values())
        addCaller(callers, facts);
    return callers;
}
function addCaller(callers, facts) {
    for (const target of targets(facts)) {
        const set = callers.get(target);
        if (set === undefined)
            callers.set(target, new Set([facts.id]));
        else
            set.add(facts.id);
    }
}
function removeCaller(callers, facts) {
    for (const target of targets(facts))
        callers.get(target)?.delete(facts.id);
}
/** `generators`: the colour of generators that come from outside. */
function inferColours(functions, callers, stress = false, generators = Colour.Plain) {
    const colours = new Map();
    for (const id of functions.keys())
        colours.set(id, bottom(stress));
    colours.set(facts_1.anyGenerator, { ...bottom(false), colour: generators });
    settle(functions, functions, colours, callers);
    return colours;
}
/**
 * The same after some functions have changed: the colours of those that reach one of them are inferred anew, the others keep theirs, which depend on none of them.
 * @param colours of all functions but the changed ones; it is brought up to date
 * @param lost a generator, or a function that steps one, is no longer there
 * @returns what was known of the functions that were looked at again
 */
function inferAgain(functions, colours, callers, changed, lost, generators) {
    const again = new Map(), ids = new Set(changed);
    let anew = false;
    const renew = () => {
        if (anew)
            return;
        anew = true;
        for (const stepper of callers.get(facts_1.anyGenerator) ?? [])
            ids.add(stepper);
    };
    if (lost)
        renew();
    for (const id of ids) { // grows
        const facts = functions.get(id);
        if (facts === undefined)
            continue;
        again.set(id, facts);
        if (isGenerator(facts))
            renew();
        for (const caller of callers.get(id) ?? [])
            ids.add(caller);
    }
    const before = new Map();
    for (const id of again.keys()) {
        before.set(id, colours.get(id));
        colours.set(id, bottom(false));
    }
    if (anew) {
        const some = { ...bottom(false), colour: generators };
        before.set(facts_1.anyGenerator, colours.get(facts_1.anyGenerator));
        colours.set(facts_1.anyGenerator, some);
        for (const [id, facts] of functions)
            if (isGenerator(facts) && !again.has(id))
                some.colour = Math.max(some.colour, asGenerator(colours.get(id)));
    }
    settle(again, functions, colours, callers);
    return before;
}
function bottom(stress) {
    return { colour: stress ? Colour.Preemptible : Colour.Plain, reason: stress ? { kind: "stress" } : undefined, entry: Colour.Plain, parameters: new Set(), recursive: false };
}
function asGenerator(own) {
    return own.parameters.size > 0 ? Math.max(own.colour, Colour.Dynamic) : own.colour;
}
/** The fixpoint from below for `open`, a part of all functions that is closed under being called by. */
function settle(open, functions, colours, callers) {
    for (const component of cycles(open))
        for (const id of component)
            colours.get(id).recursive = true;
    const some = colours.get(facts_1.anyGenerator);
    const work = new Set(open.keys());
    for (const id of work) {
        work.delete(id);
        const facts = functions.get(id);
        if (!update(facts, colours, functions))
            continue;
        for (const caller of callers.get(id) ?? [])
            work.add(caller);
        const colour = asGenerator(colours.get(id));
        if (!isGenerator(facts) || colour <= some.colour)
            continue;
        some.colour = colour;
        for (const stepper of callers.get(facts_1.anyGenerator) ?? [])
            work.add(stepper);
    }
}
const noEffect = { colour: Colour.Plain, to: "" };
/** What calling does, seen from `within`: a colour, and the parameters of `within` it depends on. */
function effectOf(call, colours, functions, parameters) {
    const { callee } = call;
    if (callee.kind === "foreign" || callee.kind === "intrinsic" || (callee.kind === "native" && !callee.resumable))
        return noEffect; // most calls
    let colour = Colour.Plain;
    let to = "";
    const join = (c, origin) => {
        if (c > colour) {
            colour = c;
            to = origin;
        }
    };
    const joinArgument = (argument) => {
        if (argument === undefined) {
            if (call.spread)
                join(Colour.Dynamic, "a spread argument");
            return;
        }
        if (argument.kind === "function")
            join(total(argument.id), argument.id);
        else if (argument.kind === "parameter")
            parameters === undefined ? join(Colour.Dynamic, "a parameter") : parameters.add(argument.index);
        else if (argument.kind === "unknown")
            join(Colour.Dynamic, "an argument that is not known here");
    };
    const total = (id) => {
        const facts = functions.get(id);
        if (facts === undefined)
            return Colour.Dynamic;
        if (!suspendsCaller(facts))
            return Colour.Plain;
        const c = colours.get(id);
        return c.parameters.size > 0 && c.colour < Colour.Dynamic ? Colour.Dynamic : c.colour;
    };
    switch (callee.kind) {
        case "marked":
            join(Colour.Blocking, callee.name);
            break;
        case "unknown":
            join(Colour.Dynamic, callee.why);
            break;
        case "parameter":
            joinArgument({ kind: "parameter", index: callee.index });
            break;
        case "native":
            if (!callee.name.endsWith(".bind"))
                call.arguments.forEach(joinArgument);
            break;
        case "functions":
            for (const id of callee.ids) {
                const facts = functions.get(id);
                if (id === facts_1.anyGenerator || (call.steps === true && facts !== undefined && !isGenerator(facts))) {
                    join(colours.get(facts_1.anyGenerator).colour, facts_1.anyGenerator);
                    continue;
                }
                if (facts === undefined) {
                    join(Colour.Dynamic, id);
                    continue;
                }
                const c = colours.get(id);
                if (call.steps !== true) {
                    if (isGenerator(facts))
                        join(c.entry, id);
                    if (!suspendsCaller(facts))
                        continue;
                }
                // Constructors and accessors that only compute stay native: plain `new` is faster than a frame, and they are short.
                join(c.colour === Colour.Preemptible && (facts.kind === "constructor" || facts.kind === "accessor" || facts.kind === "field" || facts.kind === "static") ? Colour.Plain : c.colour, id);
                for (const p of c.parameters)
                    joinArgument(call.spread ? { kind: "unknown" } : call.arguments[p]);
            }
            break;
    }
    return { colour, to };
}
function update(facts, colours, functions) {
    const own = colours.get(facts.id);
    const before = own.colour;
    const entryBefore = own.entry;
    const parametersBefore = own.parameters.size;
    const raise = (colour, reason) => {
        if (colour > own.colour) {
            own.colour = colour;
            own.reason = reason;
        }
    };
    const loop = facts.loops.find((l) => !l.tiny);
    if (loop !== undefined)
        raise(Colour.Preemptible, { kind: "loop", loop });
    if (own.recursive)
        raise(Colour.Preemptible, { kind: "recursion" });
    if (facts.defers)
        raise(Colour.Dynamic, { kind: "defer" });
    for (const call of facts.calls) {
        const effect = effectOf(call, colours, functions, own.parameters);
        raise(effect.colour, { kind: "call", call, to: effect.to });
        if (call.inParameters && effect.colour > own.entry)
            own.entry = effect.colour;
    }
    return own.colour !== before || own.entry !== entryBefore || own.parameters.size !== parametersBefore;
}
/** Whom it calls, and whom it hands over, who may be called back. */
function targets(facts) {
    const out = [], seen = new Set();
    for (const call of facts.calls) {
        if (call.callee.kind === "functions" && !seen.has(call.callee)) {
            seen.add(call.callee);
            out.push(...call.callee.ids);
        }
        for (const argument of call.arguments)
            if (argument.kind === "function")
                out.push(argument.id);
    }
    return out;
}
/** Strongly connected components with more than one function, or with a call of itself (Tarjan 1972), without recursion: programs nest deeply. */
function cycles(functions) {
    const edges = new Map();
    for (const [id, facts] of functions)
        edges.set(id, [...new Set(targets(facts))].filter((t) => functions.has(t))); // what is handed over may be called back
    const number = new Map(), low = new Map(), onStack = new Set(), stack = [];
    const found = [];
    let next = 0;
    for (const root of functions.keys()) {
        if (number.has(root))
            continue;
        const path = [{ id: root, at: 0 }];
        while (path.length > 0) {
            const top = path[path.length - 1];
            if (top.at === 0) {
                number.set(top.id, next);
                low.set(top.id, next++);
                stack.push(top.id);
                onStack.add(top.id);
            }
            const out = edges.get(top.id);
            let descended = false;
            while (top.at < out.length) {
                const target = out[top.at++];
                if (!number.has(target)) {
                    path.push({ id: target, at: 0 });
                    descended = true;
                    break;
                }
                if (onStack.has(target))
                    low.set(top.id, Math.min(low.get(top.id), number.get(target)));
            }
            if (descended)
                continue;
            if (top.at === 0)
                top.at = 1;
            path.pop();
            const parent = path[path.length - 1];
            if (parent !== undefined)
                low.set(parent.id, Math.min(low.get(parent.id), low.get(top.id)));
            if (low.get(top.id) === number.get(top.id)) {
                const component = [];
                let id;
                do {
                    id = stack.pop();
                    onStack.delete(id);
                    component.push(id);
                } while (id !== top.id);
                if (component.length > 1 || out.includes(top.id))
                    found.push(component);
            }
        }
    }
    return found;
}
//# sourceMappingURL=infer.js.map