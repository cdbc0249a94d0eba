/** `await go(f)`: a Goroutine is an identity, not a promise of a result. */
export declare const goAwaited: import("../define").Rule;
