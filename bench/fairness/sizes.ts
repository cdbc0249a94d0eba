/** How long the others keep the thread busy. */
export const SECONDS = 2;
/** Capacity of the channel whose ends are always ready. */
export const BUFFER = 128;
