"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerClass = lowerClass;
exports.ownClass = ownClass;
exports.generatorMethod = generatorMethod;
exports.memberKey = memberKey;
const constructors_1 = require("../analysis/1-collect/constructors");
const modifiers_1 = require("../analysis/1-collect/modifiers");
const program_index_1 = require("../analysis/1-collect/program-index");
const plan_1 = require("../analysis/3-plan/plan");
const accessors_1 = require("./accessors");
const constructors_2 = require("./constructors");
const decorators_1 = require("./decorators");
const closures_1 = require("./fast/closures");
const functions_1 = require("./fast/functions");
const functions_2 = require("./functions");
const generators_1 = require("./generators");
const method_calls_1 = require("./method-calls");
const object_literals_1 = require("./object-literals");
const static_elements_1 = require("./static-elements");
const visit_1 = require("./visit");
/** The class, and for a declaration what stands before and behind it. */
function lowerClass(l, node, scope) {
    const { ts, f } = l;
    const own = new Set(node.members.flatMap((m) => (m.name !== undefined && !ts.isComputedPropertyName(m.name) ? [m.name.getText(l.file)] : [])));
    const members = [];
    const before = []; // of declarations only
    const attach = [];
    const replaced = [];
    const last = lastOfTheirNames(l, node), isLast = (member, onClass) => {
        const name = (0, program_index_1.memberName)(ts, member.name);
        return name === undefined || last.get(`${onClass} ${name}`) === member;
    };
    const statics = (0, static_elements_1.movedStatics)(l, node, scope);
    if (statics !== undefined)
        attach.push(...(0, static_elements_1.takeStatics)(l, node, statics));
    // TypeScript makes functions of static blocks for older targets, and one variable for all mentions of the class in them, which classes in loops would share.
    const hasStaticBlocks = (l.context.getCompilerOptions().target ?? ts.ScriptTarget.ES5) >= ts.ScriptTarget.ES2022;
    let inside = false;
    const constructed = (0, constructors_2.lowerConstructor)(l, node, scope), written = (0, constructors_1.explicitConstructor)(ts, node);
    if (constructed !== undefined) {
        attach.push(constructed.attach);
        members.push(...constructed.first);
        if (written === undefined)
            members.push(...constructed.members);
    }
    for (const member of node.members) {
        const plan = l.functionPlan(member);
        const moved = statics?.elements.find((m) => m.member === member);
        if (moved !== undefined) {
            members.push((0, static_elements_1.staticGenerator)(l, moved));
            continue;
        }
        if (constructed !== undefined && member === written) {
            members.push(...constructed.members);
            continue;
        }
        if (constructed?.moved.has(ts.getOriginalNode(member)) === true) {
            const field = member;
            const modifiers = ts.visitNodes(field.modifiers, (m) => (0, visit_1.visitNode)(l, m, scope));
            if (ts.isPrivateIdentifier(field.name) || (ts.getDecorators(field) ?? []).length > 0)
                members.push(f.updatePropertyDeclaration(field, modifiers, field.name, field.questionToken, field.type, undefined));
            continue;
        }
        if (ts.isMethodDeclaration(member) && member.body !== undefined && (0, plan_1.isResumable)(plan)) {
            const onClass = (0, modifiers_1.isStatic)(ts, member);
            const parts = plan.form === "fast" && isLast(member, onClass) ? (0, functions_2.generatorParts)(l, member, plan, scope) : undefined;
            const fast = parts === undefined ? undefined : (0, closures_1.fastMethod)(l, member, plan, parts, hasStaticBlocks);
            if (fast !== undefined) {
                const { name, key } = memberKey(l, member.name, scope);
                before.push(...fast.before);
                attach.push(...fast.inside);
                inside ||= fast.inside.length > 0;
                const counts = (0, functions_1.countsOf)(l, plan);
                let tie;
                const entryMethod = (own) => {
                    const made = f.createMethodDeclaration(onClass ? [f.createModifier(ts.SyntaxKind.StaticKeyword)] : undefined, undefined, own, undefined, undefined, fast.parameters, undefined, fast.body);
                    return ts.setEmitFlags(ts.setTextRange(made, member), own === member.name ? ts.EmitFlags.None : ts.EmitFlags.NoComments);
                };
                if ((0, functions_2.keepsBody)(l, plan)) {
                    let goKey = `${member.name.text}${plan.guessed ? "$call" : "$go"}`;
                    while (own.has(goKey))
                        goKey += "_";
                    own.add(goKey);
                    members.push((0, functions_2.copyFunction)(l, member, plan, scope), entryMethod(f.createIdentifier(goKey)));
                    tie = l.abiCall("goMethod", [target(l, node, onClass), key, f.createStringLiteral(goKey), counts]);
                }
                else {
                    members.push(entryMethod(name));
                    tie = l.abiCall(plan.guessed ? "goBetween" : "goMethods", [target(l, node, onClass), counts, key]);
                }
                attach.push(...(0, method_calls_1.keepMethod)(l, plan, () => target(l, node, onClass), tie));
                continue;
            }
            const isPrivate = ts.isPrivateIdentifier(member.name);
            if ((0, decorators_1.hasStandardDecorators)(l, member)) {
                members.push(generatorMethod(l, member, (0, visit_1.visitNode)(l, member.name, scope), onClass, scope, true));
                continue;
            }
            const { name, key } = memberKey(l, member.name, scope);
            if (!isPrivate && (0, functions_2.keepsBody)(l, plan) && !isLast(member, onClass)) {
                // Nobody can call it.
                const copied = (0, functions_2.copyFunction)(l, member, plan, scope);
                members.push(f.updateMethodDeclaration(copied, copied.modifiers, copied.asteriskToken, name, copied.questionToken, copied.typeParameters, copied.parameters, copied.type, copied.body));
            }
            else if (!isPrivate && (0, functions_2.keepsBody)(l, plan)) {
                let frame = `${ts.isIdentifier(member.name) ? member.name.text : "method"}$frame`;
                while (own.has(frame))
                    frame += "_";
                own.add(frame);
                const copied = (0, functions_2.copyFunction)(l, member, plan, scope);
                members.push(f.updateMethodDeclaration(copied, copied.modifiers, copied.asteriskToken, name, copied.questionToken, copied.typeParameters, copied.parameters, copied.type, copied.body));
                members.push(generatorMethod(l, member, f.createIdentifier(frame), onClass, scope, false, parts));
                attach.push((0, generators_1.isLoweredGenerator)(plan)
                    ? l.abiCall("generatorMethod", [target(l, node, onClass), (0, generators_1.markInitKey)(l, plan, key), f.createStringLiteral(frame)])
                    : l.abiCall("method", [target(l, node, onClass), key, f.createStringLiteral(frame)]));
            }
            else {
                members.push(generatorMethod(l, member, name, onClass, scope, true, parts));
                if (!isPrivate && isLast(member, onClass))
                    replaced.push({ static: onClass, generator: (0, generators_1.isLoweredGenerator)(plan), key: (0, generators_1.isLoweredGenerator)(plan) ? (0, generators_1.markInitKey)(l, plan, key) : key });
            }
        }
        else if ((0, accessors_1.isLoweredAccessor)(l, member)) {
            const lowered = (0, accessors_1.lowerAccessor)(l, member, scope);
            members.push(...lowered.members);
            const onClass = (0, modifiers_1.isStatic)(ts, member);
            attach.push(l.abiCall("accessor", [target(l, node, onClass), ...lowered.tie]));
        }
        else if (ts.isPropertyDeclaration(member)) {
            const facts = plan?.facts;
            const inner = facts === undefined ? scope : { ...l.scopeOf(facts, "plain", scope), temps: l.moduleTemps };
            const modifiers = ts.visitNodes(member.modifiers, (m) => (0, visit_1.visitNode)(l, m, scope));
            const name = (member.initializer && (0, object_literals_1.keyThatNames)(l, member.name, member.initializer, scope)) ?? (0, visit_1.visitNode)(l, member.name, scope);
            members.push(f.updatePropertyDeclaration(member, modifiers, name, member.questionToken ?? member.exclamationToken, member.type, member.initializer && (0, visit_1.visitNode)(l, member.initializer, inner)));
        }
        else if (ts.isClassStaticBlockDeclaration(member) && plan !== undefined) {
            const inner = l.scopeOf(plan.facts, "plain", scope);
            const body = (0, visit_1.visitNode)(l, member.body, inner);
            members.push(f.updateClassStaticBlockDeclaration(member, f.updateBlock(body, l.withTemps(body.statements, inner.temps))));
        }
        else
            members.push((0, visit_1.visitNode)(l, member, scope));
    }
    for (const onClass of [false, true])
        for (const generator of [false, true]) {
            const keys = replaced.filter((r) => r.static === onClass && r.generator === generator).map((r) => r.key);
            if (keys.length > 0)
                attach.push(l.abiCall(generator ? "generatorMethods" : "methods", [target(l, node, onClass), ...keys]));
        }
    if (attach.length > 0 && statics?.all !== true)
        members.unshift(f.createClassStaticBlockDeclaration(f.createBlock(attach.map((e) => f.createExpressionStatement(e)), inside)));
    const modifiers = ts.visitNodes(node.modifiers, (m) => (0, visit_1.visitNode)(l, m, scope));
    const heritage = ts.visitNodes(node.heritageClauses, (h) => (0, visit_1.visitNode)(l, h, scope));
    const list = ts.setTextRange(f.createNodeArray(members), node.members);
    const made = ts.isClassDeclaration(node)
        ? f.updateClassDeclaration(node, modifiers, node.name ?? constructed?.name, node.typeParameters, heritage, list)
        : f.updateClassExpression(node, modifiers, node.name ?? constructed?.name, node.typeParameters, heritage, list);
    const all = statics === undefined ? made : (0, static_elements_1.runStatics)(l, node, made, attach, statics, scope);
    return before.length === 0 ? all : [...before, ...(Array.isArray(all) ? all : [all])];
}
/** By whether they are static and by name, the methods and accessors that no later one of the same name takes the place of. */
function lastOfTheirNames(l, node) {
    const { ts } = l, last = new Map();
    for (const m of node.members) {
        const name = (ts.isMethodDeclaration(m) && m.body !== undefined) || ts.isAccessor(m) ? (0, program_index_1.memberName)(ts, m.name) : undefined;
        if (name !== undefined)
            last.set(`${(0, modifiers_1.isStatic)(ts, m)} ${name}`, m);
    }
    return last;
}
function target(l, node, onClass) {
    return onClass ? ownClass(l, node) : l.f.createPropertyAccessExpression(ownClass(l, node), "prototype");
}
/** The class, in its static block. For targets without static blocks TypeScript makes one variable of `this` and of all mentions of the class, which classes in loops would share: there it is named. */
function ownClass(l, node) {
    const { ts, f } = l;
    const held = l.classes.get(node);
    if (held !== undefined)
        return f.createIdentifier(held);
    return ts.isClassDeclaration(node) && node.name !== undefined && (l.context.getCompilerOptions().target ?? ts.ScriptTarget.ES5) < ts.ScriptTarget.ES2022 ? f.createIdentifier(node.name.text) : f.createThis();
}
/** The generator method that is the frame; decorators stay on the member that users see. */
function generatorMethod(l, node, name, onClass, scope, decorated, made) {
    const { ts, f } = l;
    const plan = l.functionPlan(node);
    const parts = made ?? (0, functions_2.generatorParts)(l, node, plan, scope);
    const decorators = decorated ? (ts.getDecorators(node) ?? []).map((d) => (0, visit_1.visitNode)(l, d, scope)) : [];
    if ((0, decorators_1.hasStandardDecorators)(l, node))
        decorators.push(...((0, generators_1.isLoweredGenerator)(plan) ? (0, generators_1.generatorDecorators)(l, plan) : [(0, decorators_1.entryDecorator)(l)]));
    const modifiers = [...decorators, ...(onClass ? [f.createModifier(ts.SyntaxKind.StaticKeyword)] : [])];
    // Decorators and types of parameters stay: TypeScript makes metadata of them.
    const parameters = !decorated || parts.parameters.length !== node.parameters.length ? parts.parameters : parts.parameters.map((p, i) => {
        const own = ts.getDecorators(node.parameters[i]);
        return own === undefined ? p : ts.setOriginalNode(f.updateParameterDeclaration(p, own.map((d) => (0, visit_1.visitNode)(l, d, scope)), p.dotDotDotToken, p.name, p.questionToken, p.type, p.initializer), node.parameters[i]);
    });
    const method = f.createMethodDeclaration(modifiers.length > 0 ? modifiers : undefined, f.createToken(ts.SyntaxKind.AsteriskToken), name, undefined, undefined, parameters, decorated ? node.type : undefined, parts.body);
    if (decorated)
        ts.setOriginalNode(method, node);
    ts.setTextRange(method, node);
    if (!decorated)
        ts.setEmitFlags(method, ts.EmitFlags.NoComments);
    return method;
}
/** The member's name for its declaration, and an expression for the same key. */
function memberKey(l, name, scope) {
    const { ts, f } = l;
    if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name))
        return { name, key: f.createStringLiteral(name.text) };
    if (ts.isStringLiteral(name))
        return { name, key: f.createStringLiteral(name.text) };
    if (ts.isNumericLiteral(name))
        return { name, key: f.createStringLiteral(String(Number(name.text))) };
    if (ts.isBigIntLiteral(name))
        return { name, key: f.createStringLiteral((0, program_index_1.memberName)(ts, name)) };
    if (ts.isComputedPropertyName(name)) {
        const facts = l.functionPlan(name)?.facts; // of a class with decorators: plain code
        const expression = (0, visit_1.visitNode)(l, name.expression, facts === undefined ? scope : { ...scope, mode: "plain", facts });
        if (ts.isStringLiteralLike(name.expression))
            return { name, key: f.createStringLiteral(name.expression.text) };
        const temp = f.createIdentifier(scope.temps.fresh());
        const key = isKey(l, name.expression) ? expression : l.abiCall("propertyKey", [expression]);
        return { name: f.updateComputedPropertyName(name, f.createAssignment(temp, key)), key: temp };
    }
    return { name, key: f.createStringLiteral(name.text ?? "") };
}
/** What it gives is a key as it is: a string, a number, or a symbol of the language. Anything else may be an object with a `toString` of its own, which is called once. */
function isKey(l, expression) {
    const { ts } = l;
    if (ts.isParenthesizedExpression(expression))
        return isKey(l, expression.expression);
    if (ts.isStringLiteralLike(expression) || ts.isNumericLiteral(expression) || ts.isTemplateExpression(expression))
        return true;
    if (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.PlusToken)
        return ts.isStringLiteralLike(expression.left) || ts.isStringLiteralLike(expression.right);
    return ts.isPropertyAccessExpression(expression) && ts.isIdentifier(expression.expression) && expression.expression.text === "Symbol";
}
//# sourceMappingURL=classes.js.map