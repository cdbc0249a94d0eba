"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.numericVariables = numericVariables;
const program_index_1 = require("../../analysis/1-collect/program-index");
const steps_1 = require("./steps");
function numericVariables(ts, steps, parameters, variables) {
    const { values, unknown } = new Definitions(ts).of(steps, parameters);
    const numbers = new Set([...variables].filter((name) => values.has(name) && !unknown.has(name)));
    for (let before = -1; before !== numbers.size;) {
        before = numbers.size;
        for (const name of numbers)
            if (!values.get(name).every((v) => isNumber(ts, v, numbers)))
                numbers.delete(name);
    }
    return numbers;
}
function isNumber(ts, expression, numbers) {
    const e = (0, program_index_1.skipOuter)(ts, expression);
    if (ts.isNumericLiteral(e))
        return true;
    if (ts.isIdentifier(e))
        return numbers.has(e.text);
    if (ts.isPrefixUnaryExpression(e))
        return e.operator === ts.SyntaxKind.PlusToken || (e.operator !== ts.SyntaxKind.ExclamationToken && isNumber(ts, e.operand, numbers));
    if (ts.isPostfixUnaryExpression(e))
        return isNumber(ts, e.operand, numbers);
    if (ts.isConditionalExpression(e))
        return isNumber(ts, e.whenTrue, numbers) && isNumber(ts, e.whenFalse, numbers);
    if (!ts.isBinaryExpression(e))
        return false;
    switch (e.operatorToken.kind) {
        case ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken:
        case ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken:
            return true;
        case ts.SyntaxKind.MinusToken:
        case ts.SyntaxKind.AsteriskToken:
        case ts.SyntaxKind.SlashToken:
        case ts.SyntaxKind.PercentToken:
        case ts.SyntaxKind.AsteriskAsteriskToken:
        case ts.SyntaxKind.AmpersandToken:
        case ts.SyntaxKind.BarToken:
        case ts.SyntaxKind.CaretToken:
        case ts.SyntaxKind.LessThanLessThanToken:
        case ts.SyntaxKind.GreaterThanGreaterThanToken:
        case ts.SyntaxKind.MinusEqualsToken:
        case ts.SyntaxKind.AsteriskEqualsToken:
        case ts.SyntaxKind.SlashEqualsToken:
        case ts.SyntaxKind.PercentEqualsToken:
        case ts.SyntaxKind.AsteriskAsteriskEqualsToken:
        case ts.SyntaxKind.AmpersandEqualsToken:
        case ts.SyntaxKind.BarEqualsToken:
        case ts.SyntaxKind.CaretEqualsToken:
        case ts.SyntaxKind.LessThanLessThanEqualsToken:
        case ts.SyntaxKind.GreaterThanGreaterThanEqualsToken:
            return isNumber(ts, e.left, numbers) || isNumber(ts, e.right, numbers);
        case ts.SyntaxKind.PlusToken:
        case ts.SyntaxKind.PlusEqualsToken:
        case ts.SyntaxKind.BarBarToken:
        case ts.SyntaxKind.AmpersandAmpersandToken:
        case ts.SyntaxKind.QuestionQuestionToken:
        case ts.SyntaxKind.BarBarEqualsToken:
        case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
        case ts.SyntaxKind.QuestionQuestionEqualsToken:
            return isNumber(ts, e.left, numbers) && isNumber(ts, e.right, numbers);
        case ts.SyntaxKind.EqualsToken:
        case ts.SyntaxKind.CommaToken:
            return isNumber(ts, e.right, numbers);
    }
    return false;
}
/** What variables get: expressions by name, and names that get something of which nothing is known. */
class Definitions {
    ts;
    #values = new Map();
    #unknown = new Set();
    constructor(ts) {
        this.ts = ts;
    }
    of(steps, parameters) {
        for (const p of parameters) {
            this.#names(p.name);
            this.#visit(p);
        }
        this.#list(steps);
        return { values: this.#values, unknown: this.#unknown };
    }
    #define(name, value) {
        const known = this.#values.get(name);
        if (known === undefined)
            this.#values.set(name, [value]);
        else
            known.push(value);
    }
    /** Nothing is known of what the identifiers in the node get. */
    #names(node) {
        if (this.ts.isIdentifier(node))
            this.#unknown.add(node.text);
        else
            this.ts.forEachChild(node, (c) => this.#names(c));
    }
    #list(steps) { for (const s of steps)
        this.#step(s); }
    #step(step) {
        switch (step.kind) {
            case "plain":
                this.#visit(step.node);
                break;
            case "assign":
                this.#define(step.name, step.value);
                this.#visit(step.value);
                break;
            case "point":
                if (step.into !== undefined)
                    this.#unknown.add(step.into.name);
                this.#visit(step.call);
                break;
            case "if":
                this.#visit(step.test);
                break;
            case "loop":
                this.#visit(step.init);
                this.#visit(step.test);
                this.#visit(step.update);
                break;
            case "do":
                this.#visit(step.test);
                break;
            case "switch":
                this.#visit(step.value);
                for (const c of step.clauses)
                    this.#visit(c.test);
                break;
            case "try":
                if (step.handler?.variable !== undefined)
                    this.#unknown.add(step.handler.variable);
                if (step.handler?.node?.variableDeclaration !== undefined)
                    this.#names(step.handler.node.variableDeclaration.name);
                this.#visit(step.finalizer);
                break;
        }
        for (const list of (0, steps_1.parts)(step))
            this.#list(list);
    }
    #visit(node) {
        if (node === undefined)
            return;
        const { ts } = this;
        if (ts.isVariableDeclarationList(node)) {
            // A `var` is undefined before.
            const isVar = (node.flags & ts.NodeFlags.BlockScoped) === 0;
            for (const d of node.declarations) {
                if (ts.isIdentifier(d.name) && d.initializer !== undefined && !isVar)
                    this.#define(d.name.text, d.initializer);
                else
                    this.#names(d.name);
            }
        }
        else if (ts.isBinaryExpression(node)) {
            const operator = node.operatorToken.kind;
            if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) {
                const target = (0, program_index_1.skipOuter)(ts, node.left);
                if (ts.isIdentifier(target))
                    this.#define(target.text, operator === ts.SyntaxKind.EqualsToken ? node.right : node);
                else if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target))
                    this.#names(target);
            }
        }
        else if (ts.isForOfStatement(node) || ts.isForInStatement(node))
            this.#names(node.initializer);
        else if (ts.isCatchClause(node)) {
            if (node.variableDeclaration !== undefined)
                this.#names(node.variableDeclaration.name);
        }
        else if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) && node.name !== undefined)
            this.#names(node.name);
        else if (ts.isParameter(node))
            this.#names(node.name);
        ts.forEachChild(node, (c) => this.#visit(c));
    }
}
//# sourceMappingURL=numbers.js.map