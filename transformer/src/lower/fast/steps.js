"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Unsupported = void 0;
exports.rangeOf = rangeOf;
exports.rangeOfAll = rangeOfAll;
exports.parts = parts;
exports.pointsOf = pointsOf;
/** Why a body keeps the direct form. Thrown by whoever finds out. */
class Unsupported {
    reason;
    constructor(reason) {
        this.reason = reason;
    }
}
exports.Unsupported = Unsupported;
const ranges = new WeakMap();
function rangeOf(step) {
    if (step.kind === "point")
        return { first: step.pc, last: step.pc };
    if (step.kind === "plain" || step.kind === "assign")
        return undefined;
    const known = ranges.get(step);
    if (known !== undefined)
        return known ?? undefined;
    const found = join(parts(step).map((p) => rangeOfAll(p)));
    ranges.set(step, found ?? null);
    return found;
}
function rangeOfAll(steps) {
    return join(steps.map(rangeOf));
}
function join(all) {
    const some = all.filter((r) => r !== undefined);
    return some.length === 0 ? undefined : { first: Math.min(...some.map((r) => r.first)), last: Math.max(...some.map((r) => r.last)) };
}
/** The lists of steps inside a step, in order. */
function parts(step) {
    switch (step.kind) {
        case "plain":
        case "assign":
        case "point": return [];
        case "block":
        case "do":
        case "labeled": return [step.body];
        case "loop": return step.check === undefined ? [step.body] : [step.body, [step.check]];
        case "if": return [step.then, step.otherwise];
        case "switch": return step.clauses.map((c) => c.body);
        case "try": return step.handler === undefined ? [step.block] : [step.block, step.handler.body];
    }
}
function pointsOf(steps) {
    const out = [];
    const collect = (list) => {
        for (const s of list) {
            if (s.kind === "point")
                out.push(s);
            else
                for (const p of parts(s))
                    collect(p);
        }
    };
    collect(steps);
    return out;
}
//# sourceMappingURL=steps.js.map