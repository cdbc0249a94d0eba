/** `defer` in a loop: nothing of it runs before the function ends. */
export declare const deferInLoop: import("../define").Rule;
