"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerIntrinsic = lowerIntrinsic;
exports.startedAt = startedAt;
const callables_1 = require("../analysis/1-collect/callables");
const program_index_1 = require("../analysis/1-collect/program-index");
const using_1 = require("../analysis/1-collect/using");
const spawn_target_1 = require("./spawn-target");
const calls_1 = require("./calls");
const closures_1 = require("./closures");
const closures_2 = require("./fast/closures");
const functions_1 = require("./fast/functions");
const functions_2 = require("./functions");
const plan_1 = require("../analysis/3-plan/plan");
const super_1 = require("./super");
const visit_1 = require("./visit");
function lowerIntrinsic(l, node, name, scope) {
    const { ts, f } = l;
    switch (name) {
        case "go":
            return l.at_(lowerGo(l, node, scope), node);
        case "run":
        case "runMain":
            return l.at_(l.abiCall(name, [l.site(node, scope, name), ...(0, visit_1.visitExpressions)(l, node.arguments, scope)]), node);
        case "chan": {
            if (node.arguments.some((a) => ts.isSpreadElement(a)))
                return undefined;
            return l.at_(l.abiCall("chan", [l.site(node, scope, channelName(l, node)), ...(0, visit_1.visitExpressions)(l, node.arguments, scope)]), node);
        }
        case "startedAt": {
            const target = (0, program_index_1.skipOuter)(ts, node.expression), [first] = node.arguments;
            if (!ts.isPropertyAccessExpression(target) || target.expression.kind === ts.SyntaxKind.SuperKeyword || ts.isOptionalChain(node))
                return (0, super_1.plainSuperCall)(l, node, scope);
            const visited = (0, visit_1.visitChildren)(l, node, scope);
            return first === undefined || ts.isSpreadElement(first) ? visited : l.at_(f.updateCallExpression(visited, visited.expression, undefined, startedAt(l, node, visited.arguments, scope)), node);
        }
        case "defer":
            if (scope.defers === undefined || node.arguments.length !== 1 || isUsingInitialiser(l, node))
                return undefined;
            return l.at_(f.createCallExpression(l.abi("deferred"), undefined, [scope.defers, (0, visit_1.visitNode)(l, node.arguments[0], scope)]), node);
    }
    return undefined;
}
function lowerGo(l, node, scope) {
    const { ts, f } = l;
    const [first, ...rest] = node.arguments;
    if (first !== undefined && !node.arguments.some((a) => ts.isSpreadElement(a))) {
        const literal = (0, program_index_1.functionOf)(ts, first);
        const plan = literal === undefined ? undefined : l.functionPlan(literal);
        if (literal !== undefined && (0, plan_1.isResumable)(plan) && !plan.facts.generator && (0, callables_1.hasSimpleParameters)(l.ts, literal) && !(ts.isFunctionExpression(literal) && literal.name !== undefined)) {
            const parts = plan.form === "fast" ? (0, functions_2.generatorParts)(l, literal, plan, scope) : undefined;
            const entry = parts === undefined ? undefined : (0, closures_2.fastEntry)(l, literal, plan, scope, parts);
            if (entry !== undefined)
                return l.abiCall("spawnFast", [l.site(node, scope, "go"), (0, functions_1.countsOf)(l, plan), entry, ...(0, visit_1.visitExpressions)(l, rest, scope)]);
            const made = f.createCallExpression(f.createParenthesizedExpression((0, closures_1.generator)(l, literal, plan, scope, undefined, parts)), undefined, (0, visit_1.visitExpressions)(l, rest, scope));
            return l.abiCall("spawn", [l.site(node, scope, "go"), made]);
        }
        const frame = literal === undefined ? (0, spawn_target_1.resolvedFrame)(l, first, node) : undefined;
        if (frame !== undefined)
            return l.abiCall("spawn", [l.site(node, scope, "go"), f.createCallExpression(frame, undefined, (0, visit_1.visitExpressions)(l, rest, scope))]);
    }
    return l.abiCall("go", [l.site(node, scope, "go"), ...(0, visit_1.visitExpressions)(l, node.arguments, scope)]);
}
/** The arguments of a method that starts a goroutine: the function it is given passes by the runtime on its way, together with the place of the call. */
function startedAt(l, node, args, scope) {
    const [first, ...rest] = args;
    return [l.abiCall("startedAt", [l.site(node, scope, (0, calls_1.calleeText)(l, node.expression, "go")), first]), ...rest];
}
/** What reports call the channel: the variable or property it is made for, and its type as written. */
function channelName(l, node) {
    const { ts } = l;
    const original = ts.getOriginalNode(node);
    const types = original.typeArguments;
    const type = types === undefined || types.length === 0 ? "" : `<${types[0].getText(l.file)}>`;
    const parent = original.parent;
    let name = "";
    if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent)) && parent.initializer === original)
        name = parent.name.getText(l.file);
    else if (ts.isBinaryExpression(parent) && parent.right === original)
        name = parent.left.getText(l.file);
    return `${name} Chan${type}`.trim();
}
function isUsingInitialiser(l, node) {
    const { ts } = l;
    const { parent } = ts.getOriginalNode(node);
    return ts.isVariableDeclaration(parent) && ts.isVariableDeclarationList(parent.parent) && (0, using_1.isUsingList)(ts, parent.parent);
}
//# sourceMappingURL=intrinsics.js.map