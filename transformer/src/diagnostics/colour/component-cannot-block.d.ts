/** A component that may block, or a JSX factory. JSX becomes calls only after us, so that they cannot wait. */
export declare const componentCannotBlock: import("../define").Rule;
