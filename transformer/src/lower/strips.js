"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.stripMined = stripMined;
exports.inStrips = inStrips;
exports.countedRounds = countedRounds;
exports.contents = contents;
exports.declares = declares;
exports.withBreaks = withBreaks;
const loops_1 = require("./loops");
const visit_1 = require("./visit");
function stripMined(l, node, { up, step, fixed, small, rounds }, scope) {
    const { ts, f } = l;
    const test = node.condition;
    const counter = () => f.createIdentifier(test.left.text);
    const end = l.names.unique("$end");
    const bound = () => (0, visit_1.visitNode)(l, test.right, scope);
    const distance = () => step === undefined ? f.createNumericLiteral(rounds)
        : ts.isNumericLiteral(step) ? f.createNumericLiteral(rounds * Number(step.text))
            : f.createMultiply(f.createNumericLiteral(rounds), (0, visit_1.visitNode)(l, step, scope));
    const ahead = () => up ? f.createAdd(counter(), distance()) : f.createSubtract(counter(), distance());
    let limit = fixed ? l.abiCall(up ? "min" : "max", [ahead(), bound()]) : ahead();
    if (!small)
        limit = f.createConditionalExpression(up ? f.createGreaterThan(ahead(), counter()) : f.createLessThan(ahead(), counter()), undefined, limit, undefined, fixed ? bound() : f.createIdentifier(up ? "Infinity" : "-Infinity"));
    const condition = f.createBinaryExpression(counter(), test.operatorToken.kind, f.createIdentifier(end));
    const whole = fixed ? condition : f.createLogicalAnd(condition, (0, visit_1.visitNode)(l, test, scope));
    const { body, leaves } = withBreaks(l, (0, loops_1.visitEmbedded)(l, node.statement, scope));
    const inner = f.createForStatement(f.createVariableDeclarationList([f.createVariableDeclaration(end, undefined, undefined, limit)], ts.NodeFlags.Const), whole, (0, visit_1.visitNode)(l, node.incrementor, scope), body);
    const outer = f.updateForStatement(node, (0, visit_1.visitNode)(l, node.initializer, scope), (0, visit_1.visitNode)(l, test, scope), undefined, f.createBlock([inner, l.checkStatement(node, scope)], true));
    return { loop: outer, leaves };
}
function inStrips(l, node, { rounds }, scope) {
    const { ts, f } = l;
    const label = f.createIdentifier(l.names.unique("$strip"));
    const { body } = withBreaks(l, (0, loops_1.visitEmbedded)(l, node.statement, scope), label);
    const leaveUnless = (test) => test === undefined ? [] : [f.createIfStatement(f.createLogicalNot(f.createParenthesizedExpression((0, visit_1.visitNode)(l, test, scope))), f.createBreakStatement(label))];
    const own = contents(ts, body);
    const round = ts.isDoStatement(node) ? [...own, ...leaveUnless(node.expression)] : [...leaveUnless(ts.isForStatement(node) ? node.condition : node.expression), ...own];
    const inner = countedRounds(l, rounds, round, ts.isForStatement(node) && node.incrementor !== undefined ? (0, visit_1.visitNode)(l, node.incrementor, scope) : undefined);
    const init = ts.isForStatement(node) && node.initializer !== undefined ? (0, visit_1.visitNode)(l, node.initializer, scope) : undefined;
    const loop = f.createForStatement(init, undefined, undefined, f.createBlock([inner, l.checkStatement(node, scope)], true));
    return { loop: ts.setOriginalNode(ts.setTextRange(loop, node), node), leaves: label };
}
/** `for (let $k = 0; $k < 1024; update, $k++) { round }` */
function countedRounds(l, rounds, round, update) {
    const { ts, f } = l, counter = f.createIdentifier(l.names.unique("$k")), count = f.createPostfixIncrement(counter);
    return f.createForStatement(f.createVariableDeclarationList([f.createVariableDeclaration(counter, undefined, undefined, f.createNumericLiteral(0))], ts.NodeFlags.Let), f.createLessThan(counter, f.createNumericLiteral(rounds)), update === undefined ? count : f.createComma(update, count), f.createBlock(round, true));
}
/** The statements of a block that does not declare anything, or the statement itself. */
function contents(ts, node) {
    return ts.isBlock(node) && !declares(ts, node) ? node.statements : [node];
}
/** A block that keeps what it declares to itself. */
function declares(ts, node) {
    return ts.isBlock(node) && node.statements.some((s) => ts.isVariableStatement(s) || ts.isFunctionDeclaration(s) || ts.isClassDeclaration(s));
}
/** `break` of the loop as `break` of the outer one. A switch takes unlabelled ones for itself; loops too. */
function withBreaks(l, statement, label = l.f.createIdentifier(l.names.unique("$strip"))) {
    const { ts, f } = l;
    let leaves;
    const visit = (n) => {
        if (ts.isFunctionLike(n) || ts.isClassLike(n) || ts.isIterationStatement(n, false) || ts.isSwitchStatement(n))
            return n;
        if (ts.isBreakStatement(n) && n.label === undefined) {
            leaves = label;
            return l.at_(f.createBreakStatement(label), n);
        }
        return ts.visitEachChild(n, visit, l.context);
    };
    return { body: ts.visitNode(statement, visit), leaves };
}
//# sourceMappingURL=strips.js.map