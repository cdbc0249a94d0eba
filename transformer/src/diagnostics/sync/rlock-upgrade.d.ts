/** `lock` while the goroutine itself reads. */
export declare const rlockUpgrade: import("../define").Rule;
