/** A ticker that goes on after the function that made it has ended. */
export declare const timerNotStopped: import("../define").Rule;
