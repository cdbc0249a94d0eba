/** `mu.lock(); mu.unlock();`: nothing is protected. */
export declare const emptyCriticalSection: import("../define").Rule;
