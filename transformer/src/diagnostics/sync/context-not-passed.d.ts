/** `background()` in a function that was given a context. */
export declare const contextNotPassed: import("../define").Rule;
