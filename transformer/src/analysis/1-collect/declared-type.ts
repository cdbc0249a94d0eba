/**
 * What a variable or property was declared as, wherever in its flow it is asked for. The checker narrows by flow (`if (x instanceof C) …`), which costs far more than all else it is asked here; where the
 * declaration already answers a question, the flow need not be.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";

/** The symbol a name or a property access stands for. */
export function symbolOf(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): ts.Symbol | undefined {
  if (ts.isIdentifier(expression)) return ts.isShorthandPropertyAssignment(expression.parent) ? undefined : checker.getSymbolAtLocation(expression);
  return ts.isPropertyAccessExpression(expression) ? checker.getSymbolAtLocation(expression.name) : undefined;
}

/** The declared type of `symbol`: flow makes it narrower or leaves it, except where it is `any` or `unknown`. Undefined: this checker does not tell. */
export function declaredType(checker: ts.TypeChecker, symbol: ts.Symbol | undefined): ts.Type | undefined {
  return symbol === undefined ? undefined : (checker as { getTypeOfSymbol?(symbol: ts.Symbol): ts.Type }).getTypeOfSymbol?.(symbol);
}

/** The type of an expression. Of a call the checker has kept the signature; asked for the type, it looks at the callee again, and so at the whole chain `a().b().c()` at each of its calls. */
export function typeOf(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): ts.Type {
  const signature = ts.isCallExpression(expression) && (expression.flags & ts.NodeFlags.JavaScriptFile) === 0 && expression.expression.kind !== ts.SyntaxKind.ImportKeyword ? checker.getResolvedSignature(expression) : undefined;
  return signature?.declaration === undefined ? checker.getTypeAtLocation(expression) : signature.getReturnType();
}

/** The declared type of a name or a property that is an object and no union: its flow makes it narrower, and no other kind of thing. */
export function declaredObject(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): ts.Type | undefined {
  const declared = declaredType(checker, symbolOf(ts, checker, expression));
  return declared !== undefined && (declared.flags & ts.TypeFlags.Object) !== 0 ? declared : undefined;
}
