/** On one path a goroutine sends more than is received: the error, and then the value too. */
export declare const doubleSend: import("../define").Rule;
