/** A method that may block overrides one of a class that is not compiled. A warning: who calls it is not known. */
export declare const overrideOfForeignMethod: import("../define").Rule;
