/** `const err = g.wait(); if (err)`: Go's habit; here `wait` throws. */
export declare const errorsAreThrown: import("../define").Rule;
