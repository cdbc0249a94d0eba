"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerFunctionDeclaration = lowerFunctionDeclaration;
exports.directDeclaration = directDeclaration;
exports.lowerOtherFunction = lowerOtherFunction;
exports.copyFunction = copyFunction;
exports.visitParameters = visitParameters;
exports.hasCallee = hasCallee;
exports.generatorParts = generatorParts;
exports.keepsBody = keepsBody;
exports.plainParameters = plainParameters;
exports.frameName = frameName;
const callables_1 = require("../analysis/1-collect/callables");
const walk_1 = require("../analysis/walk");
const defer_1 = require("./defer");
const functions_1 = require("./fast/functions");
const generators_1 = require("./generators");
const new_1 = require("./new");
const parameters_1 = require("./parameters");
const visit_1 = require("./visit");
function lowerFunctionDeclaration(l, node, scope) {
    const { f } = l;
    const plan = l.functionPlan(node);
    if (plan === undefined || node.body === undefined)
        return { statements: [node], attach: [] };
    if (plan.form === "plain" || plan.form === "awaiting")
        return { statements: [copyFunction(l, node, plan, scope)], attach: [] };
    if (plan.form === "fast")
        return (0, functions_1.lowerFastDeclaration)(l, node, plan, scope);
    if ((0, generators_1.isLoweredGenerator)(plan))
        return (0, generators_1.lowerGeneratorDeclaration)(l, node, plan, scope, () => copyFunction(l, node, plan, scope));
    return directDeclaration(l, node, plan, scope, node.name ?? f.createIdentifier(l.names.unique("default_1")), generatorParts(l, node, plan, scope));
}
/** The declaration around its generator. */
function directDeclaration(l, node, plan, scope, name, generator) {
    const { ts, f } = l;
    const frame = frameName(l, plan, name.text);
    const plain = keepsBody(l, plan)
        ? f.updateFunctionDeclaration(node, node.modifiers, node.asteriskToken, name, node.typeParameters, visitParameters(l, node, plan, scope), node.type, plainBody(l, node, plan, scope))
        : f.updateFunctionDeclaration(node, node.modifiers, node.asteriskToken, name, undefined, plainParameters(l, node), undefined, spotBody(l, node, plan, f.createIdentifier(frame)));
    const body = l.at_((0, new_1.readsNewTarget)(plan.facts)
        ? f.createFunctionDeclaration(undefined, undefined, frame, undefined, plainParameters(l, node), undefined, (0, new_1.newTargetBody)(l, frame, generator))
        : f.createFunctionDeclaration(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), frame, undefined, generator.parameters, undefined, generator.body), node);
    const tied = l.abiCall("entry", [name, f.createIdentifier(frame), ...(node.name === undefined ? [f.createStringLiteral("default")] : [])]);
    const attach = hasCallee(l, node, plan) ? l.abiCall("knowsCallee", [tied]) : tied;
    return { statements: [plain, body], attach: [f.createExpressionStatement(attach)] };
}
/** Constructors, accessors and methods that stay methods. */
function lowerOtherFunction(l, node, scope) {
    const plan = l.functionPlan(node);
    return plan === undefined || node.body === undefined ? node : copyFunction(l, node, plan, scope);
}
/** The function as it is, its body visited. */
function copyFunction(l, node, plan, scope) {
    const { ts, f } = l;
    const mode = plan.form === "awaiting" ? "awaiting" : "plain";
    const inner = l.scopeOf(plan.facts, mode, scope, mode === "awaiting" && plan.facts.defers ? f.createIdentifier(l.names.unique("$defers")) : undefined);
    const parameters = visitParameters(l, node, plan, scope);
    const make = () => {
        if (ts.isArrowFunction(node)) {
            const body = ts.isBlock(node.body) ? bodyBlock(l, node.body, inner) : expressionBody(l, node.body, inner);
            return f.updateArrowFunction(node, node.modifiers, node.typeParameters, parameters, node.type, node.equalsGreaterThanToken, body);
        }
        const body = bodyBlock(l, node.body, inner);
        if (ts.isFunctionDeclaration(node))
            return f.updateFunctionDeclaration(node, node.modifiers, node.asteriskToken, node.name, node.typeParameters, parameters, node.type, body);
        if (ts.isFunctionExpression(node))
            return f.updateFunctionExpression(node, node.modifiers, node.asteriskToken, node.name, node.typeParameters, parameters, node.type, body);
        if (ts.isMethodDeclaration(node)) {
            const modifiers = ts.visitNodes(node.modifiers, (m) => (0, visit_1.visitNode)(l, m, scope));
            return f.updateMethodDeclaration(node, modifiers, node.asteriskToken, (0, visit_1.visitNode)(l, node.name, scope), node.questionToken, node.typeParameters, parameters, node.type, body);
        }
        if (ts.isConstructorDeclaration(node))
            return f.updateConstructorDeclaration(node, node.modifiers, parameters, body);
        const modifiers = ts.visitNodes(node.modifiers, (m) => (0, visit_1.visitNode)(l, m, scope));
        if (ts.isGetAccessorDeclaration(node))
            return f.updateGetAccessorDeclaration(node, modifiers, (0, visit_1.visitNode)(l, node.name, scope), parameters, node.type, body);
        return f.updateSetAccessorDeclaration(node, modifiers, (0, visit_1.visitNode)(l, node.name, scope), parameters, body);
    };
    return make();
}
/** Parameters stay plain: what may suspend in them is lowered by lowerParameters, or reported. */
function visitParameters(l, node, plan, scope) {
    const inner = { ...l.scopeOf(plan.facts, "plain", scope), temps: l.moduleTemps };
    return node.parameters.map((p) => (0, visit_1.visitNode)(l, p, inner));
}
function plainBody(l, node, plan, scope) {
    return bodyBlock(l, node.body, l.scopeOf(plan.facts, "plain", scope));
}
function bodyBlock(l, block, scope) {
    const { statements, attach } = (0, visit_1.visitStatements)(l, block.statements, scope);
    const at = l.prologueEnd(statements);
    const whole = [...statements.slice(0, at), ...attach, ...statements.slice(at)];
    const all = l.withTemps(scope.mode === "awaiting" && scope.defers !== undefined ? (0, defer_1.wrapDefers)(l, whole, scope.defers, block, scope) : whole, scope.temps);
    return l.f.updateBlock(block, l.ts.setTextRange(l.f.createNodeArray(all), block.statements));
}
function expressionBody(l, body, scope) {
    const visited = (0, visit_1.visitNode)(l, body, scope);
    if (scope.mode === "awaiting" && scope.defers !== undefined)
        return l.f.createBlock(l.withTemps((0, defer_1.wrapDefers)(l, [l.ts.setTextRange(l.f.createReturnStatement(visited), body)], scope.defers, body, scope), scope.temps), true);
    if (scope.temps.all.length === 0)
        return visited;
    return l.f.createBlock(l.withTemps([l.ts.setTextRange(l.f.createReturnStatement(visited), body)], scope.temps), true);
}
/**
 * `arguments.callee` must be the function users see, not the generator: sloppy code, simple parameters (ECMA-262 10.4.4.7). Methods of sloppy object literals are left out: they
 * have no statement of their own to tell the runtime in, and opaque.ts keeps those that name `callee`.
 */
function hasCallee(l, node, plan) {
    return plan.facts.usesCallee && !plan.facts.generator && l.mayBeSloppy && (l.ts.isFunctionDeclaration(node) || l.ts.isFunctionExpression(node)) && (0, callables_1.hasSimpleParameters)(l.ts, node);
}
/** Parameters and body of the generator that is the function's frame. */
function generatorParts(l, node, plan, outer, argumentsName, newTarget) {
    const { ts, f } = l;
    const defers = plan.facts.defers ? f.createIdentifier(l.names.unique("$defers")) : undefined;
    const base = l.scopeOf(plan.facts, "goroutine", outer, defers);
    const scope = { ...base, argumentsName: argumentsName ?? base.argumentsName, newTarget: (0, new_1.readsNewTarget)(plan.facts) ? l.register("$target") : newTarget ?? base.newTarget };
    const { parameters, prologue } = (0, parameters_1.lowerParameters)(l, node, plan, scope);
    const body = node.body;
    let statements;
    if (ts.isBlock(body)) {
        const visited = (0, visit_1.visitStatements)(l, body.statements, scope);
        const at = l.prologueEnd(visited.statements);
        statements = [...visited.statements.slice(0, at), ...visited.attach, ...visited.statements.slice(at)];
    }
    else {
        const value = (0, visit_1.visitNode)(l, body, scope);
        // TypeScript's printer fails at `return o?.#x`.
        const isPrivateChain = (0, walk_1.find)(ts, body, (n) => (ts.isFunctionLike(n) ? "skip" : ts.isPropertyAccessChain(n) && ts.isPrivateIdentifier(n.name))) !== undefined;
        statements = [ts.setTextRange(f.createReturnStatement(isPrivateChain ? f.createParenthesizedExpression(value) : value), body)];
    }
    if (hasCallee(l, node, plan)) {
        const at = l.prologueEnd(statements);
        statements.splice(at, 0, f.createExpressionStatement(l.abiCall("callee", [f.createIdentifier("arguments")])));
    }
    if (defers !== undefined)
        statements = (0, defer_1.wrapDefers)(l, statements, defers, node, scope);
    if (prologue.length > 0) {
        const at = l.prologueEnd(statements);
        if ((0, generators_1.isLoweredGenerator)(plan))
            prologue.push(f.createExpressionStatement(f.createYieldExpression(undefined, undefined)));
        statements = [...statements.slice(0, at), ...prologue, f.createBlock(statements.slice(at), true)];
    }
    return { parameters, body: f.createBlock(ts.setTextRange(f.createNodeArray(l.withTemps(statements, scope.temps)), ts.isBlock(body) ? body.statements : body), true), temps: scope.temps };
}
/**
 * The original body serves plain callers: nothing in it is lowered a second time, so that code does not double with each level of nesting. Tagged templates have one strings object per site, and so
 * must not have two sites.
 */
function keepsBody(l, plan) {
    if (plan.plainEntry !== "body" || plan.holdsLowered)
        return false;
    const { body } = plan.facts.node;
    return body === undefined || (0, walk_1.find)(l.ts, body, (n) => l.ts.isClassLike(n) || l.ts.isTaggedTemplateExpression(n)) === undefined;
}
/** Names of the parameters that `length` counts, for a plain entry that hands all on. */
function plainParameters(l, node) {
    const { ts, f } = l;
    const out = [];
    for (const p of (0, callables_1.parametersOf)(l.ts, node)) {
        if (p.initializer !== undefined || p.dotDotDotToken !== undefined)
            break;
        out.push(f.createParameterDeclaration(undefined, undefined, ts.isIdentifier(p.name) ? f.createIdentifier(p.name.text) : f.createIdentifier(`$p${out.length}`)));
    }
    return out;
}
function spotBody(l, node, plan, frame) {
    const { f } = l;
    const { facts } = plan;
    let generator;
    const newTarget = () => f.createMetaProperty(l.ts.SyntaxKind.NewKeyword, f.createIdentifier("target"));
    if ((0, new_1.readsNewTarget)(facts))
        frame = l.abiCall("constructing", [frame, newTarget()]);
    if (facts.usesArguments || !(0, callables_1.hasSimpleParameters)(l.ts, node))
        generator = f.createCallExpression(f.createPropertyAccessExpression(frame, "apply"), undefined, [f.createThis(), f.createIdentifier("arguments")]);
    else {
        const names = (0, callables_1.parametersOf)(l.ts, node).map((p) => f.createIdentifier(p.name.text));
        generator = facts.usesThis
            ? f.createCallExpression(f.createPropertyAccessExpression(frame, "call"), undefined, [f.createThis(), ...names])
            : f.createCallExpression(frame, undefined, names);
    }
    return f.createBlock([f.createReturnStatement(l.abiCall("plain", [generator, facts.usesThis || facts.usesNewTarget ? newTarget() : l.undefined(), f.createThis()]))], false);
}
/** `worker$frame`, reserved once per function. */
function frameName(l, plan, name) {
    let frame = l.frames.get(plan.facts.key);
    if (frame === undefined)
        l.frames.set(plan.facts.key, (frame = l.own(`${name}$frame`)));
    return frame;
}
//# sourceMappingURL=functions.js.map