"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.symbolOf = symbolOf;
exports.declaredType = declaredType;
exports.typeOf = typeOf;
/** The symbol a name or a property access stands for. */
function symbolOf(ts, checker, expression) {
    if (ts.isIdentifier(expression))
        return ts.isShorthandPropertyAssignment(expression.parent) ? undefined : checker.getSymbolAtLocation(expression);
    return ts.isPropertyAccessExpression(expression) ? checker.getSymbolAtLocation(expression.name) : undefined;
}
/** The declared type of `symbol`: flow makes it narrower or leaves it, except where it is `any` or `unknown`. Undefined: this checker does not tell. */
function declaredType(checker, symbol) {
    return symbol === undefined ? undefined : checker.getTypeOfSymbol?.(symbol);
}
/** The type of an expression. Of a call the checker has kept the signature; asked for the type, it looks at the callee again, and so at the whole chain `a().b().c()` at each of its calls. */
function typeOf(ts, checker, expression) {
    const signature = ts.isCallExpression(expression) && (expression.flags & ts.NodeFlags.JavaScriptFile) === 0 && expression.expression.kind !== ts.SyntaxKind.ImportKeyword ? checker.getResolvedSignature(expression) : undefined;
    return signature?.declaration === undefined ? checker.getTypeAtLocation(expression) : signature.getReturnType();
}
//# sourceMappingURL=declared-type.js.map