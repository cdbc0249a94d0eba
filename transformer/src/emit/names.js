"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Names = void 0;
const walk_1 = require("../analysis/walk");
class Names {
    #taken;
    constructor(ts, file) {
        // The parser's own list, unless another transformer has been here.
        const { identifiers } = file;
        if (identifiers !== undefined && ts.getOriginalNode(file) === file)
            this.#taken = new Set(identifiers.keys());
        else {
            const taken = this.#taken = new Set();
            (0, walk_1.walk)(ts, file, (node) => { if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node))
                taken.add(node.text); });
        }
    }
    /** `wanted`, or `wanted_1`, … if the file has it. The name is taken from now on. */
    unique(wanted) {
        let name = wanted;
        for (let i = 1; this.#taken.has(name); i++)
            name = `${wanted}_${i}`;
        this.#taken.add(name);
        return name;
    }
}
exports.Names = Names;
//# sourceMappingURL=names.js.map