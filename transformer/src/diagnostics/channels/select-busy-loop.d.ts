/** A loop that asks again and again, and never waits. */
export declare const selectBusyLoop: import("../define").Rule;
