"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.runtimeCalls = runtimeCalls;
exports.runtimeName = runtimeName;
exports.runtimeType = runtimeType;
const packages_1 = require("../analysis/1-collect/packages");
const program_index_1 = require("../analysis/1-collect/program-index");
const packages = new WeakMap();
const known = new WeakMap();
function runtimeCalls(ts, program, plan) {
    let calls = known.get(plan);
    if (calls === undefined)
        known.set(plan, (calls = usesRuntime(ts, program, plan) ? [...find(ts, program, plan)].sort((a, b) => a.node.pos - b.node.pos || b.node.end - a.node.end) : []));
    return calls;
}
/** The file imports the runtime, or calls something that may suspend. Asked of every file. */
function usesRuntime(ts, program, { facts: { file }, calls }) {
    for (const { facts: { callee } } of calls.values())
        if (callee.kind === "marked" || callee.kind === "intrinsic")
            return true;
    const checker = program.getTypeChecker();
    return file.statements.some((s) => {
        if (!ts.isImportDeclaration(s))
            return false;
        const imported = checker.getSymbolAtLocation(s.moduleSpecifier)?.valueDeclaration;
        return imported !== undefined && isRuntimeFile(program, ts, imported.getSourceFile());
    });
}
function isRuntimeFile(program, ts, file) {
    if (file === undefined)
        return false;
    let own = packages.get(program);
    if (own === undefined)
        packages.set(program, (own = new packages_1.Packages(ts, program)));
    return own.isRuntime(file);
}
function* find(ts, program, plan) {
    for (const within of plan.functions.values())
        for (const facts of within.facts.calls) {
            const { node } = facts;
            if (facts.callee.kind === "native" || facts.callee.kind === "functions" || !(ts.isCallExpression(node) || ts.isNewExpression(node)))
                continue;
            const name = runtimeName(ts, program, node.expression);
            if (name !== undefined)
                yield { node, name: ts.isNewExpression(node) ? `new ${name}` : name, facts, within };
        }
}
/** What a name or a member is in the runtime: `go`, `Mutex.lock`; undefined: it is not of the runtime. */
function runtimeName(ts, program, expression) {
    const inner = (0, program_index_1.skipOuter)(ts, expression), checker = program.getTypeChecker();
    if (!ts.isIdentifier(inner) && !ts.isPropertyAccessExpression(inner))
        return undefined;
    const symbol = (0, program_index_1.resolveAlias)(ts, checker, checker.getSymbolAtLocation(ts.isIdentifier(inner) ? inner : inner.name));
    return symbol === undefined ? undefined : nameOfSymbol(ts, program, symbol);
}
/** The type is one of the runtime's, by its name: `RecvChan`, `Mutex`. Not that of a union or an intersection, nor the class itself. */
function runtimeType(ts, program, type) {
    const { Class, Interface, Reference } = ts.ObjectFlags;
    const symbol = (type.flags & ts.TypeFlags.Object) !== 0 && (type.objectFlags & (Class | Interface | Reference)) !== 0 ? type.symbol : undefined;
    return symbol === undefined ? undefined : nameOfSymbol(ts, program, symbol);
}
function nameOfSymbol(ts, program, symbol) {
    const declarations = symbol.declarations;
    if (declarations === undefined || declarations.length === 0 || !declarations.every((d) => isRuntimeFile(program, ts, d.getSourceFile())))
        return undefined;
    const owner = declarations[0].parent;
    return owner !== undefined && (ts.isClassLike(owner) || ts.isInterfaceDeclaration(owner)) ? `${owner.name?.text}.${symbol.name}` : symbol.name;
}
//# sourceMappingURL=runtime-calls.js.map