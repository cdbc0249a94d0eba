"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.stableParameters = stableParameters;
const positions_1 = require("../positions");
/** `names`: undefined where a parameter is no plain name. `written`: where names are declared or assigned to in the file. @returns the names that are stable, undefined for the others */
function stableParameters(written, body, names) {
    if (names.every((n) => n === undefined))
        return names;
    const isWritten = (name) => {
        const positions = written.get(name);
        return positions !== undefined && (0, positions_1.liesWithin)(positions, body.pos, body.end);
    };
    const aliased = isWritten("arguments");
    return names.map((n) => (n === undefined || aliased || isWritten(n) ? undefined : n));
}
//# sourceMappingURL=stable-parameters.js.map