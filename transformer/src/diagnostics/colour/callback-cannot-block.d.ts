/** A callback that may block is given to code that is not compiled by sansync and uses its result at once. */
export declare const callbackCannotBlock: import("../define").Rule;
