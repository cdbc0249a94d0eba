/** Methods of object literals that a later element of the literal may replace. */
import type ts from "typescript";
import type { Ts } from "../typescript";
import { memberName } from "./program-index";

/** A spread, a computed name or the same name stands behind the method. */
export function mayBeReplaced(ts: Ts, literal: ts.ObjectLiteralExpression, method: ts.MethodDeclaration): boolean {
  const own = memberName(ts, method.name);
  return literal.properties.slice(literal.properties.indexOf(method) + 1).some((p) => {
    if (ts.isSpreadAssignment(p)) return true;
    const name = memberName(ts, p.name);
    return own === undefined || name === undefined || name === own;
  });
}
