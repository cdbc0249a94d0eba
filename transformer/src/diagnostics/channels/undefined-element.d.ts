/** `recv` on a channel whose elements may be undefined: the end looks like an element. */
export declare const undefinedElement: import("../define").Rule;
