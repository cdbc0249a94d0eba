/** A goroutine sends to a channel without a buffer, and a path of the only receiver does not receive. */
export declare const senderAbandoned: import("../define").Rule;
