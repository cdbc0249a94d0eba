/**
 * What a variable or property was declared as, wherever in its flow it is asked for. The checker narrows by flow (`if (x instanceof C) …`), which costs far more than all else it is asked here; where the
 * declaration already answers a question, the flow need not be.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { resolveAlias } from "./program-index";
import { symbolAt } from "./scopes";
import { declaredOnce } from "./signatures";

/** The symbol a name or a property access stands for; `file` is the one it stands in, where that is at hand. */
export function symbolOf(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression, file?: ts.SourceFile): ts.Symbol | undefined {
  // A shorthand property names both the property and the variable: the variable is meant.
  if (ts.isIdentifier(expression)) return ts.isShorthandPropertyAssignment(expression.parent) ? checker.getShorthandAssignmentValueSymbol(expression.parent) : symbolAt(ts, checker, expression, file);
  return ts.isPropertyAccessExpression(expression) ? checker.getSymbolAtLocation(expression.name) : undefined;
}

/** The declared type of `symbol`: flow makes it narrower or leaves it, except where it is `any` or `unknown`. Undefined: this checker does not tell. */
export function declaredType(checker: ts.TypeChecker, symbol: ts.Symbol | undefined): ts.Type | undefined {
  return symbol === undefined ? undefined : (checker as { getTypeOfSymbol?(symbol: ts.Symbol): ts.Type }).getTypeOfSymbol?.(symbol);
}

/**
 * The type of an expression. Of a call the signature tells, of an assertion the type it names: asked for the type, the checker looks at all that is within once more, and so at the whole chain `a().b().c()` at each of
 * its calls.
 */
export function typeOf(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): ts.Type {
  const { SyntaxKind } = ts;
  if ((expression.flags & ts.NodeFlags.JavaScriptFile) !== 0) return checker.getTypeAtLocation(expression); // doc comments declare other types
  switch (expression.kind) {
    case SyntaxKind.ParenthesizedExpression: return typeOf(ts, checker, (expression as ts.ParenthesizedExpression).expression);
    case SyntaxKind.AsExpression: {
      const { type } = expression as ts.AsExpression;
      return ts.isConstTypeReference(type) ? checker.getTypeAtLocation(expression) : checker.getTypeFromTypeNode(type);
    }
    case SyntaxKind.CallExpression: {
      const call = expression as ts.CallExpression;
      if (call.expression.kind === SyntaxKind.ImportKeyword) break;
      const signature = onlySignature(ts, checker, call) ?? checker.getResolvedSignature(call);
      if (signature?.declaration !== undefined) return signature.getReturnType();
    }
  }
  return checker.getTypeAtLocation(expression);
}

/** The signature of what is declared once and has no type parameters, which the arguments of each call would fill. In `a?.b()` it may be that nothing is called. */
function onlySignature(ts: Ts, checker: ts.TypeChecker, call: ts.CallExpression): ts.Signature | undefined {
  if ((call.flags & ts.NodeFlags.OptionalChain) !== 0) return undefined;
  const symbol = resolveAlias(ts, checker, symbolOf(ts, checker, call.expression)), declaration = declaredOnce(ts, symbol);
  if (declaration === undefined || declaration.typeParameters !== undefined) return undefined;
  const signatures = declaredType(checker, symbol)?.getCallSignatures();
  return signatures?.length === 1 && signatures[0]!.declaration === declaration ? signatures[0] : undefined;
}

/** The declared type of a name or a property whose members are used: an object, which may have been null or undefined before, a string or a number. Its flow makes it narrower, and no other kind of thing. */
export function declaredReceiver(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression, named = symbolOf(ts, checker, expression)): ts.Type | undefined {
  const { TypeFlags } = ts, declared = declaredType(checker, named);
  if (declared?.isUnion() !== true) return declared !== undefined && (declared.flags & (TypeFlags.Object | TypeFlags.String | TypeFlags.Number)) !== 0 ? declared : undefined;
  const parts = declared.types.filter((t) => (t.flags & (TypeFlags.Undefined | TypeFlags.Null)) === 0);
  return parts.length === 1 && (parts[0]!.flags & TypeFlags.Object) !== 0 ? parts[0] : undefined;
}

/** An array type for what surely gives an array, as it is written and declared; `any[]`, to which all arrays can be assigned, where several may be meant. */
export function arrayType(ts: Ts, checker: ts.TypeChecker, expression: ts.Expression): ts.Type | undefined {
  const { SyntaxKind } = ts, anyArray = (): ts.Type | undefined => (checker as { createArrayType?(element: ts.Type): ts.Type }).createArrayType?.(checker.getAnyType());
  switch (expression.kind) {
    case SyntaxKind.ArrayLiteralExpression: return anyArray();
    case SyntaxKind.ParenthesizedExpression: // in JavaScript a doc comment before it may declare another type
      return (expression.flags & ts.NodeFlags.JavaScriptFile) === 0 ? arrayType(ts, checker, (expression as ts.ParenthesizedExpression).expression) : undefined;
    case SyntaxKind.ConditionalExpression: {
      const { whenTrue, whenFalse } = expression as ts.ConditionalExpression;
      return arrayType(ts, checker, whenTrue) !== undefined && arrayType(ts, checker, whenFalse) !== undefined ? anyArray() : undefined;
    }
    case SyntaxKind.BinaryExpression: {
      const { left, operatorToken: { kind }, right } = expression as ts.BinaryExpression;
      return (kind === SyntaxKind.QuestionQuestionToken || kind === SyntaxKind.BarBarToken) && arrayType(ts, checker, right) !== undefined && arrayType(ts, checker, left) !== undefined ? anyArray() : undefined;
    }
    default: {
      const type = ts.isCallExpression(expression) ? checker.getNonNullableType(typeOf(ts, checker, expression)) : declaredReceiver(ts, checker, expression);
      return type !== undefined && (checker as { isArrayType?(type: ts.Type): boolean }).isArrayType?.(type) === true ? type : undefined;
    }
  }
}
