/** The receive is a case of a `select`, and another case may win. */
export declare const timeoutLeak: import("../define").Rule;
