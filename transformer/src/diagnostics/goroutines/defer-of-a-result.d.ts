/** `defer(mu.unlock())`: Go's habit, where `defer` is a statement. */
export declare const deferOfAResult: import("../define").Rule;
