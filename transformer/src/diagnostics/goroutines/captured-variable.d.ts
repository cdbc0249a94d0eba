/** A goroutine that is started in a loop uses a variable that all rounds share, and that the loop changes. */
export declare const capturedVariable: import("../define").Rule;
