/**
 * The benchmark cases: sizes, units and the checksum every implementation must arrive at.
 *
 * One list for sansync, the peers and the runner; `go/main.go` repeats the sizes (the runner compares its checksums with `expect`, so a
 * drift is found by the first run).
 */

export interface BenchCase {
  /** How the case is called on the command line and in results. */
  readonly name: CaseName;
  /** One line for the table. */
  readonly title: string;
  /** What one operation is: the denominator of the figure. */
  readonly unit: string;
  /** CPU cases: CPU nanoseconds are divided by this. Memory cases: 1, the figure comes from `Recorder.metric`. */
  readonly ops: number;
  /** Checksum of one lap. */
  readonly expect: number;
  readonly kind: "cpu" | "memory";
  /** Upper bound of rounds, for figures that hardly vary and take long. */
  readonly maxRounds?: number;
}

export const SPAWN_BATCHES = 100;
export const SPAWN_BATCH = 1_000;
/** Goroutines parked at the same time by `spawn-park` and `memory`, on channels with PARK_PER_CHANNEL waiters each (js-csp allows 1,024). */
export const PARKED = 100_000;
export const PARK_PER_CHANNEL = 1_000;
export const ROUND_TRIPS = 100_000;
export const ITEMS = 200_000;
export const BUFFER = 128;
export const SELECT_ITEMS = 64_000;
export const PRIMES = 2_000;
/** The 2,000th prime: the generator of the sieve stops here. */
export const LAST_PRIME = 17_389;
export const LOCKERS = 8;
export const LOCKS_EACH = 5_000;
export const SLEEPERS = 1_000_000;
/** Every sleeper sleeps SLEEP_MS + (its number modulo SLEEP_SPREAD_MS) milliseconds: long enough for all to be asleep at the same time. */
export const SLEEP_MS = 10_000;
export const SLEEP_SPREAD_MS = 1_000;
export const DEPTH = 100_000;
/** Goroutines that are started before any of them has run. */
export const OUTSTANDING = 100_000;
export const FAN_JOBS = 100_000;
export const FAN_WORKERS = 8;
export const FAN_BUFFER = 64;
/** Goroutines in the ring, the one that starts it included, and how often the token goes round. */
export const RING = 503;
export const RING_ROUNDS = 400;
export const TIMERS = 1_000_000;
/** Timer number i is due after TIMER_MS + (i modulo TIMER_SPREAD_MS) milliseconds: as a rule all are made, and every second one stopped, before the first is due. Checked: each was stopped, or fired. */
export const TIMER_MS = 4_000;
export const TIMER_SPREAD_MS = 1_000;
export const DEEP = 1_000_000;

export const CASE_NAMES = [
  "spawn-finish",
  "spawn-100k",
  "spawn-park",
  "ping-pong",
  "producer-consumer",
  "select-2",
  "select-8",
  "select-64",
  "sieve",
  "ring",
  "fan-out",
  "mutex",
  "deep-recursion",
  "recursion-1m",
  "timers-1m",
  "memory",
  "sleepers",
] as const;
export type CaseName = (typeof CASE_NAMES)[number];

/** 0 + 1 + … + (n - 1) */
const sumBelow = (n: number): number => (n * (n - 1)) / 2;
/** Producers of a select case send 0 … items/k - 1 each. */
const selectSum = (k: number): number => k * sumBelow(SELECT_ITEMS / k);

function sumOfPrimes(count: number): number {
  let sum = 0;
  for (let n = 2, found = 0; found < count; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (prime) { sum += n; found++; }
  }
  return sum;
}

const cpu = (name: CaseName, title: string, unit: string, ops: number, expect: number): BenchCase =>
  ({ name, title, unit, ops, expect, kind: "cpu" });

export const CASES: readonly BenchCase[] = [
  cpu("spawn-finish", "start goroutines in batches of 1,000, wait for the batch", "ns/goroutine", SPAWN_BATCHES * SPAWN_BATCH, SPAWN_BATCHES * SPAWN_BATCH),
  cpu("spawn-100k", "start 100,000 goroutines, then let them run, wait for all", "ns/goroutine", OUTSTANDING, OUTSTANDING),
  cpu("spawn-park", "start 100,000 goroutines, all park, wake all", "ns/goroutine", PARKED, sumBelow(PARKED)),
  cpu("ping-pong", "two goroutines, two unbuffered channels", "ns/message", 2 * ROUND_TRIPS, sumBelow(ROUND_TRIPS) + ROUND_TRIPS),
  cpu("producer-consumer", "channel of capacity 128", "ns/item", ITEMS, sumBelow(ITEMS)),
  cpu("select-2", "one goroutine selects over 2 unbuffered channels", "ns/item", SELECT_ITEMS, selectSum(2)),
  cpu("select-8", "one goroutine selects over 8 unbuffered channels", "ns/item", SELECT_ITEMS, selectSum(8)),
  cpu("select-64", "one goroutine selects over 64 unbuffered channels", "ns/item", SELECT_ITEMS, selectSum(64)),
  cpu("sieve", "prime sieve, 2,000 goroutines in a chain", "ms", 1e6, sumOfPrimes(PRIMES)),
  cpu("ring", "a token goes round 503 goroutines, unbuffered channels", "ns/hop", RING * RING_ROUNDS, (RING - 1) * RING_ROUNDS),
  cpu("fan-out", "one producer, 8 workers, one collector, channels of capacity 64", "ns/job", FAN_JOBS, 2 * sumBelow(FAN_JOBS)),
  cpu("mutex", "8 goroutines, one mutex, a yield while holding it", "ns/lock", LOCKERS * LOCKS_EACH, LOCKERS * LOCKS_EACH),
  cpu("deep-recursion", "recursion 100,000 deep that blocks at the bottom", "ns/level", DEPTH, DEPTH + 1),
  cpu("recursion-1m", "recursion 1,000,000 deep, nothing blocks", "ns/level", DEEP, DEEP),
  { ...cpu("timers-1m", "1,000,000 timers are started, every second one is stopped, the others fire", "ns/timer", TIMERS, TIMERS), maxRounds: 3 },
  { name: "memory", title: "heap per parked goroutine, 100,000 parked", unit: "bytes", ops: 1, expect: sumBelow(PARKED), kind: "memory", maxRounds: 3 },
  { name: "sleepers", title: "peak resident memory, 1,000,000 sleeping goroutines", unit: "MB", ops: 1, expect: SLEEPERS, kind: "memory", maxRounds: 1 },
];

/** @throws Error if there is no case of that name. */
export function findCase(name: string | undefined): BenchCase {
  const found = CASES.find((c) => c.name === name);
  if (found === undefined) throw new Error(`no case "${name}"; there are: ${CASE_NAMES.join(", ")}`);
  return found;
}
