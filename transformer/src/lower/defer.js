"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.wrapDefers = wrapDefers;
function wrapDefers(l, statements, list, node, scope) {
    const { ts, f } = l;
    const at = l.prologueEnd(statements);
    const error = f.createIdentifier(l.names.unique("$e"));
    const declaration = f.createVariableStatement(undefined, f.createVariableDeclarationList([f.createVariableDeclaration(list, undefined, undefined, l.abiCall("defers", []))], ts.NodeFlags.Const));
    const body = f.createTryStatement(f.createBlock(statements.slice(at), true), f.createCatchClause(f.createVariableDeclaration(error), f.createBlock([f.createExpressionStatement(l.abiCall("failed", [list, error]))], false)), f.createBlock(scope.mode === "awaiting"
        ? [f.createExpressionStatement(l.suspend(l.abiCall("spotDefers", [list]), node, scope, "deferred calls"))]
        : [f.createExpressionStatement(l.abiCall("runDefers", [list])), l.yieldIfSuspended(node, scope, "deferred calls")], false));
    return [...statements.slice(0, at), declaration, body];
}
//# sourceMappingURL=defer.js.map