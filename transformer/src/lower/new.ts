/**
 * `new` where the constructor may suspend, and `new.target`.
 *
 * Before
 *   const p = new Parser(source, ...rest);
 * After, direct form
 *   const p = ($1 = $newCall("Parser", Parser, source, ...rest), $S.f) ? yield $at : $1;
 *
 * The constructor's own way of being constructed is looked up on the function value, as for calls of unknown functions. `new.target` is a register of the frame (lower/constructors.ts, functions.ts):
 * a generator has none of its own.
 */
import type ts from "typescript";
import type { FunctionFacts } from "../analysis/facts";
import { calleeText } from "./calls";
import type { FileLowering, Scope } from "./scope";
import { visitExpressions, visitNode } from "./visit";

export function lowerNew(l: FileLowering, node: ts.NewExpression, scope: Scope): ts.Expression | undefined {
  const { f } = l;
  const plan = l.callPlan(node);
  if (plan === undefined || plan.mode === "plain" || scope.mode === "plain") return undefined;
  const callee = visitNode(l, node.expression, scope);
  const call = l.abiCall(scope.mode === "awaiting" ? "spotNew" : "newCall", [f.createStringLiteral(calleeText(l, node.expression, plan.facts.text)), callee, ...visitExpressions(l, node.arguments ?? [], scope)]);
  return l.suspend(call, node, scope, plan.facts.text);
}

export function lowerNewTarget(l: FileLowering, node: ts.MetaProperty, scope: Scope): ts.Expression {
  return node.keywordToken === l.ts.SyntaxKind.NewKeyword && scope.newTarget !== undefined ? l.at_(l.f.createIdentifier(scope.newTarget), node) : node;
}

/**
 * The frame of a function that reads `new.target`: made by a function that takes the register before anything else runs, since the generator may start late.
 *   function Point$frame(x, y) { const $target = $newTarget(Point$frame); return (function* (x, y) { … $target … }).apply(this, arguments); }
 */
export function newTargetBody(l: FileLowering, frame: string, parts: { parameters: ts.ParameterDeclaration[]; body: ts.Block }): ts.Block {
  const { ts, f } = l;
  const taken = f.createVariableDeclaration(l.register("$target"), undefined, undefined, l.abiCall("newTarget", [f.createIdentifier(frame)]));
  const generator = f.createFunctionExpression(undefined, f.createToken(ts.SyntaxKind.AsteriskToken), undefined, undefined, parts.parameters, undefined, parts.body);
  const made = f.createCallExpression(f.createPropertyAccessExpression(f.createParenthesizedExpression(generator), "apply"), undefined, [f.createThis(), f.createIdentifier("arguments")]);
  const directives = parts.body.statements.slice(0, l.prologueEnd(parts.body.statements)); // strictness decides what `this` is
  return f.createBlock([...directives, f.createVariableStatement(undefined, f.createVariableDeclarationList([taken], ts.NodeFlags.Const)), f.createReturnStatement(made)], true);
}

/** The function has a `new.target` of its own, and reads it. */
export function readsNewTarget(facts: FunctionFacts): boolean {
  return facts.usesNewTarget && !facts.generator && !facts.async && (facts.kind === "function" || facts.kind === "expression");
}
