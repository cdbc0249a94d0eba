/**
 * Effect: fibers, `Queue` (capacity 0 is a rendezvous), `Semaphore`. It has no select: racing `Queue.take`s is the nearest thing; the library
 * delivers a taken message in the same fiber step, and the checksum shows that none got lost. A number below 0 ends a stream: cheaper for it than
 * `Queue.end`.
 */
import { Effect, Fiber, Queue, Semaphore } from "effect";
import {
  BUFFER, DEEP, DEPTH, FAN_BUFFER, FAN_JOBS, FAN_WORKERS, ITEMS, LAST_PRIME, LOCKERS, LOCKS_EACH, OUTSTANDING, PARKED, PARK_PER_CHANNEL, RING, RING_ROUNDS, ROUND_TRIPS,
  SELECT_ITEMS, SLEEPERS, SLEEP_MS, SLEEP_SPREAD_MS, SPAWN_BATCH, SPAWN_BATCHES,
} from "../harness/case-list.js";
import { runPeer } from "../harness/peer.js";
import type { Recorder } from "../harness/recorder.js";

const END = -1;

const spawnFinish = (recorder: Recorder) => Effect.gen(function* () {
  let finished = 0;
  const worker = Effect.sync(() => { finished++; });
  while (recorder.again()) {
    finished = 0;
    for (let batch = 0; batch < SPAWN_BATCHES; batch++) {
      const fibers: Fiber.Fiber<void>[] = [];
      for (let i = 0; i < SPAWN_BATCH; i++) fibers.push(yield* Effect.forkChild(worker));
      yield* Fiber.awaitAll(fibers);
    }
    recorder.done(finished);
  }
});

const spawn100k = (recorder: Recorder) => Effect.gen(function* () {
  let finished = 0;
  const worker = Effect.sync(() => { finished++; });
  while (recorder.again()) {
    finished = 0;
    const fibers: Fiber.Fiber<void>[] = [];
    for (let i = 0; i < OUTSTANDING; i++) fibers.push(yield* Effect.forkChild(worker));
    yield* Fiber.awaitAll(fibers);
    recorder.done(finished);
  }
});

const park = (parked: () => void) => Effect.gen(function* () {
  let sum = 0, waiting = 0;
  const waiter = (ch: Queue.Queue<number>) => Effect.gen(function* () {
    waiting++;
    const v = yield* Queue.take(ch);
    sum += v;
  });
  const queues: Queue.Queue<number>[] = [];
  const fibers: Fiber.Fiber<void>[] = [];
  for (let i = 0; i < PARKED; i++) {
    if (i % PARK_PER_CHANNEL === 0) queues.push(yield* Queue.bounded<number>(0));
    fibers.push(yield* Effect.forkChild(waiter(queues[queues.length - 1]!)));
  }
  while (waiting < PARKED) yield* Effect.yieldNow;
  parked();
  for (let i = 0; i < PARKED; i++) yield* Queue.offer(queues[(i / PARK_PER_CHANNEL) | 0]!, i);
  yield* Fiber.awaitAll(fibers);
  return sum;
});

const spawnPark = (recorder: Recorder) => Effect.gen(function* () {
  while (recorder.again()) recorder.done(yield* park(() => {}));
});

const memory = (recorder: Recorder) => Effect.gen(function* () {
  while (recorder.again()) {
    recorder.beforeHeap();
    recorder.done(yield* park(() => recorder.afterHeap(PARKED)));
  }
});

const pingPong = (recorder: Recorder) => Effect.gen(function* () {
  const pong = (out: Queue.Queue<number>, input: Queue.Queue<number>) => Effect.gen(function* () {
    for (let i = 0; i < ROUND_TRIPS; i++) yield* Queue.offer(out, (yield* Queue.take(input)) + 1);
  });
  while (recorder.again()) {
    const a = yield* Queue.bounded<number>(0), b = yield* Queue.bounded<number>(0);
    const other = yield* Effect.forkChild(pong(b, a));
    let sum = 0;
    for (let i = 0; i < ROUND_TRIPS; i++) {
      yield* Queue.offer(a, i);
      sum += yield* Queue.take(b);
    }
    yield* Fiber.join(other);
    recorder.done(sum);
  }
});

const producerConsumer = (recorder: Recorder) => Effect.gen(function* () {
  const produce = (out: Queue.Queue<number>) => Effect.gen(function* () {
    for (let i = 0; i < ITEMS; i++) yield* Queue.offer(out, i);
    yield* Queue.offer(out, END);
  });
  while (recorder.again()) {
    const ch = yield* Queue.bounded<number>(BUFFER);
    yield* Effect.forkChild(produce(ch));
    let sum = 0;
    for (let v = yield* Queue.take(ch); v !== END; v = yield* Queue.take(ch)) sum += v;
    recorder.done(sum);
  }
});

const select = (k: number) => (recorder: Recorder) => Effect.gen(function* () {
  const produce = (out: Queue.Queue<number>) => Effect.gen(function* () {
    for (let i = 0; i < SELECT_ITEMS / k; i++) yield* Queue.offer(out, i);
  });
  while (recorder.again()) {
    const queues: Queue.Queue<number>[] = [];
    for (let i = 0; i < k; i++) queues.push(yield* Queue.bounded<number>(0));
    const producers: Fiber.Fiber<void>[] = [];
    for (const queue of queues) producers.push(yield* Effect.forkChild(produce(queue)));
    const takes = queues.map((queue) => Queue.take(queue));
    let sum = 0;
    for (let i = 0; i < SELECT_ITEMS; i++) sum += yield* Effect.raceAllFirst(takes);
    yield* Fiber.awaitAll(producers);
    recorder.done(sum);
  }
});

// Capacity 1, in its favour: a rendezvous queue resumes the other fiber on the native stack, and a chain of 2,000 overflows it without an error
// (4.1.0 stands still; with --stack-size=7000 it ends).
const sieve = (recorder: Recorder) => Effect.gen(function* () {
  const generate = (out: Queue.Queue<number>) => Effect.gen(function* () {
    for (let n = 2; n <= LAST_PRIME; n++) yield* Queue.offer(out, n);
    yield* Queue.offer(out, END);
  });
  const filter = (input: Queue.Queue<number>, out: Queue.Queue<number>, prime: number) => Effect.gen(function* () {
    for (let n = yield* Queue.take(input); n !== END; n = yield* Queue.take(input)) if (n % prime !== 0) yield* Queue.offer(out, n);
    yield* Queue.offer(out, END);
  });
  while (recorder.again()) {
    let ch = yield* Queue.bounded<number>(1), sum = 0;
    yield* Effect.forkChild(generate(ch));
    for (let prime = yield* Queue.take(ch); prime !== END; prime = yield* Queue.take(ch)) {
      sum += prime;
      const next = yield* Queue.bounded<number>(1);
      yield* Effect.forkChild(filter(ch, next, prime));
      ch = next;
    }
    recorder.done(sum);
  }
});

// Capacity 1 as in the sieve.
const ring = (recorder: Recorder) => Effect.gen(function* () {
  const node = (input: Queue.Queue<number>, out: Queue.Queue<number>) => Effect.gen(function* () {
    for (let v = yield* Queue.take(input); v !== END; v = yield* Queue.take(input)) yield* Queue.offer(out, v + 1);
    yield* Queue.offer(out, END);
  });
  while (recorder.again()) {
    const first = yield* Queue.bounded<number>(1);
    let last = first;
    for (let i = 1; i < RING; i++) {
      const next = yield* Queue.bounded<number>(1);
      yield* Effect.forkChild(node(last, next));
      last = next;
    }
    let token = 0;
    for (let round = 0; round < RING_ROUNDS; round++) {
      yield* Queue.offer(first, token);
      token = yield* Queue.take(last);
    }
    yield* Queue.offer(first, END);
    recorder.done(token);
  }
});

const fanOut = (recorder: Recorder) => Effect.gen(function* () {
  const produce = (jobs: Queue.Queue<number>) => Effect.gen(function* () {
    for (let i = 0; i < FAN_JOBS; i++) yield* Queue.offer(jobs, i);
    for (let i = 0; i < FAN_WORKERS; i++) yield* Queue.offer(jobs, END);
  });
  const work = (jobs: Queue.Queue<number>, results: Queue.Queue<number>) => Effect.gen(function* () {
    for (let job = yield* Queue.take(jobs); job !== END; job = yield* Queue.take(jobs)) yield* Queue.offer(results, job * 2);
  });
  while (recorder.again()) {
    const jobs = yield* Queue.bounded<number>(FAN_BUFFER), results = yield* Queue.bounded<number>(FAN_BUFFER), workers: Fiber.Fiber<void>[] = [];
    yield* Effect.forkChild(produce(jobs));
    for (let i = 0; i < FAN_WORKERS; i++) workers.push(yield* Effect.forkChild(work(jobs, results)));
    yield* Effect.forkChild(Effect.gen(function* () {
      yield* Fiber.awaitAll(workers);
      yield* Queue.offer(results, END);
    }));
    let sum = 0;
    for (let r = yield* Queue.take(results); r !== END; r = yield* Queue.take(results)) sum += r;
    recorder.done(sum);
  }
});

const mutex = (recorder: Recorder) => Effect.gen(function* () {
  while (recorder.again()) {
    const mu = yield* Semaphore.make(1);
    let count = 0;
    const step = Semaphore.withPermits(mu, 1, Effect.gen(function* () {
      const seen = count;
      yield* Effect.yieldNow;
      count = seen + 1;
    }));
    const locker = Effect.gen(function* () {
      for (let i = 0; i < LOCKS_EACH; i++) yield* step;
    });
    const fibers: Fiber.Fiber<void>[] = [];
    for (let i = 0; i < LOCKERS; i++) fibers.push(yield* Effect.forkChild(locker));
    yield* Fiber.awaitAll(fibers);
    recorder.done(count);
  }
});

const deepRecursion = (recorder: Recorder) => Effect.gen(function* () {
  while (recorder.again()) {
    const ch = yield* Queue.bounded<number>(0);
    const down = (n: number): Effect.Effect<number> =>
      n === 0 ? Queue.take(ch) : Effect.map(Effect.suspend(() => down(n - 1)), (depth) => depth + 1);
    const fiber = yield* Effect.forkChild(down(DEPTH));
    yield* Queue.offer(ch, 1);
    recorder.done(yield* Fiber.join(fiber));
  }
});

const recursion1m = (recorder: Recorder) => Effect.gen(function* () {
  const levels = (n: number): Effect.Effect<number> => n === 0 ? Effect.succeed(0) : Effect.map(Effect.suspend(() => levels(n - 1)), (depth) => depth + 1);
  while (recorder.again()) recorder.done(yield* levels(DEEP));
});

const sleepers = (recorder: Recorder) => Effect.gen(function* () {
  while (recorder.again()) {
    let asleep = 0, peak = 0;
    const sleeper = (i: number) => Effect.gen(function* () {
      if (++asleep > peak) peak = asleep;
      yield* Effect.sleep(4 * SLEEP_MS + (i % SLEEP_SPREAD_MS)); // it takes more than SLEEP_MS to start a million
      asleep--;
    });
    const fibers: Fiber.Fiber<void>[] = [];
    for (let i = 0; i < SLEEPERS; i++) fibers.push(yield* Effect.forkChild(sleeper(i)));
    yield* Fiber.awaitAll(fibers);
    recorder.metric(recorder.peakRssMB());
    recorder.done(peak - asleep);
  }
});

const promised = (build: (recorder: Recorder) => Effect.Effect<void>) => (recorder: Recorder): Promise<void> => Effect.runPromise(build(recorder));

runPeer({
  "spawn-finish": promised(spawnFinish),
  "spawn-100k": promised(spawn100k),
  "spawn-park": promised(spawnPark),
  "ping-pong": promised(pingPong),
  "producer-consumer": promised(producerConsumer),
  "select-2": promised(select(2)),
  "select-8": promised(select(8)),
  "select-64": promised(select(64)),
  sieve: promised(sieve),
  ring: promised(ring),
  "fan-out": promised(fanOut),
  mutex: promised(mutex),
  "deep-recursion": promised(deepRecursion),
  "recursion-1m": promised(recursion1m),
  "timers-1m": "has no timers apart from sleeping fibers, and those of `sleepers` already fail here",
  memory: promised(memory),
  sleepers: promised(sleepers),
});
