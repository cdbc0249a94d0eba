/** More calls of `done` on one path than the goroutine was counted. */
export declare const doneTooOften: import("../define").Rule;
