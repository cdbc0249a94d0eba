/** What may be called: expressions and parameters that may hold functions, and what a callee does with those it is given. */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { declaredType, symbolOf, typeOf } from "./declared-type";
import { mayBeFunction } from "./program-index";

export class Callables {
  readonly #ts: Ts;
  readonly #checker: ts.TypeChecker;
  readonly #types = new Map<ts.Type, boolean>();
  readonly #parameters = new Map<ts.ParameterDeclaration, boolean>();

  constructor(ts: Ts, checker: ts.TypeChecker) {
    this.#ts = ts;
    this.#checker = checker;
  }

  /** The expression may give a function. */
  isCallable(expression: ts.Expression, file?: ts.SourceFile): boolean {
    const ts = this.#ts, checker = this.#checker;
    if (isNeverCallable(ts, expression)) return false;
    if (ts.isConditionalExpression(expression)) return this.isCallable(expression.whenTrue, file) || this.isCallable(expression.whenFalse, file);
    // The flow of a variable narrows what it was declared as: where that is no function, the flow need not be asked for.
    const declared = declaredType(checker, symbolOf(ts, checker, expression, file));
    if (declared !== undefined && (declared.flags & ts.TypeFlags.Any) === 0 && !this.#mayBeCalled(declared)) return false;
    if (declared !== undefined && (declared.flags & ts.TypeFlags.Object) !== 0) return true;
    return this.#mayBeCalled(typeOf(ts, checker, expression));
  }

  #mayBeCalled(type: ts.Type): boolean {
    let answer = this.#types.get(type);
    if (answer === undefined) this.#types.set(type, (answer = mayBeFunction(this.#ts, this.#checker, type) || this.#hasCallSignature(type)));
    return answer;
  }

  #hasCallSignature(type: ts.Type): boolean {
    return type.isUnionOrIntersection() ? type.types.some((t) => this.#hasCallSignature(t)) : type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0;
  }

  /** Of its declared type, a function may be given for it. */
  takesFunctions(parameter: ts.ParameterDeclaration): boolean {
    if (parameter.type === undefined || parameter.dotDotDotToken !== undefined) return true;
    let answer = this.#parameters.get(parameter);
    if (answer === undefined) this.#parameters.set(parameter, (answer = this.#admitsFunctions(this.#checker.getTypeAtLocation(parameter))));
    return answer;
  }

  #admitsFunctions(type: ts.Type): boolean {
    const ts = this.#ts;
    if (type.isUnionOrIntersection()) return type.types.some((t) => this.#admitsFunctions(t));
    return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable | ts.TypeFlags.NonPrimitive)) !== 0 || this.#mayBeCalled(type);
  }
}

/** Without `this`, and none of those that a doc comment declares. */
export function parametersOf(ts: Ts, signature: ts.SignatureDeclaration | ts.JSDocSignature | undefined): readonly ts.ParameterDeclaration[] {
  const parameters = (signature?.parameters ?? none) as readonly ts.ParameterDeclaration[];
  for (const one of parameters) if (!isOwn(ts, one)) return parameters.filter((p) => isOwn(ts, p));
  return parameters;
}

const none: readonly never[] = [];

function isOwn(ts: Ts, node: ts.Node): boolean {
  if (!ts.isParameter(node)) return false;
  const name = node.name as ts.BindingName | undefined; // `function(number): void` in a doc comment names none
  return name === undefined || !ts.isIdentifier(name) || name.escapedText !== "this";
}

/** Names alone: no patterns, no values they have if nothing is given, no rest. */
export function hasSimpleParameters(ts: Ts, node: ts.FunctionLikeDeclaration): boolean {
  return parametersOf(ts, node).every((p) => ts.isIdentifier(p.name) && p.initializer === undefined && p.dotDotDotToken === undefined);
}

/** A function of this type gives something that is used: neither nothing, nor a promise, nor anything at all, nor a conditional type (Fastify's handlers), which may come to any of these. */
export function resultIsUsed(ts: Ts, checker: ts.TypeChecker, type: ts.Type): boolean {
  return type.getCallSignatures().some((s) => {
    const result = s.getReturnType();
    const parts = result.isUnion() ? result.types : [result];
    const indifferent = ts.TypeFlags.Void | ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Undefined | ts.TypeFlags.Never | ts.TypeFlags.Conditional;
    return !parts.some((p) => (p.flags & indifferent) !== 0 || checker.getPropertyOfType(p, "then") !== undefined);
  });
}

/** By its syntax alone: most arguments are, and need no type. Such a value is no promise either. */
export function isNeverCallable(ts: Ts, expression: ts.Expression): boolean {
  if (ts.isStringLiteralLike(expression) || ts.isNumericLiteral(expression) || ts.isTemplateExpression(expression) || ts.isObjectLiteralExpression(expression) || ts.isArrayLiteralExpression(expression)) return true;
  if (ts.isBinaryExpression(expression)) {
    const { kind } = expression.operatorToken;
    return kind >= ts.SyntaxKind.LessThanToken && kind <= ts.SyntaxKind.CaretToken;
  }
  return ts.isPrefixUnaryExpression(expression) || ts.isPostfixUnaryExpression(expression) || ts.isTypeOfExpression(expression) || ts.isVoidExpression(expression) || ts.isRegularExpressionLiteral(expression) ||
    expression.kind === ts.SyntaxKind.TrueKeyword || expression.kind === ts.SyntaxKind.FalseKeyword || expression.kind === ts.SyntaxKind.NullKeyword;
}
