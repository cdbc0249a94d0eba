/** A context whose `cancel` nobody calls, or not on every path. */
export declare const lostCancel: import("../define").Rule;
