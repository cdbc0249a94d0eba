/** A send on a channel that this function has closed. */
export declare const sendAfterClose: import("../define").Rule;
