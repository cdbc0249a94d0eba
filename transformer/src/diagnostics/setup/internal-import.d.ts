/** User code imports the ABI. */
export declare const internalImport: import("../define").Rule;
