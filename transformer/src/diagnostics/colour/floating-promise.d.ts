/** A promise that nobody looks at, in code that could wait for it. */
export declare const floatingPromise: import("../define").Rule;
