/** A channel that is closed somewhere stays ready for ever; a loop that does not ask whether it is closed spins then. */
export declare const closedCaseSpins: import("../define").Rule;
