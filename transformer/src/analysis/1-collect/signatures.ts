/**
 * Which declaration a call means. Before TypeScript says so (`getResolvedSignature`), it compares the types of all arguments with those of the parameters: in a program that nobody has checked, as the editor's first
 * analysis finds it, that is half of the work and a sixth of what stays in memory. Of a function or a method that is declared once there is nothing to choose.
 */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { isConst } from "./program-index";

type Declaration = ts.SignatureDeclaration | ts.JSDocSignature;

export class Signatures {
  readonly #ts: Ts;
  readonly #checker: ts.TypeChecker;
  /** The last call and what it means: who asks what a call reaches asks for its parameters next. */
  #call: ts.Node | undefined;
  #declaration: Declaration | undefined;

  constructor(ts: Ts, checker: ts.TypeChecker) {
    this.#ts = ts;
    this.#checker = checker;
  }

  /** @param named what the callee names, where it is a name and no more: an assertion makes another type of it */
  declarationOf(call: ts.CallExpression | ts.TaggedTemplateExpression, named?: ts.Symbol): Declaration | undefined {
    if (this.#call !== call) {
      this.#declaration = declaredOnce(this.#ts, named) ?? this.#checker.getResolvedSignature(call)?.declaration;
      this.#call = call;
    }
    return this.#declaration;
  }
}

/**
 * The one signature of a function or a method, as all calls of it by that name mean it: functions and methods are not narrowed by flow, and what a mapped type or a union makes of a method is a property. In JavaScript
 * doc comments declare other signatures.
 */
export function declaredOnce(ts: Ts, symbol: ts.Symbol | undefined): ts.SignatureDeclaration | undefined {
  if (symbol?.declarations === undefined) return undefined;
  if ((symbol.flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Method)) === 0) return constantFunction(ts, symbol.valueDeclaration);
  let only: ts.SignatureDeclaration | undefined;
  for (const declaration of symbol.declarations) {
    if (!ts.isFunctionLike(declaration)) continue;
    if (only !== undefined || (declaration.flags & ts.NodeFlags.JavaScriptFile) !== 0) return undefined;
    only = declaration;
  }
  return only;
}

/** `const f = () => …`: nothing but the literal says what its type is. */
function constantFunction(ts: Ts, declaration: ts.Node | undefined): ts.SignatureDeclaration | undefined {
  if (declaration === undefined || !ts.isVariableDeclaration(declaration) || !isConst(ts, declaration) || (declaration.flags & ts.NodeFlags.JavaScriptFile) !== 0) return undefined;
  const { type, initializer } = declaration;
  return type === undefined && initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer)) ? initializer : undefined;
}
