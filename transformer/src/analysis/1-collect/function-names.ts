/** What messages, dumps and stacks call a function: `worker`, `Counter.bump`, `Counter.n initialiser`, `(anonymous)`. */
import type ts from "typescript";
import type { Ts } from "../typescript";
import type { FunctionKind } from "../facts";
import { functionOf, memberName } from "./program-index";

export function functionName(ts: Ts, node: ts.Node, kind: FunctionKind): string {
  if (kind === "module") return "(module)";
  if (kind === "namespace") return (node.parent as ts.ModuleDeclaration).name.getText();
  const owner = kind === "constructor" && ts.isClassLike(node) ? (node.name?.text ?? "(class)") : ts.isClassLike(node.parent) ? (node.parent.name?.text ?? "(class)") : undefined;
  const qualify = (name: string): string => (owner === undefined ? name : `${owner}.${name}`);
  if (kind === "constructor") return qualify("constructor");
  const name = (node as ts.NamedDeclaration).name;
  if (name !== undefined && !ts.isArrayBindingPattern(name) && !ts.isObjectBindingPattern(name)) {
    const text = ts.isComputedPropertyName(name as ts.PropertyName) ? name.getText() : (memberName(ts, name as ts.PropertyName) ?? name.getText());
    return qualify(kind === "initializer" || kind === "field" || kind === "static" ? `${text} initialiser` : text);
  }
  if (kind === "initializer" || kind === "static") return qualify(ts.isDecorator(node) ? "decorator" : ts.isHeritageClause(node) ? "extends clause" : ts.isComputedPropertyName(node) ? "computed name" : "static block");
  let holder: ts.Node = node.parent;
  while (ts.isParenthesizedExpression(holder) || ts.isAsExpression(holder)) holder = holder.parent;
  if (ts.isVariableDeclaration(holder) && ts.isIdentifier(holder.name) && holder.initializer !== undefined && functionOf(ts, holder.initializer) === node) return holder.name.text;
  if ((ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder)) && holder.initializer !== undefined && functionOf(ts, holder.initializer) === node) {
    const text = memberName(ts, holder.name) ?? holder.name.getText();
    return ts.isClassLike(holder.parent) ? `${holder.parent.name?.text ?? "(class)"}.${text}` : text;
  }
  if (kind === "function") return "default";
  return "(anonymous)";
}
