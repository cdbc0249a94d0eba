/** An unlock of what is unlocked already, or will be again. */
export declare const unlockNotHeld: import("../define").Rule;
