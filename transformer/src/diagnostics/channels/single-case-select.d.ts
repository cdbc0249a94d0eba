/** `select({ jobs })`: a receive with more words. */
export declare const singleCaseSelect: import("../define").Rule;
