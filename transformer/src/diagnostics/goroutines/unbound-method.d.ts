/** `go(server.loop)`: the method is called without its object. */
export declare const unboundMethod: import("../define").Rule;
