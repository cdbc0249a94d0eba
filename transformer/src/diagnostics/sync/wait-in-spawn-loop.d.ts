/** `wg.add(n)` before the loop that starts the goroutines, `wg.wait()` inside it. */
export declare const waitInSpawnLoop: import("../define").Rule;
