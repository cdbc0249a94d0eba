/**
 * The TypeScript instance is always passed in: hosts bring their own, and two versions may live in one process. `Ts` is the type of that instance;
 * the `ts` namespace is imported for types only.
 */
import type ts from "typescript";

/** The module object of TypeScript, as a host hands it over. */
export type Ts = typeof ts;
