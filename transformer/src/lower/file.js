"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.lowerFile = lowerFile;
const abi_1 = require("../emit/abi");
const method_calls_1 = require("./method-calls");
const scope_1 = require("./scope");
const unknown_callees_1 = require("./unknown-callees");
const untouched_1 = require("./untouched");
const exports_1 = require("../analysis/1-collect/exports");
const visit_1 = require("./visit");
function lowerFile(ts, context, file, plan, esModule, shownName, inCycle) {
    const module = [...plan.functions.values()].find((fn) => fn.facts.kind === "module");
    const untouched = new untouched_1.Untouched(ts, plan);
    if (untouched.everything && module.form === "plain")
        return file;
    const l = new scope_1.FileLowering(ts, context, file, plan, esModule, esModule && inCycle, untouched);
    const { f } = l;
    const inGoroutine = module.form === "direct" && ts.isExternalModule(file) && !(0, exports_1.exportsValues)(ts, file);
    const own = l.scopeOf(module.facts, module.form === "awaiting" ? "awaiting" : module.form === "direct" ? "goroutine" : "plain", undefined);
    // Initialisers and parameters that are plain code share the temporaries of the top level.
    const scope = inGoroutine ? own : { ...own, temps: l.moduleTemps };
    const prologue = l.prologueEnd(file.statements);
    let statements;
    if (inGoroutine)
        statements = topLevelGoroutine(l, file, prologue, scope);
    else {
        const visited = (0, visit_1.visitStatements)(l, file.statements.slice(prologue), module.form === "direct" ? { ...scope, mode: "plain" } : scope);
        // The value of a sloppy script is what its last statement gives; in a block V8 takes a function for that.
        statements = l.mayBeSloppy ? [...visited.attach, ...l.after, ...visited.statements] : [...visited.attach, ...visited.statements, ...l.after];
    }
    statements = l.withTemps(statements, l.moduleTemps, l.early);
    if (l.abiUsed.size === 0 && l.sites.count === 0)
        return f.updateSourceFile(file, ts.setTextRange(f.createNodeArray([...file.statements.slice(0, prologue), ...statements]), file.statements));
    const remembered = (0, unknown_callees_1.calleesVariable)(l); // before the header, which binds what is used of the runtime
    const header = [...headerStatements(l, shownName), ...(0, method_calls_1.methodVariables)(l), ...remembered];
    return f.updateSourceFile(file, ts.setTextRange(f.createNodeArray([...file.statements.slice(0, prologue), ...header, ...statements]), file.statements));
}
/** `(function* () { … })` around everything but imports, types and what has no code. */
function topLevelGoroutine(l, file, prologue, scope) {
    const { ts, f } = l;
    const outside = [], inside = [];
    for (const statement of file.statements.slice(prologue)) {
        const isDeclared = ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some((m) => m.kind === ts.SyntaxKind.DeclareKeyword);
        const typeOnly = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement) || isDeclared;
        (ts.isImportDeclaration(statement) || ts.isImportEqualsDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement) || typeOnly ? outside : inside).push(statement);
    }
    const visited = (0, visit_1.visitStatements)(l, inside, scope);
    const body = f.createBlock(l.withTemps([...visited.attach, ...visited.statements], scope.temps), true);
    const generator = f.createFunctionExpression(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), undefined, undefined, [], undefined, body);
    const first = inside[0] ?? file;
    const call = l.abiCall("topLevel", [l.site(first, scope, "top level"), f.createIdentifier("module"), f.createIdentifier("require"), f.createCallExpression(f.createParenthesizedExpression(generator), undefined, [])]);
    return [...outside, f.createExpressionStatement(call), ...l.after];
}
/** Where functions of the file may run before it does, its names are there from the beginning: imports, which cost 1.4x on hot code, and a `var`. */
function headerStatements(l, shownName) {
    const { ts, f, esModule, early } = l;
    const namespace = f.createIdentifier(l.namespace);
    const constant = (name, value) => f.createVariableDeclaration(name, undefined, undefined, value);
    const declarations = [];
    const statements = [];
    if (early) {
        const names = [...l.abiUsed].map(([name, local]) => f.createImportSpecifier(false, f.createIdentifier(name), f.createIdentifier(local)));
        statements.push(f.createImportDeclaration(undefined, f.createImportClause(false, undefined, f.createNamespaceImport(namespace)), f.createStringLiteral(abi_1.abiModule)));
        if (names.length > 0)
            statements.push(f.createImportDeclaration(undefined, f.createImportClause(false, undefined, f.createNamedImports(names)), f.createStringLiteral(abi_1.abiModule)));
    }
    else if (esModule) {
        statements.push(f.createImportDeclaration(undefined, f.createImportClause(false, undefined, f.createNamespaceImport(namespace)), f.createStringLiteral(abi_1.abiModule)));
    }
    else
        declarations.push(constant(l.namespace, f.createCallExpression(f.createIdentifier("require"), undefined, [f.createStringLiteral(abi_1.abiModule)])));
    if (!early)
        for (const [name, local] of l.abiUsed)
            declarations.push(constant(local, f.createPropertyAccessExpression(namespace, name)));
    if (l.sites.count > 0)
        declarations.push(constant(l.at, f.createCallExpression(f.createPropertyAccessExpression(namespace, "sites"), undefined, [f.createStringLiteral(shownName), f.createStringLiteral(l.sites.table())])));
    if (declarations.length > 0)
        statements.push(f.createVariableStatement(undefined, f.createVariableDeclarationList(declarations, early ? ts.NodeFlags.None : ts.NodeFlags.Const)));
    return statements;
}
//# sourceMappingURL=file.js.map