/** Two closes of one channel on one path. */
export declare const closeTwice: import("../define").Rule;
