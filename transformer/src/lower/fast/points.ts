/**
 * Suspension points in a body of the direct form, known by the shapes in which lower/scope.ts writes them.
 *
 *   (($1 = call, $S.f) ? yield site : $1)                  a call
 *   if ($S.f) yield site;                                  behind a call that is a statement
 *   $FL[0] < 0 && $preempt() && (yield site)             a check in the head of a loop
 *   if ($FL[0] < 0 && $preempt()) yield site;            a check that is a statement
 */
import type ts from "typescript";
import { skipOuter } from "../../analysis/1-collect/program-index";
import type { FileLowering } from "../scope";

export interface CallPoint { readonly call: ts.Expression; readonly site: ts.Expression }

/** Does a suspension point stand in the node, apart from functions in it? */
export class Points {
  readonly #known = new WeakMap<ts.Node, boolean>();

  constructor(private readonly l: FileLowering) {}

  in(node: ts.Node | undefined): boolean {
    if (node === undefined) return false;
    const { ts } = this.l;
    if (node.kind === ts.SyntaxKind.YieldExpression) return true;
    if (node.kind <= ts.SyntaxKind.LastToken || ts.isFunctionLike(node)) return false;
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    let found = false;
    ts.forEachChild(node, (child) => { if (this.in(child)) { found = true; return true; } return undefined; });
    this.#known.set(node, found);
    return found;
  }

  call(e: ts.Expression): CallPoint | undefined {
    const { ts } = this.l;
    const inner = skipOuter(this.l.ts, e);
    if (!ts.isConditionalExpression(inner) || !ts.isYieldExpression(skipOuter(this.l.ts, inner.whenTrue))) return undefined;
    const condition = skipOuter(this.l.ts, inner.condition);
    if (!ts.isBinaryExpression(condition) || condition.operatorToken.kind !== ts.SyntaxKind.CommaToken || !this.isFlag(condition.right)) return undefined;
    const assigned = skipOuter(this.l.ts, condition.left);
    if (!ts.isBinaryExpression(assigned) || assigned.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
    return { call: assigned.right, site: (skipOuter(this.l.ts, inner.whenTrue) as ts.YieldExpression).expression! };
  }

  /** The site of a check in an expression. */
  check(e: ts.Expression): ts.Expression | undefined {
    const { ts } = this.l;
    const inner = skipOuter(this.l.ts, e);
    if (!ts.isBinaryExpression(inner) || inner.operatorToken.kind !== ts.SyntaxKind.AmpersandAmpersandToken || !this.isWanted(inner.left)) return undefined;
    const stop = skipOuter(this.l.ts, inner.right);
    return ts.isYieldExpression(stop) ? stop.expression : undefined;
  }

  statement(s: ts.Statement): { readonly test: "flag" | "check"; readonly site: ts.Expression } | undefined {
    const { ts } = this.l;
    if (!ts.isIfStatement(s) || s.elseStatement !== undefined || !ts.isExpressionStatement(s.thenStatement) || !ts.isYieldExpression(s.thenStatement.expression)) return undefined;
    const site = s.thenStatement.expression.expression!;
    if (this.isFlag(s.expression)) return { test: "flag", site };
    return this.isWanted(s.expression) ? { test: "check", site } : undefined;
  }

  isFlag(e: ts.Expression): boolean {
    return this.l.ts.isIdentifier(e) && e.text === (this.l.flag() as ts.Identifier).text;
  }

  isWanted(e: ts.Expression): boolean {
    return this.l.ts.isIdentifier(e) && e.text === (this.l.wanted() as ts.Identifier).text;
  }
}
