/** `chan(-1)`, `chan(1.5)`: known before it runs. */
export declare const badCapacity: import("../define").Rule;
