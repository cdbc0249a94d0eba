"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.isPatternTarget = isPatternTarget;
/** A target of a destructuring assignment or of a loop, or a default of one. */
function isPatternTarget(ts, node) {
    let child = node;
    for (let at = node.parent; at !== undefined; child = at, at = at.parent) {
        if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
            if (at.left !== child)
                return false;
            if (at.parent !== undefined && (ts.isArrayLiteralExpression(child) || ts.isObjectLiteralExpression(child)))
                return true;
            continue; // a default: the whole may stand in a pattern
        }
        if (ts.isForOfStatement(at) || ts.isForInStatement(at))
            return at.initializer === child;
        if (ts.isPropertyAssignment(at) && at.initializer !== child)
            return false;
        if (!ts.isArrayLiteralExpression(at) && !ts.isObjectLiteralExpression(at) && !ts.isPropertyAssignment(at) && !ts.isSpreadElement(at) && !ts.isSpreadAssignment(at) && !ts.isParenthesizedExpression(at))
            return false;
    }
    return false;
}
//# sourceMappingURL=assignment-targets.js.map