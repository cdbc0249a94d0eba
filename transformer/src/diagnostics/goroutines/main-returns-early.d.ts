/** The program's main starts a goroutine and waits for nothing behind that. */
export declare const mainReturnsEarly: import("../define").Rule;
