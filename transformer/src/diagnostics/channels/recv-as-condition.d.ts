/** `while (ch.recv())`: 0 and "" look like the end of the channel. */
export declare const recvAsCondition: import("../define").Rule;
