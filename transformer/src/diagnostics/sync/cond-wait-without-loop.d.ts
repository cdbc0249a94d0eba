/** `if (…) cond.wait()`: what was waited for may be gone when the lock is held again. */
export declare const condWaitWithoutLoop: import("../define").Rule;
