/** A lock is held while the goroutine waits for others. */
export declare const blockingWhileLocked: import("../define").Rule;
