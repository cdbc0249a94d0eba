"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerForOf = lowerForOf;
exports.bindStatement = bindStatement;
exports.evaluateHead = evaluateHead;
exports.headValue = headValue;
const program_index_1 = require("../analysis/1-collect/program-index");
const generators_1 = require("./generators");
const patterns_1 = require("./patterns");
const loops_1 = require("./loops");
const using_1 = require("./using");
const visit_1 = require("./visit");
function lowerForOf(l, node, labels, scope) {
    const { f } = l;
    const channel = l.callPlan(node).facts.callee.kind === "marked";
    const source = scope.temps.fresh(), value = scope.temps.fresh();
    const text = l.callPlan(node).facts.text;
    const awaiting = scope.mode === "awaiting";
    const { before, value: iterable } = evaluateHead(l, node, scope);
    const step = l.suspend(l.abiCall(awaiting ? (channel ? "spotRange" : "spotNext") : channel ? "range" : "next", [f.createIdentifier(source)]), node.expression, scope, text);
    const test = f.createStrictInequality(f.createParenthesizedExpression(f.createAssignment(f.createIdentifier(value), step)), l.abi("DONE"));
    const check = awaiting ? undefined : l.check(node, scope); // what is always ready must not keep the others waiting
    const body = loopBody(l, node, f.createIdentifier(value), scope);
    if (channel) {
        const start = f.createAssignment(f.createIdentifier(source), l.abiCall("rangeOf", [iterable]));
        const loop = (0, loops_1.withLabels)(l, l.at_(f.createForStatement(start, test, check, body), node), labels);
        return before.length === 0 ? loop : f.createBlock([...before, loop], true);
    }
    const start = f.createExpressionStatement(f.createAssignment(f.createIdentifier(source), l.suspend(l.abiCall(awaiting ? "spotIterate" : "iterate", [iterable]), node.expression, scope, text)));
    const loop = (0, loops_1.withLabels)(l, l.at_(f.createForStatement(undefined, test, check, body), node), labels);
    const error = f.createIdentifier(l.names.unique("$e"));
    const close = awaiting
        ? [f.createExpressionStatement(l.suspend(l.abiCall("spotClose", [f.createIdentifier(source)]), node.expression, scope, text))]
        : [f.createExpressionStatement(l.abiCall("close", [f.createIdentifier(source)])), l.yieldIfSuspended(node.expression, scope, text)];
    const guarded = f.createTryStatement(f.createBlock([loop], true), f.createCatchClause(f.createVariableDeclaration(error), f.createBlock([f.createExpressionStatement(l.abiCall("fail", [f.createIdentifier(source)])), f.createThrowStatement(error)], false)), f.createBlock(close, false));
    return f.createBlock([...before, start, guarded], true);
}
/** The body with its binding in front, in a block of its own where names would clash. */
function loopBody(l, node, value, scope) {
    const { ts, f } = l;
    const resources = (0, using_1.usingOfHead)(l, node, scope);
    const bind = resources === undefined ? bindStatement(l, node.initializer, value, scope) : undefined;
    const body = (0, loops_1.visitEmbedded)(l, node.statement, scope);
    const statements = ts.isBlock(body) && !declaresNames(l, node.statement) ? [...body.statements] : [body];
    if (bind === undefined)
        return (0, using_1.wrapBody)(l, node.initializer, value, resources, statements, scope);
    return f.createBlock([bind, ...statements], true);
}
/** `const [a, b] = $3;`, `[o.a] = $3;` */
function bindStatement(l, head, value, scope) {
    const { ts, f } = l;
    if (!ts.isVariableDeclarationList(head)) {
        const bind = (ts.isArrayLiteralExpression(head) || ts.isObjectLiteralExpression(head)) && (0, patterns_1.hasSteps)(l, head, scope)
            ? (0, patterns_1.assignPattern)(l, head, value, scope) : f.createAssignment((0, visit_1.visitNode)(l, head, scope), value);
        return l.at_(f.createExpressionStatement(bind), head);
    }
    const { name } = head.declarations[0];
    const declaration = !ts.isIdentifier(name) && (0, patterns_1.hasSteps)(l, name, scope) ? (0, patterns_1.bindPattern)(l, name, value, scope) : { name: (0, visit_1.visitNode)(l, name, scope), initializer: value };
    return l.at_(f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(declaration.name, undefined, undefined, declaration.initializer)], head.flags & bindingFlags(ts))), head);
}
/**
 * The iterable of a loop is evaluated where the loop's own names exist and are not initialised (14.7.5.6). If it mentions one, the engine makes that scope: a loop over nothing whose head evaluates it.
 *   for (const x of f(x)) …        for (const x in ($4 = f(x), null)); … iterate($4) …
 * `null` stands for no names at all, without asking any iterator.
 */
function evaluateHead(l, node, scope) {
    const { ts, f } = l;
    const value = headValue(l, node, scope);
    if (!ts.isVariableDeclarationList(node.initializer) || (node.initializer.flags & ts.NodeFlags.BlockScoped) === 0)
        return { before: [], value };
    const names = (0, program_index_1.boundNames)(l.ts, node.initializer.declarations[0].name);
    if (!mentionsAny(l, node.expression, new Set(names)))
        return { before: [], value };
    const temp = f.createIdentifier(scope.temps.fresh());
    const pattern = names.length === 1 ? f.createIdentifier(names[0]) : f.createArrayBindingPattern(names.map((n) => f.createBindingElement(undefined, undefined, n)));
    const head = f.createVariableDeclarationList([f.createVariableDeclaration(pattern)], ts.NodeFlags.Const);
    return { before: [f.createForInStatement(head, f.createParenthesizedExpression(f.createComma(f.createAssignment(temp, value), f.createNull())), f.createBlock([]))], value: temp };
}
/** The expression a loop iterates over. */
function headValue(l, node, scope) {
    const value = (0, visit_1.visitNode)(l, node.expression, scope);
    const awaits = l.ts.isForOfStatement(node) && node.awaitModifier !== undefined && scope.mode === "awaiting" && (l.callPlan(node)?.mode ?? "plain") !== "plain";
    return awaits ? (0, generators_1.asyncIterable)(l, node, value, scope) : value;
}
function mentionsAny(l, node, names) {
    const { ts } = l;
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node))
        return false;
    if (ts.isPropertyAccessExpression(node))
        return mentionsAny(l, node.expression, names);
    return (ts.isIdentifier(node) && names.has(node.text)) || (ts.forEachChild(node, (child) => mentionsAny(l, child, names) || undefined) ?? false);
}
function bindingFlags(ts) {
    return ts.NodeFlags.Let | ts.NodeFlags.Const | (ts.NodeFlags.Using ?? 0);
}
/** The body's own block declares something that could clash with the loop's binding. */
function declaresNames(l, body) {
    const { ts } = l;
    return ts.isBlock(body) && body.statements.some((s) => ts.isVariableStatement(s) || ts.isFunctionDeclaration(s) || ts.isClassDeclaration(s) || ts.isEnumDeclaration(s));
}
//# sourceMappingURL=for-of.js.map