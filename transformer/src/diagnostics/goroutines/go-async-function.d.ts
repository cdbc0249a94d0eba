/** `go` of a function that gives a promise: the goroutine ends at its first `await`. */
export declare const goAsyncFunction: import("../define").Rule;
