"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.visitNode = visitNode;
exports.visitExpressions = visitExpressions;
exports.visitChildren = visitChildren;
exports.visitStatements = visitStatements;
exports.visitBlock = visitBlock;
const program_index_1 = require("../analysis/1-collect/program-index");
const calls_1 = require("./calls");
const conversions_1 = require("./conversions");
const classes_1 = require("./classes");
const closures_1 = require("./closures");
const deep_expressions_1 = require("./deep-expressions");
const functions_1 = require("./functions");
const generators_1 = require("./generators");
const iterables_1 = require("./iterables");
const loops_1 = require("./loops");
const arguments_object_1 = require("../analysis/1-collect/arguments-object");
const constructors_1 = require("../analysis/1-collect/constructors");
const derived_constructors_1 = require("./derived-constructors");
const constructors_2 = require("./constructors");
const new_1 = require("./new");
const object_literals_1 = require("./object-literals");
const optional_chains_1 = require("./optional-chains");
const private_methods_1 = require("./private-methods");
const property_access_1 = require("./property-access");
const super_1 = require("./super");
const tagged_templates_1 = require("./tagged-templates");
const using_1 = require("./using");
/** Visits an expression or any other node that stays one node. */
function visitNode(l, node, scope) {
    return l.ts.visitNode(node, (n) => visit(l, n, scope));
}
function visitExpressions(l, nodes, scope) {
    return nodes.map((n) => visitNode(l, n, scope));
}
function visitChildren(l, node, scope) {
    return l.ts.visitEachChild(node, (n) => visit(l, n, scope), l.context);
}
/** Visits a list of statements; entries of functions declared in it are attached first, since declarations are hoisted. */
function visitStatements(l, statements, scope, isClause = false) {
    const out = [];
    const attach = [];
    const file = scope.mode === "awaiting" && statements[0] !== undefined && l.ts.isSourceFile(l.ts.getOriginalNode(statements[0]).parent);
    const resources = isClause || file ? undefined : (0, using_1.openResources)(l, statements, scope);
    for (const statement of statements) {
        const declaration = l.mayBeSloppy ? withoutLabels(l, statement) : statement;
        if (l.ts.isFunctionDeclaration(declaration) && !isUntouched(l, declaration, scope)) {
            const lowered = (0, functions_1.lowerFunctionDeclaration)(l, declaration, scope);
            out.push(...lowered.statements);
            attach.push(...lowered.attach);
            continue;
        }
        const result = visit(l, statement, scope);
        if (result === undefined)
            continue;
        if (Array.isArray(result))
            out.push(...result);
        else
            out.push(result);
    }
    if (resources === undefined)
        return { statements: out, attach };
    const at = l.prologueEnd(out);
    return { statements: (0, using_1.wrapUsing)(l, [...out.slice(0, at), ...attach, ...out.slice(at)], resources, scope), attach: [] };
}
/** `l: function f() {}` of sloppy code: the label means nothing. */
function withoutLabels(l, statement) {
    let inner = statement;
    while (l.ts.isLabeledStatement(inner))
        inner = inner.statement;
    return l.ts.isFunctionDeclaration(inner) ? inner : statement;
}
function visitBlock(l, block, scope) {
    const { statements, attach } = visitStatements(l, block.statements, scope);
    return l.f.updateBlock(block, l.ts.setTextRange(l.f.createNodeArray([...attach, ...statements]), block.statements));
}
function isUntouched(l, node, scope) {
    return scope.argumentsName === undefined && scope.superName === undefined && scope.newTarget === undefined && scope.self === undefined && scope.leave === undefined &&
        l.untouched.is(node, scope.mode !== "plain") && !(0, using_1.isOfResources)(l, node);
}
function visit(l, node, scope) {
    const { ts, f } = l;
    if (l.values.size > 0) {
        const value = l.values.get(ts.getOriginalNode(node));
        if (value !== undefined)
            return value;
    }
    if (node.kind <= ts.SyntaxKind.LastToken)
        return visitToken(l, node, scope); // half of all nodes
    if (isUntouched(l, node, scope))
        return node;
    switch (node.kind) {
        case ts.SyntaxKind.FunctionDeclaration: {
            const lowered = (0, functions_1.lowerFunctionDeclaration)(l, node, scope);
            return [...lowered.statements, ...lowered.attach];
        }
        case ts.SyntaxKind.FunctionExpression:
        case ts.SyntaxKind.ArrowFunction:
            return (0, closures_1.lowerClosure)(l, node, scope);
        case ts.SyntaxKind.ClassDeclaration:
        case ts.SyntaxKind.ClassExpression:
            return (0, classes_1.lowerClass)(l, node, scope);
        case ts.SyntaxKind.ObjectLiteralExpression:
            return (0, object_literals_1.lowerObjectLiteral)(l, node, scope);
        case ts.SyntaxKind.MethodDeclaration:
        case ts.SyntaxKind.Constructor:
        case ts.SyntaxKind.GetAccessor:
        case ts.SyntaxKind.SetAccessor:
            return (0, functions_1.lowerOtherFunction)(l, node, scope);
        case ts.SyntaxKind.Block:
            return visitBlock(l, node, scope);
        case ts.SyntaxKind.ModuleBlock: {
            const block = node;
            const facts = l.functionPlan(node).facts;
            const inner = l.scopeOf(facts, "plain", scope);
            const { statements, attach } = visitStatements(l, block.statements, inner);
            return f.updateModuleBlock(block, ts.setTextRange(f.createNodeArray(l.withTemps([...attach, ...statements], inner.temps)), block.statements));
        }
        case ts.SyntaxKind.SwitchStatement: {
            const resources = (0, using_1.usingOfSwitch)(l, node, scope);
            const made = visitChildren(l, node, scope);
            return resources === undefined ? made : f.createBlock((0, using_1.wrapUsing)(l, [made], resources, scope), true);
        }
        case ts.SyntaxKind.CaseBlock: {
            // A function declared in one clause exists in all of them, from before the first test on: `case ($entry(f, f$frame), …, {}):` equals nothing and is tested first.
            const block = node;
            const attach = [];
            const clauses = block.clauses.map((clause) => {
                const expression = ts.isCaseClause(clause) ? visitNode(l, clause.expression, scope) : undefined;
                const visited = visitStatements(l, clause.statements, scope, true);
                attach.push(...visited.attach.map((s) => s.expression));
                return ts.isCaseClause(clause) ? f.updateCaseClause(clause, expression, visited.statements) : f.updateDefaultClause(clause, visited.statements);
            });
            const first = attach.length === 0 ? [] : [f.createCaseClause(f.createParenthesizedExpression(f.createCommaListExpression([...attach, f.createObjectLiteralExpression()])), [])];
            return f.updateCaseBlock(block, [...first, ...clauses]);
        }
        case ts.SyntaxKind.VariableStatement:
            return (0, using_1.lowerUsingStatement)(l, node, scope) ?? (0, closures_1.namedClosureStatements)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.ExpressionStatement:
            return visitExpressionStatement(l, node, scope);
        case ts.SyntaxKind.ForStatement:
        case ts.SyntaxKind.ForOfStatement:
        case ts.SyntaxKind.ForInStatement:
        case ts.SyntaxKind.WhileStatement:
        case ts.SyntaxKind.DoStatement:
            return (0, loops_1.lowerIteration)(l, node, [], scope);
        case ts.SyntaxKind.CatchClause:
            return (0, iterables_1.lowerCatchPattern)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.LabeledStatement:
            return visitLabeled(l, node, scope);
        case ts.SyntaxKind.NewExpression:
            return (0, new_1.lowerNew)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.MetaProperty:
            return (0, new_1.lowerNewTarget)(l, node, scope);
        case ts.SyntaxKind.ReturnStatement:
            return (0, constructors_2.lowerReturn)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.CallExpression:
            if (scope.self !== undefined && (0, constructors_1.isSuperCall)(ts, node))
                return (0, derived_constructors_1.lowerSuperCall)(l, node, scope);
            if ((0, optional_chains_1.isChainRoot)(l, node, scope))
                return (0, optional_chains_1.lowerOptionalChain)(l, node, scope);
            return (0, deep_expressions_1.lowerDeep)(l, node, scope) ?? (0, calls_1.lowerCall)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.YieldExpression:
            return (0, generators_1.lowerDelegate)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.SpreadElement:
            return (0, iterables_1.lowerSpread)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.VariableDeclaration:
            return (0, iterables_1.lowerPatternDeclaration)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.BinaryExpression:
            return (0, iterables_1.lowerPatternAssignment)(l, node, scope) ?? (0, property_access_1.lowerPropertyAssignment)(l, node, scope) ?? (0, conversions_1.lowerConversion)(l, node, scope) ?? (isDeep(l, node) ? visitOperators(l, node, scope) : visitChildren(l, node, scope));
        case ts.SyntaxKind.TaggedTemplateExpression:
            return (0, tagged_templates_1.lowerTaggedTemplate)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.PropertyAccessExpression:
            if ((0, optional_chains_1.isChainRoot)(l, node, scope))
                return (0, optional_chains_1.lowerOptionalChain)(l, node, scope);
            if ((0, private_methods_1.isPrivateMethodRead)(l, node))
                return (0, private_methods_1.lowerPrivateMethodRead)(l, node, scope);
            return (isObject(l, node) ? (0, deep_expressions_1.lowerDeep)(l, node, scope) : undefined) ?? (0, property_access_1.lowerPropertyRead)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.DeleteExpression: {
            const operand = (0, program_index_1.skipOuter)(l.ts, node.expression);
            return (0, optional_chains_1.isChainRoot)(l, operand, scope) ? (0, optional_chains_1.lowerOptionalChain)(l, operand, scope, true) : visitChildren(l, node, scope);
        }
        case ts.SyntaxKind.TemplateExpression:
            return (0, conversions_1.lowerConversion)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.PrefixUnaryExpression:
        case ts.SyntaxKind.PostfixUnaryExpression:
            if (ts.isPrefixUnaryExpression(node) && (0, conversions_1.converts)(l, node, scope))
                return (0, conversions_1.lowerConversion)(l, node, scope);
            return (0, property_access_1.lowerPropertyStep)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.ElementAccessExpression:
            if ((0, optional_chains_1.isChainRoot)(l, node, scope))
                return (0, optional_chains_1.lowerOptionalChain)(l, node, scope);
            return (0, property_access_1.lowerPropertyRead)(l, node, scope) ?? visitChildren(l, node, scope);
        case ts.SyntaxKind.NonNullExpression:
            if ((0, optional_chains_1.isChainRoot)(l, node, scope))
                return (0, optional_chains_1.lowerOptionalChain)(l, node, scope);
            return visitChildren(l, node, scope);
        case ts.SyntaxKind.ShorthandPropertyAssignment:
            if (scope.argumentsName !== undefined && node.name.text === "arguments")
                return f.createPropertyAssignment("arguments", f.createIdentifier(scope.argumentsName));
            return visitChildren(l, node, scope);
        case ts.SyntaxKind.HeritageClause: // of a class that has decorators (decorators.ts)
        case ts.SyntaxKind.ComputedPropertyName:
        case ts.SyntaxKind.Decorator: {
            const facts = l.functionPlan(node)?.facts;
            return visitChildren(l, node, facts === undefined ? scope : { ...scope, mode: "plain", facts });
        }
        case ts.SyntaxKind.EnumDeclaration: {
            const facts = l.functionPlan(node)?.facts;
            return visitChildren(l, node, facts === undefined ? scope : { ...scope, mode: "plain", facts, temps: l.moduleTemps });
        }
    }
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node))
        return node;
    return visitChildren(l, node, scope);
}
function visitToken(l, node, scope) {
    const { ts } = l;
    if (ts.isIdentifier(node))
        return scope.argumentsName !== undefined && (0, arguments_object_1.isArgumentsObject)(ts, node) ? l.at_(l.f.createIdentifier(scope.argumentsName), node) : node;
    if (node.kind === ts.SyntaxKind.ThisKeyword)
        return scope.self === undefined ? node : l.this_(scope, node);
    return node.kind === ts.SyntaxKind.SuperKeyword ? (0, super_1.renamedSuper)(l, node, scope) ?? node : node;
}
/** The object of a property access: a value, and no reference. */
function isObject(l, node) {
    const original = l.ts.getOriginalNode(node), { parent } = original;
    return parent !== undefined && (l.ts.isPropertyAccessExpression(parent) || l.ts.isElementAccessExpression(parent)) && parent.expression === original;
}
/** A tree of operators that is too deep to recur in: `a + b + …`, `a = b = …`. */
function isDeep(l, node) {
    const spine = (side) => {
        let depth = 0;
        for (let at = node; l.ts.isBinaryExpression(at); at = at[side])
            if (++depth > 50)
                return true;
        return false;
    };
    return spine("left") || spine("right");
}
/** Visits operands from left to right without recursion into operators that need no lowering themselves. */
function visitOperators(l, root, scope) {
    const { ts, f } = l;
    const open = [];
    const enter = (node) => {
        for (let at = node;;) {
            if (!ts.isBinaryExpression(at) || (at !== root && (l.callPlan(at) !== undefined || (0, conversions_1.converts)(l, at, scope) || ts.isArrayLiteralExpression(at.left) || ts.isObjectLiteralExpression(at.left))))
                return visitNode(l, at, scope);
            open.push({ node: at, left: undefined });
            at = at.left;
        }
    };
    let value = enter(root);
    for (let top = open[open.length - 1]; top !== undefined; top = open[open.length - 1]) {
        if (top.left === undefined) {
            top.left = value;
            value = enter(top.node.right);
            continue;
        }
        open.pop();
        value = f.updateBinaryExpression(top.node, top.left, top.node.operatorToken, value);
    }
    return value;
}
/** `f(a);` needs no result: `$frame(…); if ($S.f) yield site;` */
function visitExpressionStatement(l, node, scope) {
    const { ts, f } = l;
    if (scope.self !== undefined && (0, constructors_1.isSuperCall)(ts, node.expression))
        return (0, derived_constructors_1.lowerSuperStatement)(l, node, node.expression, scope);
    if (scope.mode === "goroutine" && ts.isCallExpression(node.expression) && !(0, optional_chains_1.isChainRoot)(l, node.expression, scope)) {
        const deep = (0, deep_expressions_1.lowerDeep)(l, node.expression, scope);
        if (deep !== undefined)
            return f.updateExpressionStatement(node, deep);
        const call = (0, calls_1.lowerCall)(l, node.expression, scope, true);
        const plan = l.callPlan(node.expression);
        if (call !== undefined && plan !== undefined && plan.mode !== "plain")
            return [f.updateExpressionStatement(node, call), l.at_(l.yieldIfSuspended(node.expression, scope, plan.facts.text), node)];
        if (call !== undefined)
            return f.updateExpressionStatement(node, call);
    }
    return visitChildren(l, node, scope);
}
function visitLabeled(l, node, scope) {
    const labels = [];
    let inner = node;
    while (l.ts.isLabeledStatement(inner)) {
        labels.push(inner.label);
        inner = inner.statement;
    }
    return l.ts.isIterationStatement(inner, false) ? (0, loops_1.lowerIteration)(l, inner, labels, scope) : visitChildren(l, node, scope);
}
//# sourceMappingURL=visit.js.map