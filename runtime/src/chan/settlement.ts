/**
 * What became of a promise, as something goroutines can wait for in a select.
 *
 * A promise cannot be asked whether it is settled, and a reaction added with `then` cannot be taken back. So each promise that stands in a select gets one
 * reaction and one record, kept beside it in a WeakMap: a select in a loop adds a node to the record's queue and takes it out again, and a promise that never
 * settles keeps no losers.
 *
 * A promise is seen as settled from the microtask after its settlement on; one that stands in a select for the first time, from the microtask after that.
 * The reaction counts as handling a rejection, as Promise.race does: a promise that always loses rejects in silence.
 */
import { ownWeakMap } from "../core/own-collections.js";
import { shared } from "../core/state.js";
import { SETTLEMENT } from "./kinds.js";
import { WaitQueue } from "./wait-queue.js";

export const PENDING = 0, FULFILLED = 1, REJECTED = 2;

/** Recognised by `kind`: the record may have been made by another copy of the runtime. */
export class Settlement {
  declare readonly kind: typeof SETTLEMENT;
  state = PENDING;
  /** The value, or the reason. */
  value: unknown = undefined;
  readonly waiters = new WaitQueue();

  settle(state: number, value: unknown): void {
    this.state = state;
    this.value = value;
    while (this.waiters.first !== null) {
      const node = this.waiters.shift();
      if (state === FULFILLED) node.sel!.received(node, value, true);
      else node.sel!.failed(node, value);
    }
  }
}

Object.defineProperty(Settlement.prototype, "kind", { value: SETTLEMENT });

const settlements = shared("settlements", () => ownWeakMap<object, Settlement>());
const then = Promise.prototype.then;

/**
 * Calls back once, in a microtask, with the outcome of a promise or thenable. Reads `then` of a thenable now; runs no other user code now.
 * (A real promise is observed by the intrinsic `then`, as `await` does.)
 */
export function observe(promise: PromiseLike<unknown>, fulfilled: (value: unknown) => void, rejected: (reason: unknown) => void): void {
  then.call(Promise.resolve(promise), fulfilled, rejected);
}

/** The record of a promise. */
export function settlementOf(promise: PromiseLike<unknown>): Settlement {
  let record = settlements.get(promise);
  if (record === undefined) {
    const made = (record = new Settlement());
    settlements.set(promise, made);
    observe(promise, (value) => made.settle(FULFILLED, value), (reason) => made.settle(REJECTED, reason));
  }
  return record;
}

/** Is x something with a `then`? Reads `then`. */
export function isThenable(x: unknown): x is PromiseLike<unknown> {
  return ((typeof x === "object" && x !== null) || typeof x === "function") && typeof (x as { then?: unknown }).then === "function";
}
