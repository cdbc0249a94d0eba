"use strict";
/** Questions to sorted lists of positions in a file, by binary search. */
Object.defineProperty(exports, "__esModule", { value: true });
exports.liesWithin = liesWithin;
/** One of the positions lies in [pos, end). */
function liesWithin(positions, pos, end) {
    let low = 0, high = positions.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (positions[middle] < pos)
            low = middle + 1;
        else
            high = middle;
    }
    return low < positions.length && positions[low] < end;
}
//# sourceMappingURL=positions.js.map