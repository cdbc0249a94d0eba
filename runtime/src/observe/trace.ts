/**
 * The timeline of a program: when goroutines are started, made runnable, run, wait and end.
 *
 * The scheduler tells one Tracer (core/run-queue.ts) while at least one Trace is open. Each Trace has a ring of its own: the newest events stay, the others are counted as dropped.
 *
 * Invariants
 *  1. Without an open Trace nothing is called and nothing kept: the scheduler looks at one flag that it looks at anyway.
 *  2. A Trace holds numbers, never goroutines.
 * Cost: 25 bytes an event; 0.2 µs a slice while a Trace is open, most of it two looks at the clock.
 */
import { ALL, DEAD, WAITING, type G } from "../core/goroutine.js";
import { host } from "../core/host.js";
import { reasons } from "../core/reasons.js";
import { traceBy, type Tracer } from "../core/run-queue.js";
import { slice } from "../core/slice.js";
import { S, shared } from "../core/state.js";
import { placeOf, type Place } from "./dump.js";

/** One event of a timeline. */
export interface TraceEvent {
  /** Milliseconds since the runtime was loaded, with fractions. */
  readonly t: number;
  /**
   * `start`: the goroutine was made, by `by` (0: by no goroutine), at the go statement `at`. `ready`: it was woken, by `by` (0: a timer, the host). `run`: it runs from here, until `park` (it waits for `reason`, at `at`),
   * `yield` (it gave way) or `end`.
   */
  readonly kind: "start" | "ready" | "run" | "park" | "yield" | "end";
  /** Number of the goroutine. */
  readonly g: number;
  readonly by?: number;
  readonly reason?: string;
  /** Index in `places` of what {@link Trace.read} gave. */
  readonly at?: number;
}

/** What {@link Trace.read} gives. */
export interface TracePart {
  readonly events: readonly TraceEvent[];
  /** For the next call of `read`. */
  readonly next: number;
  /** Events between `after` and the first one here that the buffer had no room for. */
  readonly dropped: number;
  /** The places that `at` of these events stands for. */
  readonly places: Readonly<Record<number, Place>>;
}

/** How {@link trace} keeps events. */
export interface TraceOptions {
  /** Events kept at most, 25 bytes each; default 65,536. */
  capacity?: number;
}

const KINDS = ["start", "ready", "run", "park", "yield", "end"] as const;
const [START, READY, RUN, PARK, YIELD, END] = [0, 1, 2, 3, 4, 5] as const;
const DEFAULT_CAPACITY = 65_536, MOST = 1 << 22;
const WHY: readonly string[] = Object.values(reasons);

const OPEN = shared("timelines", () => ({ all: [] as Trace[], seen: 0 }));

/** Tells every open trace. */
const hub: Tracer = {
  runnable(g) {
    // the running one gave way: `ends` says so
    if (g.id > OPEN.seen) born(g);
    else if (g !== S.g) tell(READY, g.id, S.g === null ? 0 : S.g.id, -1);
  },
  begins(g) {
    if (g.id > OPEN.seen) born(g);
    tell(RUN, g.id, -1, -1);
  },
  ends(g) {
    if (g.status === DEAD) tell(END, g.id, -1, -1);
    else if (g.status === WAITING) tell(PARK, g.id, WHY.indexOf(g.reason), innermost(g));
    else tell(YIELD, g.id, -1, innermost(g));
  },
};

function innermost(g: G): number {
  for (let f = g.top; f !== null; f = f.up) if (f.site >= 0) return f.site;
  return -1;
}

function born(g: G): void {
  OPEN.seen = g.id;
  tell(START, g.id, g.parent, g.site);
}

function tell(kind: number, g: number, about: number, site: number): void {
  const t = host.now() - slice.epoch;
  for (const open of OPEN.all) open.add(t, kind, g, about, site);
}

/** A timeline that is being recorded, from `trace()` until `stop()`. */
export class Trace {
  private readonly times: Float64Array;
  private readonly numbers: Float64Array;
  private readonly abouts: Int32Array;
  private readonly sites: Int32Array;
  private readonly kinds: Uint8Array;
  private count = 0;

  /** @internal */
  constructor(private readonly capacity: number) {
    this.times = new Float64Array(capacity);
    this.numbers = new Float64Array(capacity);
    this.abouts = new Int32Array(capacity);
    this.sites = new Int32Array(capacity);
    this.kinds = new Uint8Array(capacity);
  }

  /** @internal */
  add(t: number, kind: number, g: number, about: number, site: number): void {
    const i = this.count++ % this.capacity;
    this.times[i] = t;
    this.kinds[i] = kind;
    this.numbers[i] = g;
    this.abouts[i] = about;
    this.sites[i] = site;
  }

  /**
   * Events, oldest first.
   * @param after what the last call gave as `next`; default 0, everything that is kept
   * @param limit events at most; default 10,000. The rest comes with the next call.
   */
  read(after = 0, limit = 10_000): TracePart {
    const first = Math.max(after, this.count - this.capacity, 0), end = Math.min(this.count, first + limit);
    const events: TraceEvent[] = [], places: Record<number, Place> = {};
    for (let k = first; k < end; k++) {
      const i = k % this.capacity, kind = this.kinds[i]!, about = this.abouts[i]!, at = this.sites[i]!;
      const place = at < 0 ? undefined : places[at] ?? placeOf(at);
      if (place !== undefined) places[at] = place;
      events.push({
        t: Math.round(this.times[i]! * 1000) / 1000, kind: KINDS[kind]!, g: this.numbers[i]!,
        ...(kind <= READY ? { by: about } : {}), ...(kind === PARK && about >= 0 ? { reason: WHY[about]! } : {}), ...(place === undefined ? {} : { at }),
      });
    }
    return { events, next: Math.max(end, after), dropped: Math.max(0, first - after), places };
  }

  /** Stop recording. What was recorded can still be read. */
  stop(): void {
    const at = OPEN.all.indexOf(this);
    if (at >= 0) OPEN.all.splice(at, 1);
    if (OPEN.all.length === 0) traceBy(null);
  }

  /**
   * What was recorded, in the format that ui.perfetto.dev and Chrome's tracing page open: one track per goroutine, a bar per slice, with what it waited for behind it.
   * @see Trace Event Format, Google
   */
  json(): string {
    const { events, places } = this.read(0, Infinity), out: object[] = [], running = new Map<number, number>();
    const us = (t: number): number => Math.round(t * 1000);
    for (const { t, kind, g, by, reason, at } of events) {
      const place = at === undefined ? undefined : places[at];
      if (kind === "start") out.push({ ph: "M", pid: 1, tid: g, name: "thread_name", args: { name: `goroutine ${g} ${place?.text ?? ""}`.trim() } });
      else if (kind === "ready") out.push({ ph: "i", s: "t", pid: 1, tid: g, ts: us(t), name: "ready", args: { by } });
      else if (kind === "run") running.set(g, t);
      else {
        const begun = running.get(g);
        running.delete(g);
        if (begun !== undefined) out.push({ ph: "X", pid: 1, tid: g, ts: us(begun), dur: us(t) - us(begun), name: reason ?? kind, args: place === undefined ? {} : { at: `${place.file}:${place.line}` } });
      }
    }
    return JSON.stringify({ traceEvents: out });
  }
}

/**
 * Record the timeline of the program from here on.
 * @param options how much of it is kept: the newest 65,536 events unless `capacity` says otherwise
 * @throws RangeError if `capacity` is no integer from 1 to 4,194,304
 */
export function trace(options: TraceOptions = {}): Trace {
  const { capacity = DEFAULT_CAPACITY } = options;
  if (!Number.isSafeInteger(capacity) || capacity < 1 || capacity > MOST) throw new RangeError(`trace: capacity must be an integer from 1 to ${MOST}, and it is ${String(capacity)}`);
  const open = new Trace(capacity);
  if (OPEN.all.length === 0) OPEN.seen = ALL.lastId;
  OPEN.all.push(open);
  traceBy(hub);
  return open;
}
