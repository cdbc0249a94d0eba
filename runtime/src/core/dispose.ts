/**
 * `Symbol.dispose`, for `using`: its type for consumers whose TypeScript or `lib` does not have it, and its value where the host does not.
 * Declared as @types/node declares it, so that the declarations merge.
 */
declare global {
  interface SymbolConstructor {
    /** A method that releases what an object holds; called at the end of a `using` block. */
    readonly dispose: unique symbol;
  }
}

if (typeof Symbol.dispose !== "symbol") {
  Object.defineProperty(Symbol, "dispose", { value: Symbol("Symbol.dispose") });
}

export {};
