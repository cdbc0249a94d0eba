/** `after(long)` in each round: the timers of rounds that went otherwise stay. */
export declare const afterInLoop: import("../define").Rule;
