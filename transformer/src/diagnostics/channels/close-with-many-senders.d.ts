/** Several goroutines close the channel that they all send to. */
export declare const closeWithManySenders: import("../define").Rule;
