/**
 * Which identifiers called `arguments` are the object of a function: those that are expressions, and shorthand properties.
 *
 *   f(arguments), { arguments }            the object
 *   o.arguments, { arguments: a }, { arguments() {} }, const { arguments: a } = o, class { arguments = 1 }, <A arguments="" />, arguments: for (;;) break arguments      names of something else
 *
 * A declared name (`let arguments`, sloppy) counts as one too: it changes what the others mean (opaque.ts).
 */
import type ts from "typescript";
import type { Ts } from "../typescript";

export function isArgumentsObject(ts: Ts, node: ts.Identifier): boolean {
  return node.escapedText === "arguments" && isReference(ts, node);
}

/** The identifier stands for a variable, in its declaration or in an expression; it is not the name of a member, a label, an attribute or a type. Identifiers the compiler made (no parent) are references. */
export function isReference(ts: Ts, node: ts.Identifier): boolean {
  const parent = node.parent as ts.Node | undefined;
  if (parent === undefined) return true;
  switch (parent.kind) {
    case ts.SyntaxKind.PropertyAccessExpression:
    case ts.SyntaxKind.PropertyAssignment:
    case ts.SyntaxKind.MethodDeclaration:
    case ts.SyntaxKind.GetAccessor:
    case ts.SyntaxKind.SetAccessor:
    case ts.SyntaxKind.PropertyDeclaration:
    case ts.SyntaxKind.EnumMember:
      return (parent as ts.NamedDeclaration).name !== node;
    case ts.SyntaxKind.BindingElement:
      return (parent as ts.BindingElement).propertyName !== node;
    case ts.SyntaxKind.ImportSpecifier:
    case ts.SyntaxKind.ExportSpecifier:
    case ts.SyntaxKind.MetaProperty:
    case ts.SyntaxKind.LabeledStatement:
    case ts.SyntaxKind.BreakStatement:
    case ts.SyntaxKind.ContinueStatement:
    case ts.SyntaxKind.JsxAttribute:
    case ts.SyntaxKind.JsxNamespacedName:
    case ts.SyntaxKind.PropertySignature:
    case ts.SyntaxKind.MethodSignature:
    case ts.SyntaxKind.QualifiedName:
      return false;
    default:
      return true;
  }
}
