/** A channel that all its users receive from, or all send to. */
export declare const oneSidedChannel: import("../define").Rule;
