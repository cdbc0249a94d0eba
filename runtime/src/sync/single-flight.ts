/**
 * SingleFlight: callers that want the same thing at the same time share one call, after golang.org/x/sync/singleflight.
 *
 * Everybody gets what that call came to: its value, its error (the same object: here a throw is an error that is returned as well as a panic), or, if it called goexit, the end of the
 * goroutine. The key is free again before the first of them goes on.
 */
import { Channel } from "../chan/channel.js";
import type { RecvChan } from "../chan/directions.js";
import { call0 } from "../core/call.js";
import { typeError } from "../core/errors.js";
import { frame, type Body } from "../core/frames.js";
import { goexit } from "../core/give-way.js";
import { spawn } from "../core/go.js";
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

/** What a call came to, as {@link SingleFlight.doChan} gives it. `shared`: more than one caller got it. */
export type FlightResult<V> = PromiseSettledResult<V> & { readonly shared: boolean };

const RUNNING = 0, RETURNED = 1, THREW = 2, EXITED = 3;

/** A call under way: a group with one member. */
class Flight extends WaitGroup {
  state = RUNNING;
  /** What it returned or threw. */
  result: unknown = undefined;
  shared = false;
  /** Made by doChan. */
  readonly channels: Channel<unknown>[] = [];
  private readonly by = S.g === null ? 0 : S.g.id;
  override describe(): string {
    return this.by > 0 ? `a SingleFlight call made by goroutine ${this.by}` : "a SingleFlight call";
  }

  /** The call. Throws nothing: what became of it stands here. */
  *fly(sf: SingleFlight<unknown, unknown>, key: unknown, fn: unknown): Body {
    try {
      let r = call0("fn", fn, undefined);
      if (S.f !== 0) r = yield -1;
      this.result = r;
      this.state = RETURNED;
    } catch (e) {
      this.result = e;
      this.state = THREW;
    } finally {
      if (this.state === RUNNING) this.state = EXITED;
      if (sf.flights.get(key) === this) sf.flights.delete(key);
      this.done();
      this.deliver();
    }
    return undefined;
  }

  private deliver(): void {
    const { channels, result, shared, state } = this;
    for (let i = 0; i < channels.length; i++) {
      if (state !== EXITED) channels[i]!.trySend(state === RETURNED ? { status: "fulfilled", value: result, shared } : { status: "rejected", reason: result, shared });
      channels[i]!.close();
    }
  }
}

/**
 * Merges calls for the same key that overlap in time.
 */
export class SingleFlight<K, V> {
  /** @internal */
  readonly flights = new Map<unknown, unknown>();

  /**
   * As {@link SingleFlight.do}, without waiting: a channel that gives the result when it is there, and is closed then. `fn` runs in a goroutine of its own. The result need not be received.
   * @param key compared as in a Map
   * @returns a channel of one `{ status: "fulfilled", value, shared }` or `{ status: "rejected", reason, shared }`; of none, if the call ended by goexit
   * @throws TypeError if `fn` is no function (SY5035)
   * @waits
   * @see golang.org/x/sync/singleflight, Group.DoChan
   */
  doChan(key: K, fn: () => V): RecvChan<FlightResult<V>> {
    checked("doChan", fn);
    const out = new Channel<FlightResult<V>>(1), flight = this.flights.get(key) as Flight | undefined;
    if (flight === undefined) {
      const own = new Flight();
      own.channels.push(out as Channel<unknown>);
      begin(this as SingleFlight<unknown, unknown>, key, own);
      spawn(-1, own.fly(this as SingleFlight<unknown, unknown>, key, fn));
    } else {
      flight.shared = true;
      flight.channels.push(out as Channel<unknown>);
    }
    return out as unknown as RecvChan<FlightResult<V>>;
  }

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
    begin(sf, key, flight);
    frame(flight.fly(sf, key, fn));
    if (S.f !== 0) yield -1;
  }
  if (flight.state === THREW) throw flight.result;
  return [flight.result, flight.shared];
}

function begin(sf: SingleFlight<unknown, unknown>, key: unknown, flight: Flight): void {
  flight.add(1);
  sf.flights.set(key, flight);
}

function checked(method: string, fn: unknown): void {
  if (typeof fn !== "function") throw typeError("SY5035", `SingleFlight.${method} needs a function`);
}

function body(this: SingleFlight<unknown, unknown>, key: unknown, fn: unknown): Body {
  return flying(this, key, fn);
}

function fly(this: SingleFlight<unknown, unknown>, key: unknown, fn: unknown): unknown {
  checked("do", fn);
  return frame(flying(this, key, fn));
}

/** Parks if a call for the key is under way. */
function waits(this: SingleFlight<unknown, unknown>, key: unknown, fn: unknown): void {
  checked("do", fn);
  (this.flights.get(key) as Flight | undefined)?.enter();
}

Object.defineProperty(SingleFlight.prototype, "do", { value: callsBack("SingleFlight.do", fly, body as never, waits), writable: true, configurable: true });
