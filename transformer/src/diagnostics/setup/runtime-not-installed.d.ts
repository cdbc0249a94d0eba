/** Compiled code that nobody gave the runtime: the package is found from no file of the program. Said once, at the first file that needs it. Looks at the disk, so it is no rule with fixtures in memory. */
export declare const runtimeNotInstalled: import("../define").Rule;
