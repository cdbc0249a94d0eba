/** TypeScript keeps what it knows of a variable over a call that may suspend, and refuses the second test of it. */
export declare const narrowingAcrossSuspension: import("../define").Rule;
