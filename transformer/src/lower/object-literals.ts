/**
 * Methods of object literals.
 *
 * Before
 *   return { next() { return ch.recv(); }, name };
 * After
 *   return $methods({ *next() { … }, name }, "next");
 */
import type ts from "typescript";
import { generatorMethod, memberKey } from "./classes";
import type { FileLowering, Scope } from "./scope";
import { visitNode } from "./visit";

export function lowerObjectLiteral(l: FileLowering, node: ts.ObjectLiteralExpression, scope: Scope): ts.Expression {
  const { ts, f } = l;
  const keys: ts.Expression[] = [];
  const properties = node.properties.map((p): ts.ObjectLiteralElementLike => {
    if (!ts.isMethodDeclaration(p) || l.functionPlan(p)?.form !== "direct") return visitNode(l, p, scope);
    const { name, key } = memberKey(l, p.name, scope);
    keys.push(key);
    return generatorMethod(l, p, name, false, scope, true);
  });
  const literal = f.updateObjectLiteralExpression(node, ts.setTextRange(f.createNodeArray(properties, node.properties.hasTrailingComma), node.properties));
  return keys.length === 0 ? literal : l.at_(l.abiCall("methods", [literal, ...keys]), node);
}
