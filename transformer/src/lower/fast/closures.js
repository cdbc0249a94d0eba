"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerFastClosure = lowerFastClosure;
exports.namedFastClosure = namedFastClosure;
exports.fastEntry = fastEntry;
exports.fastMethod = fastMethod;
const walk_1 = require("../../analysis/walk");
const closures_1 = require("../closures");
const functions_1 = require("../functions");
const scope_1 = require("../scope");
const method_calls_1 = require("../method-calls");
const copies_1 = require("./copies");
const fast_1 = require("./fast");
const functions_2 = require("./functions");
/** The closure, in an expression. */
function lowerFastClosure(l, node, plan, scope) {
    const { f } = l, name = (0, closures_1.closureName)(l, node), parts = (0, functions_1.generatorParts)(l, node, plan, scope);
    const made = fastClosure(l, node, plan, scope, parts, (0, closures_1.asIdentifier)(name ?? ""), name === undefined ? undefined : f.createStringLiteral(name));
    if (made !== undefined)
        return (0, closures_1.inScope)(l, node, made.before, made.value);
    if (!(0, closures_1.usesOwnName)(l, node) || !plan.frameNamed)
        return (0, closures_1.directClosure)(l, node, plan, scope, undefined, parts);
    const frame = (0, functions_1.frameName)(l, plan, name);
    return (0, closures_1.inScope)(l, node, framed(l, node, plan, scope, parts, frame, name), (0, closures_1.tiedClosure)(l, node, plan, scope, f.createIdentifier(frame)));
}
/** The closure that a constant is initialised with: its two functions are constants before it. */
function namedFastClosure(l, node, plan, scope, variable) {
    const parts = (0, functions_1.generatorParts)(l, node, plan, scope);
    const made = fastClosure(l, node, plan, scope, parts, variable, l.f.createStringLiteral((0, closures_1.closureName)(l, node) ?? variable));
    if (made !== undefined)
        return { before: made.before, value: l.at_(made.value, node) };
    const frame = (0, functions_1.frameName)(l, plan, variable);
    return { before: framed(l, node, plan, scope, parts, frame, variable), value: (0, closures_1.directClosure)(l, node, plan, scope, frame) };
}
/** The generator under a name, and the entry that calls by name take for one of the fast form. */
function framed(l, node, plan, scope, parts, frame, name) {
    const before = [constant(l, frame, (0, closures_1.generator)(l, node, plan, scope, undefined, parts))];
    if (plan.frameNamed)
        before.push(constant(l, (0, functions_2.entryName)(l, plan, name), wrapper(l, plan, frame)));
    return before;
}
function constant(l, name, value) {
    return l.f.createVariableStatement(undefined, l.f.createVariableDeclarationList([l.f.createVariableDeclaration(name, undefined, undefined, value)], l.ts.NodeFlags.Const));
}
/** `(...$args) => $frame(pump$frame(...$args))` */
function wrapper(l, plan, frame) {
    const { ts, f } = l;
    const call = f.createCallExpression(f.createIdentifier(frame), undefined, [f.createSpreadElement(f.createIdentifier("$args"))]);
    return f.createArrowFunction(undefined, undefined, (0, functions_2.anyParameters)(l, plan), undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), l.abiCall("frame", [call]));
}
/** The goroutine entry of a function that is written where a goroutine is started with it: nobody sees the function itself. */
function fastEntry(l, node, plan, scope, parts) {
    const made = twoFunctions(l, node, plan, scope, parts, "");
    return made === undefined ? undefined : (0, closures_1.inScope)(l, node, made.before, l.f.createIdentifier(made.go));
}
function twoFunctions(l, node, plan, scope, parts, base) {
    const { ts, f } = l;
    const fast = (0, fast_1.fastParts)(l, plan, parts, base, scope.facts.kind === "module");
    if (fast === undefined)
        return undefined;
    const go = (0, functions_2.entryName)(l, plan, base);
    const arrow = (parameters, body) => l.at_(f.createArrowFunction(undefined, undefined, parameters, undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), body), node);
    return { before: [...fast.save, constant(l, fast.resume.name, arrow(fast.resume.parameters, fast.resume.body)), constant(l, go, arrow(fast.parameters, fast.body))], go };
}
function fastClosure(l, node, plan, scope, parts, base, name) {
    const { ts, f } = l;
    const made = twoFunctions(l, node, plan, scope, parts, base);
    if (made === undefined)
        return undefined;
    const { before, go } = made;
    const computed = l.computedNames.get(ts.getOriginalNode(node)), named = computed ?? name;
    const counts = (0, functions_2.countsOf)(l, plan);
    const constructible = ts.isFunctionExpression(node);
    const value = (0, functions_1.keepsBody)(l, plan)
        ? l.abiCall("goEntry", [(0, closures_1.namedCopy)(l, node, plan, scope), f.createIdentifier(go), counts, ...(computed === undefined ? [] : [computed])])
        : l.abiCall("goClosure", [f.createIdentifier(go), counts, ...(named === undefined ? (constructible ? [l.undefined()] : []) : [named]), ...(constructible ? [f.createTrue()] : [])]);
    return { before, value };
}
/**
 * A method in fast form: its entry as a method, and a constant before the class that goes on from its frames. What calls try by name (method-calls.ts) stands there too, and the method calls it. Where the body uses private members
 * they are variables that a static block of the class sets; undefined for targets that have none.
 */
function fastMethod(l, node, plan, generator, hasStaticBlocks) {
    const { ts, f } = l;
    const name = ts.isIdentifier(node.name) ? node.name.text : "method";
    const isPrivate = (0, walk_1.find)(ts, generator.body, (n) => ts.isPrivateIdentifier(n)) !== undefined;
    if (isPrivate && !hasStaticBlocks) {
        plan.direct = "it uses private members, and the target has no static blocks";
        return undefined;
    }
    const parts = (0, fast_1.fastParts)(l, plan, generator, name, true);
    if (parts === undefined)
        return undefined;
    const before = [], inside = [];
    // `{ "Store.load$resume": … }["Store.load$resume"]`: stacks show it under the method's name.
    const named = (own, suffix, parameters, body) => {
        const made = l.at_(f.createArrowFunction(undefined, undefined, parameters, undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), strict(l, body)), node), shown = () => f.createStringLiteral(`${(0, scope_1.siteName)(plan.facts)}$${suffix}`);
        const value = f.createElementAccessExpression(f.createParenthesizedExpression(f.createObjectLiteralExpression([f.createPropertyAssignment(shown(), made)])), shown());
        if (!isPrivate)
            before.push(constant(l, own, value));
        else {
            before.push(f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(own)], ts.NodeFlags.Let)));
            inside.push(f.createAssignment(f.createIdentifier(own), value));
        }
    };
    named(parts.resume.name, "resume", parts.resume.parameters, parts.resume.body);
    before.push(...parts.save);
    if (!plan.guessed)
        return { parameters: parts.parameters, body: parts.body, before, inside };
    const self = l.register("$this"), { go } = (0, method_calls_1.methodOf)(l, plan);
    named(go, "go", [f.createParameterDeclaration(undefined, undefined, self), ...parts.parameters], (0, copies_1.withSelf)(l, parts.body, self));
    const parameters = parts.parameters.map((p) => f.createParameterDeclaration(undefined, undefined, p.name.text));
    const call = f.createCallExpression(f.createIdentifier(go), undefined, [f.createThis(), ...parameters.map((p) => f.createIdentifier(p.name.text))]);
    return { parameters, body: f.createBlock([f.createReturnStatement(call)], false), before, inside };
}
/** Code of classes is strict. */
function strict(l, body) {
    const { f } = l;
    if (!l.mayBeSloppy)
        return body;
    return f.updateBlock(body, [f.createExpressionStatement(f.createStringLiteral("use strict")), ...body.statements]);
}
//# sourceMappingURL=closures.js.map