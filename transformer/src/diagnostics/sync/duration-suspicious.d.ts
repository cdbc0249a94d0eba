/** A point in time where a duration is wanted, or the other way round. */
export declare const durationSuspicious: import("../define").Rule;
