/**
 * SingleFlight: callers that want the same thing at the same time share one call, after golang.org/x/sync/singleflight.
 *
 * Everybody gets what that call came to: its value, its error (the same object: here a throw is an error that is returned as well as a panic), or, if it called goexit, the end of the
 * goroutine. The key is free again before the first of them goes on.
 */
import { call0 } from "../core/call.js";
import { typeError } from "../core/errors.js";
import { frame, type Body } from "../core/frames.js";
import { goexit } from "../core/give-way.js";
import { S } from "../core/state.js";
import { callsBack } from "./calls-back.js";
import { WaitGroup } from "./wait-group.js";

export interface SingleFlight<K, V> {
  /**
   * Calls `fn`, unless a call for `key` is under way: then waits for that one and gives its result. Parks the calling goroutine meanwhile.
   * @param key compared as in a Map
   * @returns the value, and whether more than one caller got it
   * @throws what the call threw, to every caller; TypeError if `fn` is no function (SY5035)
   * @see golang.org/x/sync/singleflight, Group.Do
   * @suspends
   */
  do(key: K, fn: () => V): readonly [value: V, shared: boolean];
}

const RUNNING = 0, RETURNED = 1, THREW = 2, EXITED = 3;

/** A call under way: a group with one member. */
class Flight extends WaitGroup {
  state = RUNNING;
  /** What it returned or threw. */
  result: unknown = undefined;
  shared = false;
  private readonly by = S.g === null ? 0 : S.g.id;
  override describe(): string {
    return this.by > 0 ? `a SingleFlight call made by goroutine ${this.by}` : "a SingleFlight call";
  }
}

/**
 * Merges calls for the same key that overlap in time.
 */
export class SingleFlight<K, V> {
  /** @internal */
  readonly flights = new Map<unknown, unknown>();

  /** The next `do` for `key` makes a call of its own, even if one is under way. */
  forget(key: K): void {
    this.flights.delete(key);
  }
}

function* flying(sf: SingleFlight<unknown, unknown>, key: unknown, fn: unknown): Body {
  let flight = sf.flights.get(key) as Flight | undefined;
  if (flight !== undefined) {
    flight.shared = true;
    flight.enter();
    yield -1;
    if (flight.state === EXITED) {
      call0("goexit", goexit, undefined);
      yield -1;
    }
  } else {
    flight = new Flight();
    flight.add(1);
    sf.flights.set(key, flight);
    try {
      let r = call0("fn", fn, undefined);
      if (S.f !== 0) r = yield -1;
      flight.result = r;
      flight.state = RETURNED;
    } catch (e) {
      flight.result = e;
      flight.state = THREW;
    } finally {
      if (flight.state === RUNNING) flight.state = EXITED;
      if (sf.flights.get(key) === flight) sf.flights.delete(key);
      flight.done();
    }
  }
  if (flight.state === THREW) throw flight.result;
  return [flight.result, flight.shared];
}

function checked(fn: unknown): void {
  if (typeof fn !== "function") throw typeError("SY5035", "SingleFlight.do needs a function");
}

function body(this: SingleFlight<unknown, unknown>, key: unknown, fn: unknown): Body {
  return flying(this, key, fn);
}

function fly(this: SingleFlight<unknown, unknown>, key: unknown, fn: unknown): unknown {
  checked(fn);
  return frame(flying(this, key, fn));
}

/** Parks if a call for the key is under way. */
function waits(this: SingleFlight<unknown, unknown>, key: unknown, fn: unknown): void {
  checked(fn);
  (this.flights.get(key) as Flight | undefined)?.enter();
}

Object.defineProperty(SingleFlight.prototype, "do", { value: callsBack("SingleFlight.do", fly, body as never, waits), writable: true, configurable: true });
