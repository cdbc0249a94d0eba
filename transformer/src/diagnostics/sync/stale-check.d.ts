/** A shared number is tested, the goroutine waits, and then the number is changed as if the test still held. */
export declare const staleCheck: import("../define").Rule;
