"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.movedStatics = movedStatics;
exports.staticGenerator = staticGenerator;
exports.takeStatics = takeStatics;
exports.runStatics = runStatics;
const statics_1 = require("../analysis/1-collect/statics");
const program_index_1 = require("../analysis/1-collect/program-index");
const constructors_1 = require("../analysis/1-collect/constructors");
const classes_1 = require("./classes");
const visit_1 = require("./visit");
/** The static elements that run behind the class. */
function movedStatics(l, node, scope) {
    const { ts } = l;
    if (scope.mode === "plain")
        return undefined;
    const elements = node.members.filter((m) => (0, statics_1.isStaticElement)(ts, m));
    const first = elements.findIndex((m) => { const plan = l.functionPlan(m); return plan?.facts.kind === "static" && plan.form === "direct"; });
    if (first < 0)
        return undefined;
    const all = (l.context.getCompilerOptions().target ?? ts.ScriptTarget.ES5) < ts.ScriptTarget.ES2022, own = scope.temps.fresh();
    if (all)
        l.classes.set(node, own);
    const assigned = (0, constructors_1.fieldMeaning)(ts, l.context.getCompilerOptions()) === "assigned";
    const moved = elements.slice(all ? 0 : first)
        .filter((m) => !assigned || !ts.isPropertyDeclaration(m) || m.initializer !== undefined)
        .map((member) => ({ member, key: l.names.unique("$static"), generator: scope.temps.fresh() }));
    return { own, elements: moved, all };
}
/** `static *$static() { … }` */
function staticGenerator(l, { member, key }) {
    const { ts, f } = l;
    const facts = l.functionPlan(member)?.facts;
    const inner = facts === undefined ? undefined : l.scopeOf(facts, "goroutine", undefined);
    let statements;
    if (ts.isClassStaticBlockDeclaration(member))
        statements = (0, visit_1.visitBlock)(l, member.body, inner).statements;
    else {
        const field = member;
        const value = field.initializer === undefined ? l.undefined() : (0, visit_1.visitNode)(l, field.initializer, inner);
        const name = ts.isComputedPropertyName(field.name) ? field.name.expression : field.name;
        const property = ts.isNumericLiteral(name) ? f.createNumericLiteral(name.text) : f.createStringLiteral((0, program_index_1.memberName)(ts, name));
        const set = (0, constructors_1.fieldMeaning)(ts, l.context.getCompilerOptions()) === "assigned" ? f.createAssignment(f.createElementAccessExpression(f.createThis(), property), value) : l.abiCall("define", [f.createThis(), property, value]);
        statements = [l.at_(f.createExpressionStatement(set), field)];
    }
    const body = f.createBlock(inner === undefined ? statements : l.withTemps(statements, inner.temps), true);
    return f.createMethodDeclaration([f.createModifier(ts.SyntaxKind.StaticKeyword)], f.createToken(ts.SyntaxKind.AsteriskToken), key, undefined, undefined, [], undefined, body);
}
/** Takes the generators from the class, before anybody sees it. */
function takeStatics(l, node, { elements }) {
    const { f } = l;
    const member = (key) => f.createPropertyAccessExpression((0, classes_1.ownClass)(l, node), key);
    return elements.flatMap(({ key, generator }) => [f.createAssignment(f.createIdentifier(generator), member(key)), f.createDeleteExpression(member(key))]);
}
/** The class with its static elements behind it: a declaration becomes a variable. */
function runStatics(l, node, made, attach, moved, scope) {
    const { ts, f } = l;
    const value = ts.isClassExpression(made) ? made
        : ts.setTextRange(f.createClassExpression(undefined, made.name, made.typeParameters, made.heritageClauses, made.members), made);
    const own = f.createIdentifier(moved.own);
    const run = moved.elements.map(({ member, generator }) => {
        const started = f.createCallExpression(f.createPropertyAccessExpression(f.createIdentifier(generator), "call"), undefined, [own]);
        return l.suspend(l.abiCall(scope.mode === "awaiting" ? "spotFrame" : "frame", [started]), member, scope, l.functionPlan(member)?.facts.name ?? "static field");
    });
    // There TypeScript's own emit has the name before the static elements run.
    if (moved.all && ts.isClassDeclaration(made))
        return [made, l.at_(f.createExpressionStatement(f.createCommaListExpression([f.createAssignment(own, f.createIdentifier(made.name.text)), ...attach, ...run])), node)];
    const whole = f.createParenthesizedExpression(f.createCommaListExpression([f.createAssignment(own, value), ...(moved.all ? attach : []), ...run, own]));
    if (ts.isClassExpression(made))
        return l.at_(whole, node);
    const declaration = f.createVariableDeclaration(made.name.text, undefined, undefined, whole);
    return l.at_(f.createVariableStatement(undefined, f.createVariableDeclarationList([declaration], ts.NodeFlags.Let)), node);
}
//# sourceMappingURL=static-elements.js.map