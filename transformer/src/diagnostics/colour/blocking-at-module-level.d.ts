/** The top level of a CommonJS module that exports something blocks. */
export declare const blockingAtModuleLevel: import("../define").Rule;
