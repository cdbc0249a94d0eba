"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isUsingList = isUsingList;
exports.isAwaitUsing = isAwaitUsing;
function isUsingList(ts, list) {
    const flag = ts.NodeFlags.Using;
    return flag !== undefined && (list.flags & 7) >= flag;
}
/** The declaration says `await using`. */
function isAwaitUsing(ts, node) {
    const flag = ts.NodeFlags.AwaitUsing;
    return flag !== undefined && ts.isVariableDeclarationList(node.parent) && (node.parent.flags & 7) === flag;
}
//# sourceMappingURL=using.js.map