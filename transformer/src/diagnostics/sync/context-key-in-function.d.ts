/** A key of a context that is made anew by each call. */
export declare const contextKeyInFunction: import("../define").Rule;
