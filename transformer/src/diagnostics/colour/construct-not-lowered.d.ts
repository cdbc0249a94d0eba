/** Something in a function that may suspend which this release cannot compile. Never a silent plain call. */
export declare const constructNotLowered: import("../define").Rule;
