"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.NodeCache = void 0;
class NodeCache {
    #known = new WeakMap();
    get({ program }, node) {
        return this.#known.get(program)?.get(node);
    }
    set({ program }, node, value) {
        const own = this.#known.get(program);
        if (own === undefined)
            this.#known.set(program, new WeakMap([[node, value]]));
        else
            own.set(node, value);
    }
}
exports.NodeCache = NodeCache;
//# sourceMappingURL=node-cache.js.map