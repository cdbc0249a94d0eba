/** A constructor that may block, in one of the few classes whose constructors cannot be compiled so that they wait (1-collect/constructors.ts). */
export declare const constructorCannotWait: import("../define").Rule;
