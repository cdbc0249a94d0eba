"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerIteration = lowerIteration;
exports.visitEmbedded = visitEmbedded;
exports.withLabels = withLabels;
const walk_1 = require("../analysis/walk");
const for_of_1 = require("./for-of");
const patterns_1 = require("./patterns");
const strips_1 = require("./strips");
const using_1 = require("./using");
const visit_1 = require("./visit");
/** No JavaScript, whatever we made of it: the engine says so when it reads the file. */
function isIllFormed(l, node) {
    const { ts } = l;
    if (ts.isFunctionDeclaration(node.statement))
        return true;
    const head = ts.isForOfStatement(node) || ts.isForInStatement(node) ? node.initializer : undefined;
    return head !== undefined && ts.isVariableDeclarationList(head) && head.declarations.length !== 1;
}
/** `labels` stand before the loop, outermost first. */
function lowerIteration(l, node, labels, scope) {
    const { ts, f } = l;
    if (isIllFormed(l, node))
        return withLabels(l, node, labels);
    if (ts.isForOfStatement(node) && node.awaitModifier === undefined) {
        const call = l.callPlan(node);
        if (scope.mode !== "plain" && call !== undefined && call.mode !== "plain")
            return (0, for_of_1.lowerForOf)(l, node, labels, scope);
    }
    if (ts.isForStatement(node)) {
        const using = (0, using_1.usingOfFor)(l, node, scope);
        if (using !== undefined)
            return (0, using_1.wrapFor)(l, using, () => lowerIteration(l, f.updateForStatement(node, undefined, node.condition, node.incrementor, node.statement), labels, scope), scope);
    }
    const check = scope.mode === "goroutine" ? l.checkPlan(node) : "none";
    if (typeof check === "object" && !ts.isForOfStatement(node)) {
        const { loop, leaves } = "up" in check ? (0, strips_1.stripMined)(l, node, check, scope) : (0, strips_1.inStrips)(l, node, check, scope);
        return withLabels(l, loop, leaves === undefined ? labels : [...labels, leaves]);
    }
    const each = check === "none" ? undefined : () => l.check(node, scope);
    const embed = (statement) => visitEmbedded(l, statement, scope);
    let made;
    if (ts.isForStatement(node)) {
        const step = node.incrementor === undefined ? undefined : (0, visit_1.visitNode)(l, node.incrementor, scope);
        made = f.updateForStatement(node, node.initializer && (0, visit_1.visitNode)(l, node.initializer, scope), node.condition && (0, visit_1.visitNode)(l, node.condition, scope), each === undefined ? step : step === undefined ? each() : f.createComma(step, each()), embed(node.statement));
    }
    else if (ts.isWhileStatement(node)) {
        const condition = (0, visit_1.visitNode)(l, node.expression, scope);
        made = each === undefined
            ? f.updateWhileStatement(node, condition, embed(node.statement))
            : ts.setOriginalNode(ts.setTextRange(f.createForStatement(undefined, condition, each(), embed(node.statement)), node), node);
    }
    else if (ts.isDoStatement(node)) {
        const condition = (0, visit_1.visitNode)(l, node.expression, scope);
        made = f.updateDoStatement(node, embed(node.statement), each === undefined ? condition : f.createComma(f.createParenthesizedExpression(each()), condition));
    }
    else {
        const loop = node;
        const body = embed(loop.statement);
        const checked = each === undefined ? body : withCheck(l, loop, body, scope);
        const resources = (0, using_1.usingOfHead)(l, loop, scope);
        if (resources !== undefined || (scope.mode !== "plain" && hasStepsInHead(l, loop, scope)))
            return withHeadInBody(l, loop, checked, labels, scope, resources);
        const initializer = (0, visit_1.visitNode)(l, loop.initializer, scope), expression = (0, for_of_1.headValue)(l, loop, scope);
        made = ts.isForInStatement(loop)
            ? f.updateForInStatement(loop, initializer, expression, checked)
            : f.updateForOfStatement(loop, loop.awaitModifier, initializer, expression, checked);
    }
    return withLabels(l, made, labels);
}
function hasStepsInHead(l, node, scope) {
    const head = node.initializer;
    return (0, patterns_1.hasSteps)(l, l.ts.isVariableDeclarationList(head) ? head.declarations[0].name : head, scope);
}
/** `for (const [a] of rows) …` where the rows step in their own way: the pattern moves into the body, `for (const $v of rows) { const [a] = $v; … }`. */
function withHeadInBody(l, node, body, labels, scope, resources) {
    const { ts, f } = l;
    const { before, value } = (0, for_of_1.evaluateHead)(l, node, scope);
    const name = f.createIdentifier(l.names.unique("$v"));
    const head = f.createVariableDeclarationList([f.createVariableDeclaration(name)], ts.NodeFlags.Const);
    const whole = resources !== undefined ? (0, using_1.wrapBody)(l, node.initializer, name, resources, [body], scope) : f.createBlock([(0, for_of_1.bindStatement)(l, node.initializer, name, scope), body], true);
    const loop = withLabels(l, l.at_(ts.isForInStatement(node) ? f.createForInStatement(head, value, whole) : f.createForOfStatement(node.awaitModifier, head, value, whole), node), labels);
    return before.length === 0 ? loop : f.createBlock([...before, loop], true);
}
/** for…of and for…in have no update: the check ends the body, or begins it where a `continue` would jump over it. */
function withCheck(l, node, body, scope) {
    const { ts, f } = l;
    const statements = ts.isBlock(body) ? [...body.statements] : [body];
    const jumps = (n) => (0, walk_1.find)(ts, n, (c) => ts.isContinueStatement(c) || (ts.isFunctionLike(c) && "skip")) !== undefined;
    const check = l.checkStatement(node, scope);
    return f.createBlock(jumps(node.statement) ? [check, ...statements] : [...statements, check], true);
}
/** A statement that becomes several is put into a block. */
function visitEmbedded(l, statement, scope) {
    if (l.ts.isBlock(statement))
        return (0, visit_1.visitNode)(l, statement, scope);
    const { statements, attach } = (0, visit_1.visitStatements)(l, [statement], scope);
    const all = [...attach, ...statements];
    return all.length === 1 ? all[0] : l.f.createBlock(all, true);
}
function withLabels(l, statement, labels) {
    return labels.reduceRight((inner, label) => l.f.createLabeledStatement(label, inner), statement);
}
//# sourceMappingURL=loops.js.map