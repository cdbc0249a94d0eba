/** A promise used as if it were its result, in code that can wait. */
export declare const promiseNotWaited: import("../define").Rule;
