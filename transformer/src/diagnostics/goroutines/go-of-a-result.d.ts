/** `go(work(5))`: the call runs at once, in the caller. TypeScript says only that void is no function. */
export declare const goOfAResult: import("../define").Rule;
