"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.anyGenerator = void 0;
exports.forgetIds = forgetIds;
exports.forgetIdsIn = forgetIdsIn;
exports.keyOf = keyOf;
exports.keyInId = keyInId;
exports.idOf = idOf;
const walk_1 = require("./walk");
/** Stands for all generators of the program, where a value is known to be a generator, and not which. Why-chains show it. */
exports.anyGenerator = "a generator";
/** Ids are asked for again and again, and long: one text each, hashed once. */
let ids = new WeakMap();
/** Before a program is analysed: an editor's parser may have moved nodes of the program before. */
function forgetIds() {
    ids = new WeakMap();
}
/** The same for one file of it, of which the former program had another version. */
function forgetIdsIn(ts, file) {
    (0, walk_1.walk)(ts, file, (node) => { ids.delete(node); });
}
/** The key of a node inside its file. */
function keyOf(node) {
    return `${node.kind}:${node.pos}:${node.end}`;
}
/** The key of the function in its file. */
function keyInId(id) {
    return id.slice(id.lastIndexOf("#") + 1);
}
function idOf(node) {
    let id = ids.get(node);
    if (id === undefined)
        ids.set(node, (id = `${node.getSourceFile().fileName}#${keyOf(node)}`));
    return id;
}
//# sourceMappingURL=facts.js.map