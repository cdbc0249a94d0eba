/** Modifiers of declarations. */
import type ts from "typescript";
import type { Ts } from "../typescript";

export function hasModifier(ts: Ts, node: ts.Node, kind: ts.ModifierSyntaxKind): boolean {
  return (ts.canHaveModifiers(node) ? ts.getModifiers(node) ?? [] : []).some((m) => m.kind === kind);
}

export function isStatic(ts: Ts, node: ts.Node): boolean {
  return hasModifier(ts, node, ts.SyntaxKind.StaticKeyword);
}
