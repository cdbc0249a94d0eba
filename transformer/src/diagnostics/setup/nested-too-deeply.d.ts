/** Found by the hosts, not by a check: the stack ran out while a file was analysed or emitted. */
export declare const nestedTooDeeply: import("../define").Rule;
/** V8 and JavaScriptCore say it differently; both throw a RangeError. */
export declare function isStackOverflow(error: unknown): boolean;
