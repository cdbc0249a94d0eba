/**
 * Which functions get the fast form (plain functions behind the suspension protocol) and which keep the direct form (generators), by what is known of them before they are lowered.
 * Lowering may still find something in a body that it cannot make two functions of (lower/fast): the body keeps the direct form then, behind an entry of the fast form's shape.
 */
import type ts from "typescript";
import type { FunctionPlan } from "./plan";
import type { Ts } from "../typescript";
import { isGenerator } from "../2-infer/infer";

/** Why the function keeps the direct form, undefined: it does not. */
export function whyDirect(ts: Ts, { facts: fn, holdsLowered }: FunctionPlan): string | undefined {
  switch (fn.kind) {
    case "function": case "expression": case "arrow": case "method": break;
    default: return `it is a ${fn.kind}`;
  }
  if (isGenerator(fn)) return "it is a generator";
  if (fn.kind === "method") {
    const reason = whyDirectMethod(ts, fn.node as ts.MethodDeclaration);
    if (reason !== undefined) return reason;
  }
  if (fn.usesSuper) return "it uses super";
  if (fn.usesNewTarget) return "it uses new.target";
  if (fn.usesArguments || fn.usesCallee) return "it uses arguments";
  if (fn.usesThis && (fn.kind === "function" || fn.kind === "expression")) return "it uses this, and may be a constructor";
  // Both copies would have their code, at each level: three times as much in all.
  if (holdsLowered) return "functions inside it may suspend too";
  return undefined;
}

const decorated = new WeakMap<ts.ClassDeclaration, boolean>();

/** The class, or a member of it. */
function isDecorated(ts: Ts, node: ts.ClassDeclaration): boolean {
  let known = decorated.get(node);
  if (known === undefined) decorated.set(node, (known = [node, ...node.members].some((m) => ts.canHaveDecorators(m) && (ts.getDecorators(m) ?? []).length > 0)));
  return known;
}

function whyDirectMethod(ts: Ts, node: ts.MethodDeclaration): string | undefined {
  const of = node.parent;
  if (!ts.isClassDeclaration(of)) return "it is a method of an object literal or of a class expression";
  if (!ts.isIdentifier(node.name)) return "it is a method without a plain name";
  if (isDecorated(ts, of)) return "its class has decorators";
  return undefined;
}
