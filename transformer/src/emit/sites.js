"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Sites = void 0;
exports.placeOf = placeOf;
class Sites {
    ts;
    file;
    #entries = [];
    #known = new Map();
    constructor(ts, file) {
        this.ts = ts;
        this.file = file;
    }
    get count() {
        return this.#entries.length;
    }
    /** The number of the site at `node`; `text` says what happens there (`jobs.recv`, `chan results`). */
    add(functionName, node, text) {
        const { line, character } = this.ts.getLineAndCharacterOfPosition(this.file, placeOf(this.ts, this.file, node));
        const clean = text.replace(/[|\s]+/g, " ").trim();
        const entry = `${functionName.replace(/[|\s]+/g, "_")} ${line + 1}:${character + 1}${clean === "" ? "" : ` ${clean}`}`;
        let index = this.#known.get(entry);
        if (index === undefined) {
            index = this.#entries.push(entry) - 1;
            this.#known.set(entry, index);
        }
        return index;
    }
    /** The text that `sites(file, table)` takes. */
    table() {
        return this.#entries.join("|");
    }
}
exports.Sites = Sites;
/** Where V8 says that a call stands: at the last name of its callee, or behind a callee that ends in no name; anything else at its start. */
function placeOf(ts, file, node) {
    if (!ts.isCallExpression(node))
        return node.getStart(file);
    const callee = node.expression;
    if (ts.isPropertyAccessExpression(callee))
        return callee.name.getStart(file);
    return ts.isElementAccessExpression(callee) || ts.isParenthesizedExpression(callee) || ts.isCallExpression(callee) ? callee.end : node.getStart(file);
}
//# sourceMappingURL=sites.js.map