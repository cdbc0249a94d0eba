/** A function of a Group uses the context that the group was made with, and not its own. */
export declare const groupOuterContext: import("../define").Rule;
