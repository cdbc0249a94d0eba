/**
 * The TypeScript instance is always passed in: hosts bring their own, and two versions may live in one process. `Ts` is the type of that instance;
 * the `ts` namespace is imported for types only.
 */
import type ts from "typescript";
/** The module object of TypeScript, as a host hands it over. */
export type Ts = typeof ts;
/**
 * The same module with its predicates and enums as plain properties of an object that V8 keeps fast. TypeScript exports everything by getters of an object with thousands of properties:
 * `ts.isIdentifier(node)` and `ts.SyntaxKind.X` cost ten times what the test itself does there, and the phases ask such things of every node.
 */
export declare function quick(ts: Ts): Ts;
