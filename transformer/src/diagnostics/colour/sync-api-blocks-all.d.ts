/** A call of Node that stops the whole process, in a goroutine beside others. */
export declare const syncApiBlocksAll: import("../define").Rule;
