"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerClosure = lowerClosure;
exports.namedClosureStatements = namedClosureStatements;
exports.generator = generator;
exports.directClosure = directClosure;
exports.inScope = inScope;
exports.closureName = closureName;
exports.tiedClosure = tiedClosure;
exports.namedCopy = namedCopy;
exports.asIdentifier = asIdentifier;
exports.inferredName = inferredName;
exports.usesOwnName = usesOwnName;
const walk_1 = require("../analysis/walk");
const program_index_1 = require("../analysis/1-collect/program-index");
const constructors_1 = require("../analysis/1-collect/constructors");
const closures_1 = require("./fast/closures");
const functions_1 = require("./functions");
const new_1 = require("./new");
const generators_1 = require("./generators");
const super_1 = require("./super");
const visit_1 = require("./visit");
function lowerClosure(l, node, scope) {
    const plan = l.functionPlan(node);
    if (plan?.form === "fast")
        return (0, closures_1.lowerFastClosure)(l, node, plan, scope);
    if (plan === undefined || plan.form !== "direct")
        return plan === undefined ? node : (0, functions_1.copyFunction)(l, node, plan, scope);
    return directClosure(l, node, plan, scope, undefined);
}
/** `const f = (…) => …` whose frame is called by name: the frame gets a name first. */
function namedClosureStatements(l, node, scope) {
    const { ts, f } = l;
    if ((ts.getCombinedNodeFlags(node.declarationList) & ts.NodeFlags.Const) === 0)
        return undefined;
    const out = [];
    const declarations = node.declarationList.declarations.map((d) => {
        const literal = d.initializer === undefined ? undefined : innerClosure(l, d.initializer);
        const plan = literal === undefined ? undefined : l.functionPlan(literal);
        if (literal !== undefined && plan?.form === "fast" && ts.isIdentifier(d.name) && !usesOwnName(l, literal)) {
            const made = (0, closures_1.namedFastClosure)(l, literal, plan, scope, d.name.text);
            out.push(...made.before);
            return f.updateVariableDeclaration(d, d.name, undefined, undefined, made.value);
        }
        if (literal === undefined || plan === undefined || plan.form !== "direct" || !plan.frameNamed || !ts.isIdentifier(d.name) || usesOwnName(l, literal))
            return undefined;
        const frame = (0, functions_1.frameName)(l, plan, d.name.text);
        out.push(f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(frame, undefined, undefined, generator(l, literal, plan, scope, undefined))], ts.NodeFlags.Const)));
        return f.updateVariableDeclaration(d, d.name, undefined, undefined, directClosure(l, literal, plan, scope, frame));
    });
    if (out.length === 0)
        return undefined;
    const list = f.updateVariableDeclarationList(node.declarationList, declarations.map((made, i) => made ?? (0, visit_1.visitNode)(l, node.declarationList.declarations[i], scope)));
    return [...out, f.updateVariableStatement(node, node.modifiers, list)];
}
/** The generator function that is the frame, `this` bound for arrows. */
function generator(l, node, plan, scope, name, made) {
    const { ts, f } = l;
    const { facts } = plan;
    const takesArguments = ts.isArrowFunction(node) && facts.usesArguments && scope.argumentsName === undefined;
    const argumentsName = takesArguments ? l.names.unique("$arguments") : undefined;
    const superName = ts.isArrowFunction(node) && facts.usesSuper && scope.superName === undefined ? l.names.unique("$super") : undefined;
    const targetName = ts.isArrowFunction(node) && facts.usesNewTarget && scope.newTarget === undefined ? l.register("$target") : undefined;
    const parts = made ?? (0, functions_1.generatorParts)(l, node, plan, superName === undefined ? scope : { ...scope, superName }, argumentsName, targetName);
    const ownName = name ?? l.register("$maker");
    let body = l.at_((0, new_1.readsNewTarget)(facts)
        ? f.createFunctionExpression(undefined, undefined, ownName, undefined, (0, functions_1.plainParameters)(l, node), undefined, (0, new_1.newTargetBody)(l, ownName, parts))
        : f.createFunctionExpression(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), name, undefined, parts.parameters, undefined, parts.body), node);
    if (ts.isArrowFunction(node) && facts.usesThis && scope.self === undefined)
        body = f.createCallExpression(f.createPropertyAccessExpression(f.createParenthesizedExpression(body), "bind"), undefined, [f.createThis()]);
    const taken = [];
    if (argumentsName !== undefined)
        taken.push([argumentsName, f.createIdentifier("arguments")]);
    if (superName !== undefined)
        taken.push([superName, (0, super_1.superRef)(l)]);
    if (targetName !== undefined)
        taken.push([targetName, f.createMetaProperty(ts.SyntaxKind.NewKeyword, f.createIdentifier("target"))]);
    if (taken.length > 0) {
        // (($arguments, $super) => function* …)(arguments, …)
        const take = f.createArrowFunction(undefined, undefined, taken.map(([name]) => f.createParameterDeclaration(undefined, undefined, name)), undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), body);
        body = f.createCallExpression(f.createParenthesizedExpression(take), undefined, taken.map(([, value]) => value));
    }
    return body;
}
/** The closure around its generator. `frame`: the name of the generator, if it has one already; `parts`: what it is made of, if that is known already. */
function directClosure(l, node, plan, scope, frame, parts) {
    const { f } = l;
    const own = usesOwnName(l, node) ? node.name.text : undefined;
    const ownFrame = own !== undefined && plan.frameNamed ? (0, functions_1.frameName)(l, plan, own) : undefined;
    const body = frame !== undefined ? f.createIdentifier(frame) : generator(l, node, plan, scope, ownFrame ?? shownAs(l, closureName(l, node)), parts);
    const made = tiedClosure(l, node, plan, scope, body);
    return own === undefined ? l.at_(made, node) : inScope(l, node, [], made);
}
/** The closure in a scope of its own: `(() => { before; const fact = $fn(function* fact$frame(n) { … fact … }, "fact"); return fact; })()`. */
function inScope(l, node, before, made) {
    const { ts, f } = l;
    const own = usesOwnName(l, node) ? node.name.text : undefined;
    const end = own === undefined ? [f.createReturnStatement(made)] : [
        f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(own, undefined, undefined, made)], own === "let" ? ts.NodeFlags.None : ts.NodeFlags.Const)), // `let` is a name of `var` alone
        f.createReturnStatement(f.createIdentifier(own))
    ];
    const scope = f.createArrowFunction(undefined, undefined, [], undefined, f.createToken(ts.SyntaxKind.EqualsGreaterThanToken), f.createBlock([...before, ...end], true));
    return l.at_(f.createCallExpression(f.createParenthesizedExpression(scope), undefined, []), node);
}
/** The name that the function will have, as far as the text tells. */
function closureName(l, node) {
    return l.ts.isFunctionExpression(node) && node.name !== undefined ? node.name.text : inferredName(l, node);
}
/** `$closure(generator, "name")`, and its relatives. */
function tiedClosure(l, node, plan, scope, body) {
    const { ts, f } = l;
    const name = closureName(l, node);
    const computed = l.computedNames.get(ts.getOriginalNode(node));
    const names = computed !== undefined ? [computed] : name === undefined ? [] : [f.createStringLiteral(name)];
    const tied = (0, generators_1.isLoweredGenerator)(plan)
        ? (0, functions_1.keepsBody)(l, plan) ? l.abiCall("generatorEntry", [(0, functions_1.copyFunction)(l, node, plan, scope), (0, generators_1.markInit)(l, plan, body), ...names]) : l.abiCall("generator", [(0, generators_1.markInit)(l, plan, body), ...names])
        : (0, functions_1.keepsBody)(l, plan)
            ? l.abiCall("entry", [namedCopy(l, node, plan, scope), body, ...(computed === undefined ? [] : names)])
            : l.abiCall(ts.isArrowFunction(node) ? "closure" : "fn", [body, ...names]);
    return (0, functions_1.hasCallee)(l, node, plan) ? l.abiCall("knowsCallee", [tied]) : tied;
}
/**
 * The function as it is, under its name: `{ add: (x) => … }.add`. (To name a function that exists takes V8 a microsecond, and makes each look-up of its entry slow.) One with a computed name has none yet.
 */
function namedCopy(l, node, plan, scope) {
    const { ts, f } = l, copy = (0, functions_1.copyFunction)(l, node, plan, scope), name = closureName(l, node);
    if (name === undefined || name === "" || (ts.isFunctionExpression(node) && node.name !== undefined) || l.computedNames.has(ts.getOriginalNode(node)))
        return copy;
    const isIdentifier = /^[A-Za-z_$][\w$]*$/.test(name) && name !== "__proto__";
    const key = isIdentifier ? f.createIdentifier(name) : f.createComputedPropertyName(f.createStringLiteral(name));
    const object = f.createObjectLiteralExpression([f.createPropertyAssignment(key, copy)]);
    return isIdentifier ? f.createPropertyAccessExpression(object, name) : f.createElementAccessExpression(object, f.createStringLiteral(name));
}
/** The generator's own name, so that stacks show the function under the name it has (core/traces.ts cuts `$frame` off). */
function shownAs(l, name) {
    return name === undefined || name === "" ? undefined : l.names.unique(`${asIdentifier(name)}$frame`);
}
function asIdentifier(name) {
    return name.replace(/^(?=\d)/, "_").replace(/\W+/g, "_");
}
/** The name an anonymous function gets from where it stands (ECMA-262, NamedEvaluation). */
function inferredName(l, node) {
    const { ts } = l;
    let child = ts.getOriginalNode(node);
    let parent = child.parent;
    while (parent !== undefined && (ts.isParenthesizedExpression(parent) || ts.isAsExpression(parent) || ts.isNonNullExpression(parent) || ts.isSatisfiesExpression(parent) || ts.isTypeAssertionExpression(parent))) {
        child = parent;
        parent = parent.parent;
    }
    if (parent === undefined)
        return undefined;
    if ((ts.isVariableDeclaration(parent) || ts.isBindingElement(parent) || ts.isParameter(parent)) && parent.initializer === child)
        return ts.isIdentifier(parent.name) ? parent.name.text : undefined;
    // A field that TypeScript assigns in the constructor names nothing.
    if (ts.isPropertyDeclaration(parent) && (0, constructors_1.fieldMeaning)(ts, l.context.getCompilerOptions()) !== "native")
        return (0, constructors_1.fieldMeaning)(ts, l.context.getCompilerOptions()) === "defined" && !ts.isPrivateIdentifier(parent.name) ? "value" : undefined;
    if ((ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) && parent.initializer === child) {
        const name = parent.name;
        // `__proto__: value` sets the prototype, and names nothing.
        if (ts.isPropertyAssignment(parent) && (ts.isIdentifier(name) || ts.isStringLiteral(name)) && name.text === "__proto__")
            return undefined;
        if (ts.isComputedPropertyName(name))
            return ts.isStringLiteralLike(name.expression) ? name.expression.text : undefined;
        if (ts.isBigIntLiteral(name))
            return (0, program_index_1.memberName)(ts, name);
        return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) || ts.isPrivateIdentifier(name) ? name.text : undefined;
    }
    if (ts.isShorthandPropertyAssignment(parent) && parent.objectAssignmentInitializer === child)
        return parent.name.text;
    if (ts.isBinaryExpression(parent) && parent.right === child && ts.isIdentifier(parent.left)) {
        const operator = parent.operatorToken.kind;
        const names = [ts.SyntaxKind.EqualsToken, ts.SyntaxKind.BarBarEqualsToken, ts.SyntaxKind.AmpersandAmpersandEqualsToken, ts.SyntaxKind.QuestionQuestionEqualsToken];
        return names.includes(operator) ? parent.left.text : undefined;
    }
    if (ts.isExportAssignment(parent) && !parent.isExportEquals)
        return "default";
    return undefined;
}
function innerClosure(l, expression) {
    const { ts } = l, inner = (0, program_index_1.skipOuter)(l.ts, expression);
    return ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) ? inner : undefined;
}
/** A function expression whose body or parameters use its name, which is bound to the plain entry inside it. */
function usesOwnName(l, node) {
    return l.ts.isFunctionExpression(node) && node.name !== undefined && [node.body, ...node.parameters].some((part) => (0, walk_1.mentions)(l.ts, part, node.name.text));
}
//# sourceMappingURL=closures.js.map