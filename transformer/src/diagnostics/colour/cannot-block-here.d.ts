/** A call that may block where there is no lowering and the caller cannot wait. */
export declare const cannotBlockHere: import("../define").Rule;
