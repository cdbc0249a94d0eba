/**
 * Every node below a node, without recursion: programs nest more deeply than the stack allows (a sum of 5,000 terms is a tree as deep, which TypeScript itself walks without recursion).
 * Nodes come in no promised order.
 */
import type ts from "typescript";
import type { Ts } from "./typescript";
/** Calls `visit` for `root` and everything in it; below a node for which it answers "skip" it does not go. */
export declare function walk(ts: Ts, root: ts.Node, visit: (node: ts.Node) => "skip" | void): void;
/** Some node for which `test` answers true, looked for in `root` and below; not below nodes for which it answers "skip". */
export declare function find(ts: Ts, root: ts.Node, test: (node: ts.Node) => boolean | "skip"): ts.Node | undefined;
/** The name stands somewhere in `root`, for a variable or for something else. */
export declare function mentions(ts: Ts, root: ts.Node, name: string): boolean;
