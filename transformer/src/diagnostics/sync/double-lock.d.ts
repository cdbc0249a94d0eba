/** A goroutine locks what it has locked already: itself, or through a function that it calls. */
export declare const doubleLock: import("../define").Rule;
