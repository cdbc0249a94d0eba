/** The end of what is stepped through: a range over a channel, an iterator, an array. Never an element. ABI: DONE. */
import { shared } from "./state.js";

export const DONE: unique symbol = shared("DONE", () => Symbol("DONE")) as never;
