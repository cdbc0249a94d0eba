/** `total += ch.recv()`: JavaScript reads `total` before the goroutine parks, so what others write meanwhile is lost. */
export declare const readBeforeSuspend: import("../define").Rule;
