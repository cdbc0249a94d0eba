/** The wrong end of a channel. TypeScript says that a property is missing, and offers to declare one. */
export declare const wrongDirection: import("../define").Rule;
