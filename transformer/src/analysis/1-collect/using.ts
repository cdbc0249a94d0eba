/** `using` and `await using` by their flags, which TypeScript has from 5.2 on: Using is Let's successor bit, AwaitUsing is Const and Using. */
import type ts from "typescript";
import type { Ts } from "../typescript";

export function isUsingList(ts: Ts, list: ts.VariableDeclarationList): boolean {
  const flag = (ts.NodeFlags as unknown as { Using?: number }).Using;
  return flag !== undefined && (list.flags & 7) >= flag;
}

/** The declaration says `await using`. */
export function isAwaitUsing(ts: Ts, node: ts.VariableDeclaration): boolean {
  const flag = (ts.NodeFlags as unknown as { AwaitUsing?: number }).AwaitUsing;
  return flag !== undefined && ts.isVariableDeclarationList(node.parent) && (node.parent.flags & 7) === flag;
}

/** What the call gives is disposed of by a `using`. */
export function isUsed(ts: Ts, call: ts.CallExpression): boolean {
  const list = call.parent.parent;
  return list !== undefined && ts.isVariableDeclaration(call.parent) && ts.isVariableDeclarationList(list) && isUsingList(ts, list);
}
