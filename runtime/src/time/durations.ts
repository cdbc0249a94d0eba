/**
 * Durations: numbers of milliseconds. `5 * Second` reads as in Go; plain numbers work as well.
 */

/** One millisecond: the unit of every duration. */
export const Millisecond = 1;
/** 1000 ms. */
export const Second = 1000;
/** 60,000 ms. */
export const Minute = 60000;
/** 3,600,000 ms. */
export const Hour = 3600000;
