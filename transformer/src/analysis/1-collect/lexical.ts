/** `this`, `arguments`, `super` and `new.target` of an arrow belong to the functions around it too. */
import type ts from "typescript";
import type { FunctionFacts } from "../facts";
import type { Ts } from "../typescript";

/** Marks the function that the code stands in, and those around it up to the one that has a `this` of its own. */
export function lexical(ts: Ts, from: FunctionFacts, mark: (facts: FunctionFacts) => void): void {
  for (let f: FunctionFacts | undefined = from; f !== undefined; f = f.outer) {
    mark(f);
    if (f.kind !== "arrow" && !(f.kind === "initializer" && isInHead(ts, f.node))) break;
  }
}

/** It runs in the scope around the class. */
function isInHead(ts: Ts, node: ts.Node): boolean {
  return ts.isDecorator(node) || ts.isComputedPropertyName(node) || ts.isHeritageClause(node);
}

export function readsThis(facts: FunctionFacts): void {
  facts.usesThis = true;
}

export function readsSuper(facts: FunctionFacts): void {
  facts.usesSuper = true;
  facts.usesThis = true;
}

export function readsNewTarget(facts: FunctionFacts): void {
  facts.usesNewTarget = true;
}
