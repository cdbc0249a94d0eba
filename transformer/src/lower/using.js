"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.openResources = openResources;
exports.wrapUsing = wrapUsing;
exports.isOfResources = isOfResources;
exports.lowerUsingStatement = lowerUsingStatement;
exports.usingOfFor = usingOfFor;
exports.wrapFor = wrapFor;
exports.usingOfHead = usingOfHead;
exports.wrapBody = wrapBody;
exports.usingOfSwitch = usingOfSwitch;
const using_1 = require("../analysis/1-collect/using");
const closures_1 = require("./closures");
const visit_1 = require("./visit");
/** A list of the statements, as `using` declarations, whose resources are ours to dispose of. */
function loweredLists(l, statements, scope) {
    const { ts } = l;
    if (scope.mode === "plain")
        return [];
    const lists = statements.flatMap((s) => (ts.isVariableStatement(s) && (0, using_1.isUsingList)(ts, s.declarationList) ? [s.declarationList] : []));
    return lists.some((list) => maySuspend(l, list)) ? lists : [];
}
function maySuspend(l, list) {
    return list.declarations.some((d) => (l.callPlan(d)?.mode ?? "plain") !== "plain");
}
/** The names the resources of these statements get, given before they are visited; undefined: nothing to do. */
function openResources(l, statements, scope) {
    return resourcesOf(l, loweredLists(l, statements, scope));
}
function resourcesOf(l, lists) {
    if (lists.length === 0)
        return undefined;
    const env = l.f.createIdentifier(l.names.unique("$env"));
    for (const list of lists)
        l.resources.set(l.ts.getOriginalNode(list), env);
    return { env, node: lists[0].declarations[0], awaits: lists.some((list) => (0, using_1.isAwaitUsing)(l.ts, list.declarations[0])) };
}
/** `const $env = …; try { … } catch … finally …` around statements that were visited. */
function wrapUsing(l, statements, { env, node }, scope) {
    const { ts, f } = l;
    const at = l.prologueEnd(statements);
    const error = f.createIdentifier(l.names.unique("$e"));
    const text = l.callPlan(node)?.facts.text ?? "using";
    const result = f.createIdentifier(scope.mode === "awaiting" ? scope.temps.fresh() : "$1");
    const end = scope.mode === "awaiting"
        ? [f.createIfStatement(f.createAssignment(result, l.abiCall("spotDispose", [env])), f.createExpressionStatement(f.createAwaitExpression(result)))]
        : [f.createExpressionStatement(l.abiCall("dispose", [env])), l.yieldIfSuspended(node, scope, text)];
    return [
        ...statements.slice(0, at),
        f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(env, undefined, undefined, l.abiCall("disposables", []))], ts.NodeFlags.Const)),
        f.createTryStatement(f.createBlock(statements.slice(at), true), f.createCatchClause(f.createVariableDeclaration(error), f.createBlock([f.createExpressionStatement(l.abiCall("failed", [env, error]))], false)), f.createBlock(end, false)),
    ];
}
/** One of the declarations of a block whose resources are ours, whether its own may suspend or not. */
function isOfResources(l, node) {
    return l.resources.size > 0 && l.ts.isVariableStatement(node) && l.resources.has(l.ts.getOriginalNode(node.declarationList));
}
/** `using x = e;` of a list whose resources are ours. */
function lowerUsingStatement(l, node, scope) {
    const { ts, f } = l;
    const list = node.declarationList;
    const env = l.resources.get(ts.getOriginalNode(list));
    if (env !== undefined)
        return f.updateVariableStatement(node, undefined, declared(l, list, env, scope));
    // The top level of an ES module.
    if (scope.mode !== "awaiting" || scope.facts.kind !== "module" || !(0, using_1.isUsingList)(ts, list) || !ts.isSourceFile(ts.getOriginalNode(node).parent) || !maySuspend(l, list))
        return undefined;
    return list.declarations.flatMap((d) => {
        const name = d.name;
        const value = f.createVariableStatement(undefined, f.createVariableDeclarationList([f.updateVariableDeclaration(d, name, undefined, undefined, (0, visit_1.visitNode)(l, d.initializer, scope))], ts.NodeFlags.Const));
        const resource = l.abiCall("asyncResource", [f.createIdentifier(name.text), ...((0, using_1.isAwaitUsing)(ts, d) ? [f.createTrue()] : [])]);
        const awaitUsing = ts.NodeFlags.AwaitUsing;
        return [value, f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(l.names.unique("$resource"), undefined, undefined, resource)], awaitUsing))];
    });
}
/** `const x = $use($env, e), …` */
function declared(l, list, env, scope) {
    const { ts, f } = l;
    const declarations = list.declarations.flatMap((d) => {
        if (d.initializer === undefined)
            return [d];
        const value = (0, visit_1.visitNode)(l, d.initializer, scope);
        if (!isAnonymous(l, d))
            return [f.updateVariableDeclaration(d, d.name, undefined, undefined, used(l, d, env, value))];
        // The value takes the name of the variable.
        return [f.updateVariableDeclaration(d, d.name, undefined, undefined, value),
            f.createVariableDeclaration(l.names.unique("$used"), undefined, undefined, used(l, d, env, f.createIdentifier(d.name.text)))];
    });
    return l.at_(f.createVariableDeclarationList(declarations, ts.NodeFlags.Const), list);
}
function used(l, d, env, value) {
    return l.abiCall("use", [env, value, ...((0, using_1.isAwaitUsing)(l.ts, l.ts.getOriginalNode(d)) ? [l.f.createTrue()] : [])]);
}
/** A function or class that is named after the variable. */
function isAnonymous(l, d) {
    const { ts } = l;
    let at = ts.getOriginalNode(d.initializer);
    while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at) || ts.isNonNullExpression(at) || ts.isTypeAssertionExpression(at))
        at = at.expression;
    return (ts.isArrowFunction(at) || ((ts.isFunctionExpression(at) || ts.isClassExpression(at)) && at.name === undefined)) && (0, closures_1.inferredName)(l, at) !== undefined;
}
/** The head of a `for` with such declarations, apart from the loop. */
function usingOfFor(l, node, scope) {
    const { ts } = l;
    const list = node.initializer;
    if (scope.mode === "plain" || list === undefined || !ts.isVariableDeclarationList(list) || !(0, using_1.isUsingList)(ts, list) || !maySuspend(l, list))
        return undefined;
    return { list, resources: resourcesOf(l, [list]) };
}
/** `{ const $env …; try { const a = …; <loop> } … }` */
function wrapFor(l, { list, resources }, loop, scope) {
    const { f } = l;
    const head = f.createVariableStatement(undefined, declared(l, list, resources.env, scope));
    return f.createBlock(wrapUsing(l, [head, loop()], resources, scope), true);
}
/** `for (using v of things)` whose resources are ours. */
function usingOfHead(l, node, scope) {
    const { ts } = l;
    const list = node.initializer;
    return scope.mode !== "plain" && ts.isVariableDeclarationList(list) && (0, using_1.isUsingList)(ts, list) && maySuspend(l, list) ? resourcesOf(l, [list]) : undefined;
}
/** `const v = $use($env, value);` and the body, in the block of resources. */
function wrapBody(l, head, value, resources, body, scope) {
    const { ts, f } = l;
    const d = head.declarations[0];
    const bind = l.at_(f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(d.name.text, undefined, undefined, used(l, d, resources.env, value))], ts.NodeFlags.Const)), head);
    return f.createBlock(wrapUsing(l, [bind, ...body], resources, scope), true);
}
/** `using` in the clauses of a `switch` (which the language forbids since, and TypeScript takes). */
function usingOfSwitch(l, node, scope) {
    return resourcesOf(l, loweredLists(l, node.caseBlock.clauses.flatMap((c) => [...c.statements]), scope));
}
//# sourceMappingURL=using.js.map