/**
 * The brands of channels and select cases, in the type system only. They are properties of a global interface, as `Symbol.dispose` is, so that the declarations of the ESM and of the
 * CommonJS build merge: a library compiled against one gives channels that a program compiled against the other takes.
 */
declare global {
  /** Types only. */
  interface SansyncBrands {
    readonly recv: unique symbol;
    readonly send: unique symbol;
    readonly sendCase: unique symbol;
  }
  /** Types only: there is no such value. */
  var sansyncBrands: SansyncBrands;
}

export {};
