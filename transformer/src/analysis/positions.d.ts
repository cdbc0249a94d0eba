/** Questions to sorted lists of positions in a file, by binary search. */
/** One of the positions lies in [pos, end). */
export declare function liesWithin(positions: ArrayLike<number>, pos: number, end: number): boolean;
