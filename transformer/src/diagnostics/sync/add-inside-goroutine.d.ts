/** `wg.add` in the goroutine that is counted: whoever waits may have looked before. */
export declare const addInsideGoroutine: import("../define").Rule;
