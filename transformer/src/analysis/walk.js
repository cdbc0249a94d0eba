"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.walk = walk;
exports.find = find;
exports.mentions = mentions;
/** Calls `visit` for `root` and everything in it; below a node for which it answers "skip" it does not go. */
function walk(ts, root, visit) {
    const stack = [root];
    const push = (child) => { stack.push(child); };
    for (let node = stack.pop(); node !== undefined; node = stack.pop())
        if (visit(node) !== "skip")
            ts.forEachChild(node, push);
}
/** Some node for which `test` answers true, looked for in `root` and below; not below nodes for which it answers "skip". */
function find(ts, root, test) {
    const stack = [root];
    const push = (child) => { stack.push(child); };
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        const answer = test(node);
        if (answer === true)
            return node;
        if (answer !== "skip")
            ts.forEachChild(node, push);
    }
    return undefined;
}
/** The name stands somewhere in `root`, for a variable or for something else. */
function mentions(ts, root, name) {
    return find(ts, root, (n) => ts.isIdentifier(n) && n.text === name) !== undefined;
}
//# sourceMappingURL=walk.js.map