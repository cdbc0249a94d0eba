/** `wait` unlocks its lock: who calls it must hold it. */
export declare const condWaitWithoutLock: import("../define").Rule;
