/** A channel that never gets a value: nothing was ever assigned, or it is the nil channel. */
export declare const nilChannel: import("../define").Rule;
