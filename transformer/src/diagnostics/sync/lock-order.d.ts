/** Two locks, taken in one order here and in the other there. */
export declare const lockOrder: import("../define").Rule;
