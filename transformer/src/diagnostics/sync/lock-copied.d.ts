/** A copy of an object that has a lock in it: two objects with state of their own, and one lock. */
export declare const lockCopied: import("../define").Rule;
