/** A path leaves with a permit that other paths give back. */
export declare const acquireWithoutRelease: import("../define").Rule;
