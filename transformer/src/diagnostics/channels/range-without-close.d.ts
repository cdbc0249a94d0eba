/** A range over a channel that nobody closes. */
export declare const rangeWithoutClose: import("../define").Rule;
