"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Points = void 0;
const program_index_1 = require("../../analysis/1-collect/program-index");
/** Does a suspension point stand in the node, apart from functions in it? */
class Points {
    l;
    #known = new WeakMap();
    constructor(l) {
        this.l = l;
    }
    in(node) {
        if (node === undefined)
            return false;
        const { ts } = this.l;
        if (node.kind === ts.SyntaxKind.YieldExpression)
            return true;
        if (node.kind <= ts.SyntaxKind.LastToken || ts.isFunctionLike(node))
            return false;
        const known = this.#known.get(node);
        if (known !== undefined)
            return known;
        let found = false;
        ts.forEachChild(node, (child) => { if (this.in(child)) {
            found = true;
            return true;
        } return undefined; });
        this.#known.set(node, found);
        return found;
    }
    call(e) {
        const { ts } = this.l;
        const inner = (0, program_index_1.skipOuter)(this.l.ts, e);
        if (!ts.isConditionalExpression(inner) || !ts.isYieldExpression((0, program_index_1.skipOuter)(this.l.ts, inner.whenTrue)))
            return undefined;
        const condition = (0, program_index_1.skipOuter)(this.l.ts, inner.condition);
        if (!ts.isBinaryExpression(condition) || condition.operatorToken.kind !== ts.SyntaxKind.CommaToken || !this.isFlag(condition.right))
            return undefined;
        const assigned = (0, program_index_1.skipOuter)(this.l.ts, condition.left);
        if (!ts.isBinaryExpression(assigned) || assigned.operatorToken.kind !== ts.SyntaxKind.EqualsToken)
            return undefined;
        return { call: assigned.right, site: (0, program_index_1.skipOuter)(this.l.ts, inner.whenTrue).expression };
    }
    /** The site of a check in an expression. */
    check(e) {
        const { ts } = this.l;
        const inner = (0, program_index_1.skipOuter)(this.l.ts, e);
        if (!ts.isBinaryExpression(inner) || inner.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken || !this.isWanted(inner.left))
            return undefined;
        const stop = (0, program_index_1.skipOuter)(this.l.ts, inner.right);
        return ts.isYieldExpression(stop) ? stop.expression : undefined;
    }
    statement(s) {
        const { ts } = this.l;
        if (!ts.isIfStatement(s) || s.elseStatement !== undefined || !ts.isExpressionStatement(s.thenStatement) || !ts.isYieldExpression(s.thenStatement.expression))
            return undefined;
        const site = s.thenStatement.expression.expression;
        if (this.isFlag(s.expression))
            return { test: "flag", site };
        return this.isWanted(s.expression) ? { test: "check", site } : undefined;
    }
    isFlag(e) {
        return this.l.ts.isIdentifier(e) && e.text === this.l.flag().text;
    }
    isWanted(e) {
        return this.l.ts.isIdentifier(e) && e.text === this.l.wanted().text;
    }
}
exports.Points = Points;
//# sourceMappingURL=points.js.map