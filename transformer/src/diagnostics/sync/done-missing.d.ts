/** A goroutine that a WaitGroup counts, and a path on which it does not say that it is done. */
export declare const doneMissing: import("../define").Rule;
