/** `try { go(f) } catch`: errors of a goroutine do not come back to who started it. */
export declare const errorOutsideGoroutine: import("../define").Rule;
