/**
 * js-csp: core.async's processes as generators. It has no mutex: a channel of capacity 1 stands in. No more than 1,024 takers may wait on one
 * channel (hence PARK_PER_CHANNEL). To yield something that is no instruction reschedules the process, its way to give others a turn.
 */
import {
  BUFFER, FAN_BUFFER, FAN_JOBS, FAN_WORKERS, ITEMS, LAST_PRIME, LOCKERS, LOCKS_EACH, OUTSTANDING, PARKED, PARK_PER_CHANNEL, RING, RING_ROUNDS, ROUND_TRIPS, SELECT_ITEMS,
  SLEEPERS, SLEEP_MS, SLEEP_SPREAD_MS, SPAWN_BATCH, SPAWN_BATCHES,
} from "../harness/case-list.js";
import { OVERFLOW, runPeer } from "../harness/peer.js";
import type { Recorder } from "../harness/recorder.js";
import type { AltResult, Channel, Csp } from "./js-csp-types.js";

const csp = require("js-csp") as Csp;
type Process<R = void> = Generator<unknown, R, any>;

/** Runs a process to its end. The library lets an error escape into the event loop: the process dies of it, as it should. */
const whole = (main: () => Process): Promise<void> =>
  new Promise((resolve) => {
    csp.go(function* () {
      yield* main();
      resolve();
      return true;
    });
  });

const spawnFinish = (recorder: Recorder): Promise<void> => whole(function* () {
  let finished = 0;
  const worker = function* (): Process<boolean> { finished++; return true; };
  while (recorder.again()) {
    finished = 0;
    for (let batch = 0; batch < SPAWN_BATCHES; batch++) {
      const ends: Channel[] = [];
      for (let i = 0; i < SPAWN_BATCH; i++) ends.push(csp.go(worker));
      for (const end of ends) yield csp.take(end);
    }
    recorder.done(finished);
  }
});

const spawn100k = (recorder: Recorder): Promise<void> => whole(function* () {
  let finished = 0;
  // Without the yield it would run, and end, in the call that starts it.
  const worker = function* (): Process<boolean> { yield; finished++; return true; };
  while (recorder.again()) {
    finished = 0;
    const ends: Channel[] = [];
    for (let i = 0; i < OUTSTANDING; i++) ends.push(csp.go(worker));
    for (const end of ends) yield csp.take(end);
    recorder.done(finished);
  }
});

function* park(parked: () => void): Process<number> {
  let sum = 0, waiting = 0;
  const waiter = function* (ch: Channel): Process<boolean> {
    waiting++;
    const v: number = yield csp.take(ch);
    sum += v;
    return true;
  };
  const channels: Channel[] = [];
  const ends: Channel[] = [];
  for (let i = 0; i < PARKED; i++) {
    if (i % PARK_PER_CHANNEL === 0) channels.push(csp.chan());
    ends.push(csp.go(waiter, [channels[channels.length - 1]!]));
  }
  while (waiting < PARKED) yield;
  parked();
  for (let i = 0; i < PARKED; i++) yield csp.put(channels[(i / PARK_PER_CHANNEL) | 0]!, i);
  for (const end of ends) yield csp.take(end);
  return sum;
}

const spawnPark = (recorder: Recorder): Promise<void> => whole(function* () {
  while (recorder.again()) recorder.done(yield* park(() => {}));
});

const memory = (recorder: Recorder): Promise<void> => whole(function* () {
  while (recorder.again()) {
    recorder.beforeHeap();
    recorder.done(yield* park(() => recorder.afterHeap(PARKED)));
  }
});

const pingPong = (recorder: Recorder): Promise<void> => whole(function* () {
  const pong = function* (out: Channel, input: Channel): Process {
    for (let i = 0; i < ROUND_TRIPS; i++) {
      const v: number = yield csp.take(input);
      yield csp.put(out, v + 1);
    }
  };
  while (recorder.again()) {
    const a = csp.chan(), b = csp.chan();
    csp.go(pong, [b, a]);
    let sum = 0;
    for (let i = 0; i < ROUND_TRIPS; i++) {
      yield csp.put(a, i);
      sum += yield csp.take(b);
    }
    recorder.done(sum);
  }
});

const producerConsumer = (recorder: Recorder): Promise<void> => whole(function* () {
  const produce = function* (out: Channel): Process {
    for (let i = 0; i < ITEMS; i++) yield csp.put(out, i);
    out.close();
  };
  while (recorder.again()) {
    const ch = csp.chan(BUFFER);
    csp.go(produce, [ch]);
    let sum = 0;
    for (let v: number | null = yield csp.take(ch); v !== null; v = yield csp.take(ch)) sum += v;
    recorder.done(sum);
  }
});

const select = (k: number) => (recorder: Recorder): Promise<void> => whole(function* () {
  const produce = function* (out: Channel): Process {
    for (let i = 0; i < SELECT_ITEMS / k; i++) yield csp.put(out, i);
  };
  while (recorder.again()) {
    const channels = Array.from({ length: k }, () => csp.chan());
    for (const ch of channels) csp.go(produce, [ch]);
    let sum = 0;
    for (let i = 0; i < SELECT_ITEMS; i++) {
      const selected: AltResult = yield csp.alts(channels);
      sum += selected.value!;
    }
    recorder.done(sum);
  }
});

const sieve = (recorder: Recorder): Promise<void> => whole(function* () {
  const generate = function* (out: Channel): Process {
    for (let n = 2; n <= LAST_PRIME; n++) yield csp.put(out, n);
    out.close();
  };
  const filter = function* (input: Channel, out: Channel, prime: number): Process {
    for (let n: number | null = yield csp.take(input); n !== null; n = yield csp.take(input)) if (n % prime !== 0) yield csp.put(out, n);
    out.close();
  };
  while (recorder.again()) {
    let ch = csp.chan(), sum = 0;
    csp.go(generate, [ch]);
    for (let prime: number | null = yield csp.take(ch); prime !== null; prime = yield csp.take(ch)) {
      sum += prime;
      const next = csp.chan();
      csp.go(filter, [ch, next, prime]);
      ch = next;
    }
    recorder.done(sum);
  }
});

const ring = (recorder: Recorder): Promise<void> => whole(function* () {
  const node = function* (input: Channel, out: Channel): Process {
    for (let v: number | null = yield csp.take(input); v !== null; v = yield csp.take(input)) yield csp.put(out, v + 1);
    out.close();
  };
  while (recorder.again()) {
    const first = csp.chan();
    let last = first;
    for (let i = 1; i < RING; i++) {
      const next = csp.chan();
      csp.go(node, [last, next]);
      last = next;
    }
    let token = 0;
    for (let round = 0; round < RING_ROUNDS; round++) {
      yield csp.put(first, token);
      token = yield csp.take(last);
    }
    first.close();
    recorder.done(token);
  }
});

const fanOut = (recorder: Recorder): Promise<void> => whole(function* () {
  const produce = function* (jobs: Channel): Process {
    for (let i = 0; i < FAN_JOBS; i++) yield csp.put(jobs, i);
    jobs.close();
  };
  const work = function* (jobs: Channel, results: Channel): Process<boolean> {
    for (let job: number | null = yield csp.take(jobs); job !== null; job = yield csp.take(jobs)) yield csp.put(results, job * 2);
    return true;
  };
  const close = function* (ends: Channel[], results: Channel): Process {
    for (const end of ends) yield csp.take(end);
    results.close();
  };
  while (recorder.again()) {
    const jobs = csp.chan(FAN_BUFFER), results = csp.chan(FAN_BUFFER), ends: Channel[] = [];
    csp.go(produce, [jobs]);
    for (let i = 0; i < FAN_WORKERS; i++) ends.push(csp.go(work, [jobs, results]));
    csp.go(close, [ends, results]);
    let sum = 0;
    for (let r: number | null = yield csp.take(results); r !== null; r = yield csp.take(results)) sum += r;
    recorder.done(sum);
  }
});

const mutex = (recorder: Recorder): Promise<void> => whole(function* () {
  while (recorder.again()) {
    const held = csp.chan(1);
    let count = 0;
    const locker = function* (): Process<boolean> {
      for (let i = 0; i < LOCKS_EACH; i++) {
        yield csp.put(held, true);
        const seen = count;
        yield;
        count = seen + 1;
        yield csp.take(held);
      }
      return true;
    };
    const ends: Channel[] = [];
    for (let i = 0; i < LOCKERS; i++) ends.push(csp.go(locker));
    for (const end of ends) yield csp.take(end);
    recorder.done(count);
  }
});

const sleepers = (recorder: Recorder): Promise<void> => whole(function* () {
  while (recorder.again()) {
    let asleep = 0, peak = 0;
    const sleeper = function* (i: number): Process<boolean> {
      if (++asleep > peak) peak = asleep;
      yield csp.sleep(SLEEP_MS + (i % SLEEP_SPREAD_MS));
      asleep--;
      return true;
    };
    const ends: Channel[] = [];
    for (let i = 0; i < SLEEPERS; i++) ends.push(csp.go(sleeper, [i]));
    for (const end of ends) yield csp.take(end);
    recorder.metric(recorder.peakRssMB());
    recorder.done(peak - asleep);
  }
});

runPeer({
  "spawn-finish": spawnFinish,
  "spawn-100k": spawn100k,
  "spawn-park": spawnPark,
  "ping-pong": pingPong,
  "producer-consumer": producerConsumer,
  "select-2": select(2),
  "select-8": select(8),
  "select-64": select(64),
  sieve,
  ring,
  "fan-out": fanOut,
  mutex,
  "deep-recursion": OVERFLOW,
  "recursion-1m": OVERFLOW,
  "timers-1m": "its time-outs cannot be stopped",
  memory,
  sleepers,
});
