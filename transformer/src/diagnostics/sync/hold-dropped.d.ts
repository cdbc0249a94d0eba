/** `mu.hold();`: locked, and nobody has what unlocks. */
export declare const holdDropped: import("../define").Rule;
