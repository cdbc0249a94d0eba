/** `mu.lock(); defer(() => mu.lock())`: the other word was meant. */
export declare const deferLock: import("../define").Rule;
