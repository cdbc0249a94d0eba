/** The same promise is a case in every round: once it is settled it is always ready. */
export declare const promiseCaseSpins: import("../define").Rule;
