/**
 * The plain functions that places which call function values of unknown colour found there: remembered for each place, so that it is called directly, and V8 can inline it.
 *
 * A file has one list with an element for each place. Emitted code compares the function with its element, and asks isPlain() if that is another one.
 *
 * Invariants
 *  1. What is remembered has no entry. (One that gets an entry within the turn, in a cycle of modules, is called as plain code calls it: the promise it may give is waited for, S.given.)
 *  2. What is remembered is forgotten when the turn is over: no place keeps a function alive. Outside turns nothing is remembered.
 *
 * Cost: a call of a remembered function two loads and two comparisons more than a plain call; forgetting, a store for each place that remembers something.
 * ABI: callees, isPlain, given.
 */
import { entryOf } from "./entry.js";
import { waitedFor } from "./plain.js";
import { RQ } from "./run-queue.js";
import { shared } from "./state.js";

type Callees = unknown[];

/** Equal to nothing that could be called, undefined included. */
const NOTHING = {};

/** Lists with something remembered. */
const used = shared("callees", (): Callees[] => []);

/** The list of a file: `places` elements that are equal to no function. ABI. */
export function callees(places: number): Callees {
  const list: Callees = [];
  for (let i = 0; i < places; i++) list.push(NOTHING);
  return list;
}

/** Has `f` no entry? Then it is remembered for that place. ABI. */
export function isPlain(f: unknown, list: Callees, place: number): boolean {
  if (typeof f !== "function" || entryOf(f) !== undefined) return false;
  if (RQ.inTurn) {
    if (!used.includes(list)) used.push(list);
    list[place] = f;
  }
  return true;
}

/** What a plain function gave during which a Pending was made. ABI. */
export const given = waitedFor;

/** The turn is over. @internal */
export function forgetCallees(): void {
  for (let list = used.pop(); list !== undefined; list = used.pop()) list.fill(NOTHING);
}
