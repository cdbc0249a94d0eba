/** `chan()` whose elements end as `unknown`. */
export declare const untypedChannel: import("../define").Rule;
