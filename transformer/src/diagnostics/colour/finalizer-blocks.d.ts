/** A callback of a FinalizationRegistry, or of `process.on("exit")`, that may block. */
export declare const finalizerBlocks: import("../define").Rule;
