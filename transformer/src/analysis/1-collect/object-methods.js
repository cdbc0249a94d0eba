"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.mayBeReplaced = mayBeReplaced;
const program_index_1 = require("./program-index");
/** A spread, a computed name or the same name stands behind the method. */
function mayBeReplaced(ts, literal, method) {
    const own = (0, program_index_1.memberName)(ts, method.name);
    return literal.properties.slice(literal.properties.indexOf(method) + 1).some((p) => {
        if (ts.isSpreadAssignment(p))
            return true;
        const name = (0, program_index_1.memberName)(ts, p.name);
        return own === undefined || name === undefined || name === own;
    });
}
//# sourceMappingURL=object-methods.js.map