/** The steps of a loop over something that may suspend, in async functions and at the top level of ES modules: each runs on the spot. ABI: spotRange, spotNext, spotIterate, spotClose. */
import { close, iterate, next, range } from "../chan/range.js";
import { spotEntry } from "../core/spot.js";

export const spotRange = (ch: unknown): unknown => spotEntry(range, ch);
export const spotNext = (rec: unknown): unknown => spotEntry(next, rec);
export const spotIterate = (x: unknown): unknown => spotEntry(iterate, x);
export const spotClose = (rec: unknown): unknown => spotEntry(close, rec);
