"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.doneByGoroutine = doneByGoroutine;
/** @returns for each function that a goroutine runs, its calls; those of goroutines that are not known are left out */
function doneByGoroutine(dones) {
    const byRoot = new Map();
    for (const done of dones) {
        const { root, spawn } = done.goroutine;
        if (spawn === undefined || root === undefined)
            continue;
        const list = byRoot.get(root);
        if (list === undefined)
            byRoot.set(root, [done]);
        else if (!list.some((u) => u.node === done.node && u.goroutine.at === done.goroutine.at))
            list.push(done);
    }
    return [...byRoot].map(([root, uses]) => ({ root, uses }));
}
//# sourceMappingURL=wait-group-counts.js.map