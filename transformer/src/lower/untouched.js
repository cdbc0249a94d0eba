"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Untouched = void 0;
const positions_1 = require("../analysis/positions");
class Untouched {
    /** Where something is lowered, in order: in plain code, and in code that may wait. */
    #plain;
    #waiting;
    #privates;
    constructor(ts, plan) {
        const plain = [], waiting = [];
        let privates = false;
        for (const fn of plan.functions.values()) {
            if (fn.facts.kind === "module" || fn.form === "plain")
                continue;
            plain.push(fn.facts.node.pos);
            const { name } = fn.facts.node;
            privates ||= name !== undefined && ts.isPrivateIdentifier(name);
        }
        for (const call of plan.calls.values()) {
            if (call.facts.callee.kind === "intrinsic" || call.bindsEntry)
                plain.push(call.facts.node.pos);
            else if (call.mode !== "plain")
                waiting.push(call.facts.node.pos);
        }
        for (const fn of plan.functions.values())
            for (const loop of fn.facts.loops)
                if (plan.checks.get(loop.key) !== "none")
                    waiting.push(loop.node.pos);
        this.#plain = Float64Array.from(plain).sort();
        this.#waiting = Float64Array.from([...plain, ...waiting]).sort();
        this.#privates = privates;
    }
    /** Nothing in the file is lowered while its top level is plain. */
    get everything() {
        return this.#plain.length === 0;
    }
    /** Nothing in `node`, a node of the parsed file that runs as plain code (`waits`: as code that may wait), is lowered. */
    is(node, waits) {
        if (this.#privates || node.pos < 0)
            return false;
        return !(0, positions_1.liesWithin)(waits ? this.#waiting : this.#plain, node.pos, node.end);
    }
}
exports.Untouched = Untouched;
//# sourceMappingURL=untouched.js.map