/**
 * Every node below a node, without recursion: programs nest more deeply than the stack allows (a sum of 5,000 terms is a tree as deep, which TypeScript itself walks without recursion).
 * Nodes come in no promised order.
 */
import type ts from "typescript";
import type { Ts } from "./typescript";

/** Calls `visit` for `root` and everything in it; below a node for which it answers "skip" it does not go. */
export function walk(ts: Ts, root: ts.Node, visit: (node: ts.Node) => "skip" | void): void {
  const stack = [root];
  const push = (child: ts.Node): void => { stack.push(child); };
  for (let node = stack.pop(); node !== undefined; node = stack.pop())
    if (visit(node) !== "skip") ts.forEachChild(node, push);
}

/** Some node for which `test` answers true, looked for in `root` and below; not below nodes for which it answers "skip". */
export function find(ts: Ts, root: ts.Node, test: (node: ts.Node) => boolean | "skip"): ts.Node | undefined {
  const stack = [root];
  const push = (child: ts.Node): void => { stack.push(child); };
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const answer = test(node);
    if (answer === true) return node;
    if (answer !== "skip") ts.forEachChild(node, push);
  }
  return undefined;
}

/** The name stands somewhere in `root`, for a variable or for something else. */
export function mentions(ts: Ts, root: ts.Node, name: string): boolean {
  return find(ts, root, (n) => ts.isIdentifier(n) && n.text === name) !== undefined;
}
