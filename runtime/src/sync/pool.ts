/**
 * Pool: things that are expensive to make, kept for the next who needs one.
 *
 * The last one put is the next one got (it is the warmest). A pool keeps LIMIT things and drops what comes above.
 * Rejected: dropping at each garbage collection, as Go does (a WeakRef to the list): which things are reused would depend on the collector, and a seed would not repeat a run.
 */
import { runtimeError, typeError } from "../core/errors.js";
import { pending } from "../core/plain.js";

/** So many things are kept. */
const LIMIT = 1000;

/**
 * A set of things for reuse, Go's `sync.Pool`. It may drop any of them at any time: put nothing in that must be closed.
 */
export class Pool<T> {
  private readonly kept: T[] = [];

  /**
   * @param make makes a new one when none is kept; must not wait
   * @throws TypeError if it is no function (SY5035)
   */
  constructor(private readonly make: () => T) {
    if (typeof make !== "function") throw typeError("SY5035", "new Pool needs a function that makes a thing");
  }

  /**
   * One that was put in, or a new one. Never parks.
   * @throws what `make` throws; RuntimeError SY5039 if `make` had to wait
   */
  get(): T {
    if (this.kept.length > 0) return this.kept.pop()!;
    const made = (0, this.make)();
    if (pending(made)) throw runtimeError("SY5039", "Pool.get: the function that makes a thing had to wait, and get never waits. Make it without waiting, or call it yourself and put the result in.");
    return made;
  }

  /** Keeps `v` for the next `get`, or drops it. Do not use `v` any more. undefined and null are not kept. */
  put(v: T): void {
    if (v !== undefined && v !== null && this.kept.length < LIMIT) this.kept.push(v);
  }
}
