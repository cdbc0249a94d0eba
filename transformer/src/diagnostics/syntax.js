"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.textOf = void 0;
exports.outermost = outermost;
exports.statementOf = statementOf;
exports.statementAround = statementAround;
exports.isInList = isInList;
exports.functionAround = functionAround;
exports.loopsAround = loopsAround;
exports.receiverOf = receiverOf;
exports.isSamePlace = isSamePlace;
exports.isPlace = isPlace;
exports.variableOf = variableOf;
exports.usesOf = usesOf;
exports.functionGiven = functionGiven;
exports.isExpectedToThrow = isExpectedToThrow;
exports.isEndless = isEndless;
exports.endsWith = endsWith;
exports.isExit = isExit;
exports.leavesLoop = leavesLoop;
exports.roundsOf = roundsOf;
exports.isMain = isMain;
const program_index_1 = require("../analysis/1-collect/program-index");
const walk_1 = require("../analysis/walk");
/** Without parentheses, assertions and `void` around it: what `node` is a part of. */
function outermost(ts, node) {
    let at = node;
    while (ts.isExpression(at.parent) && (0, program_index_1.skipOuter)(ts, at.parent) === (0, program_index_1.skipOuter)(ts, node))
        at = at.parent;
    return at;
}
/** The statement an expression is, if it is all of it. */
function statementOf(ts, node) {
    const { parent } = outermost(ts, node);
    return ts.isExpressionStatement(parent) ? parent : undefined;
}
/** The nearest statement around a node. */
function statementAround(ts, node) {
    let at = node;
    while (at !== undefined && !(ts.isStatement(at) && !ts.isBlock(at)))
        at = at.parent;
    return at;
}
/** The statement stands in a list: others can be put before it. */
function isInList(ts, statement) {
    const { parent } = statement;
    return ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent) || ts.isModuleBlock(parent);
}
/** The innermost function around a node; the node itself does not count. */
function functionAround(ts, node) {
    let at = node.parent;
    while (at !== undefined && !ts.isFunctionLike(at))
        at = at.parent;
    return at;
}
/** The loops around a node, innermost first, up to `until` or the function it stands in. */
function* loopsAround(ts, node) {
    for (let at = node.parent, from = node; at !== undefined && !ts.isFunctionLike(at) && !ts.isClassLike(at); from = at, at = at.parent) {
        // What runs once, before the first round, is not in the loop.
        if (ts.isIterationStatement(at, false) && !(ts.isForStatement(at) && at.initializer === from) && !((ts.isForOfStatement(at) || ts.isForInStatement(at)) && at.statement !== from))
            yield at;
    }
}
/** The object of a call of a member: `mu` of `mu.lock()`. */
function receiverOf(ts, call) {
    const callee = (0, program_index_1.skipOuter)(ts, call.expression);
    return ts.isPropertyAccessExpression(callee) ? (0, program_index_1.skipOuter)(ts, callee.expression) : undefined;
}
/** Two expressions name the same variable or the same property of the same object: names, `this` and properties alone. */
function isSamePlace({ ts, program }, a, b) {
    const checker = program.getTypeChecker();
    for (let x = (0, program_index_1.skipOuter)(ts, a), y = (0, program_index_1.skipOuter)(ts, b);;) {
        if (x.kind === ts.SyntaxKind.ThisKeyword)
            return y.kind === ts.SyntaxKind.ThisKeyword;
        if (ts.isIdentifier(x))
            return ts.isIdentifier(y) && x.text === y.text && checker.getSymbolAtLocation(x) === checker.getSymbolAtLocation(y);
        if (!ts.isPropertyAccessExpression(x) || !ts.isPropertyAccessExpression(y) || x.name.text !== y.name.text)
            return false;
        x = (0, program_index_1.skipOuter)(ts, x.expression);
        y = (0, program_index_1.skipOuter)(ts, y.expression);
    }
}
/** Names, `this` and properties: evaluating it twice does what evaluating it once does. */
function isPlace(ts, expression) {
    let at = (0, program_index_1.skipOuter)(ts, expression);
    while (ts.isPropertyAccessExpression(at))
        at = (0, program_index_1.skipOuter)(ts, at.expression);
    return ts.isIdentifier(at) || at.kind === ts.SyntaxKind.ThisKeyword;
}
/** The variable an identifier names. */
function variableOf({ ts, program }, expression) {
    const inner = (0, program_index_1.skipOuter)(ts, expression);
    return ts.isIdentifier(inner) ? program.getTypeChecker().getSymbolAtLocation(inner) : undefined;
}
/** Other places in `root` that name the variable. */
function usesOf({ ts, program }, root, name, symbol) {
    const checker = program.getTypeChecker(), found = [];
    (0, walk_1.find)(ts, root, (node) => {
        if (!ts.isIdentifier(node) || node.text !== name.text || node === name)
            return false;
        const own = ts.isShorthandPropertyAssignment(node.parent) ? checker.getShorthandAssignmentValueSymbol(node.parent) : checker.getSymbolAtLocation(node);
        if (own === symbol)
            found.push(node);
        return false;
    });
    return found.sort((a, b) => a.pos - b.pos);
}
/** The function a value is: a literal, or the name of a function of the program. */
function functionGiven({ analysis }, facts, index = 0) {
    const given = facts.arguments[index];
    return given?.kind === "function" && given.id !== undefined ? analysis.functions.get(given.id)?.node : undefined;
}
/** Somebody is ready for what it throws: it stands in a `try` with a `catch` of its own function, or in a function literal that is given to `assert.throws`, `expect` and the like. */
function isExpectedToThrow(ts, node) {
    let at = node;
    for (; at.parent !== undefined && !ts.isFunctionLike(at); at = at.parent)
        if (ts.isTryStatement(at.parent) && at.parent.tryBlock === at && at.parent.catchClause !== undefined)
            return true;
    return at.parent !== undefined && ts.isCallExpression(at.parent) && /(^|\.)(throws|expect|rejects)$/.test(at.parent.expression.getText());
}
/** A loop that nothing but a statement inside it ends. */
function isEndless(ts, loop) {
    if (ts.isForStatement(loop))
        return loop.condition === undefined;
    return (ts.isWhileStatement(loop) || ts.isDoStatement(loop)) && loop.expression.kind === ts.SyntaxKind.TrueKeyword;
}
/** A way out of the loop that may be the one of a case of `select`: any that does not belong to another case by name. */
function endsWith(ts, loop, caseName) {
    const others = (test) => {
        const inner = (0, program_index_1.skipOuter)(ts, test);
        return ts.isBinaryExpression(inner) && (inner.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken || inner.operatorToken.kind === ts.SyntaxKind.EqualsEqualsToken) && ts.isStringLiteralLike(inner.right) && inner.right.text !== caseName;
    };
    const isOwn = (test) => {
        const inner = (0, program_index_1.skipOuter)(ts, test);
        return ts.isBinaryExpression(inner) && /^===?$/.test(inner.operatorToken.getText()) && ts.isStringLiteralLike(inner.right) && inner.right.text === caseName;
    };
    return (0, walk_1.find)(ts, loop.statement, (n) => {
        if (ts.isFunctionLike(n))
            return "skip";
        if (ts.isIfStatement(n) && others(n.expression))
            return n.elseStatement === undefined ? "skip" : (0, walk_1.find)(ts, n.elseStatement, (m) => (ts.isFunctionLike(m) ? "skip" : isExit(ts, m))) !== undefined || "skip";
        if (ts.isIfStatement(n) && isOwn(n.expression))
            return (0, walk_1.find)(ts, n.thenStatement, (m) => (ts.isFunctionLike(m) ? "skip" : isExit(ts, m))) !== undefined || "skip";
        if (ts.isCaseClause(n) && ts.isStringLiteralLike(n.expression) && n.expression.text !== caseName)
            return "skip";
        return leavesLoop(ts, n, loop);
    }) !== undefined;
}
/** It leaves the loop, or the function. */
function isExit(ts, node) {
    return ts.isBreakStatement(node) || ts.isReturnStatement(node) || ts.isThrowStatement(node);
}
/** It leaves this loop: a `break` may belong to a `switch` or to a loop inside of it. */
function leavesLoop(ts, node, loop) {
    if (!ts.isBreakStatement(node) || node.label !== undefined)
        return isExit(ts, node);
    let at = node.parent;
    while (!ts.isSwitchStatement(at) && !ts.isIterationStatement(at, false))
        at = at.parent;
    return at === loop;
}
/** How often a loop goes round, where that stands there: `for (let i = 0; i < 5; i++)`, and of a `for…of` over a list that stands there. */
function roundsOf(ts, loop) {
    if (ts.isForOfStatement(loop)) {
        const list = (0, program_index_1.skipOuter)(ts, loop.expression);
        return ts.isArrayLiteralExpression(list) && !list.elements.some((e) => ts.isSpreadElement(e)) ? list.elements.length : undefined;
    }
    if (!ts.isForStatement(loop) || loop.initializer === undefined || loop.condition === undefined || loop.incrementor === undefined || !ts.isVariableDeclarationList(loop.initializer))
        return undefined;
    const [counter] = loop.initializer.declarations, { condition } = loop;
    if (counter?.initializer === undefined || !ts.isNumericLiteral(counter.initializer) || !ts.isBinaryExpression(condition) || !ts.isNumericLiteral(condition.right) || condition.left.getText() !== counter.name.getText() || !/\+\+/.test(loop.incrementor.getText()))
        return undefined;
    const rounds = Number(condition.right.text) - Number(counter.initializer.text);
    return condition.operatorToken.kind === ts.SyntaxKind.LessThanToken ? rounds : condition.operatorToken.kind === ts.SyntaxKind.LessThanEqualsToken ? rounds + 1 : undefined;
}
/** The program's main: when it returns, all ends. */
function isMain(context, fn) {
    return context.calls.some((c) => (c.name === "run" || c.name === "runMain") && functionGiven(context, c.facts) === fn);
}
/** How a place is called in a message: its text, cut. */
var ordinary_calls_1 = require("../analysis/1-collect/ordinary-calls");
Object.defineProperty(exports, "textOf", { enumerable: true, get: function () { return ordinary_calls_1.short; } });
//# sourceMappingURL=syntax.js.map