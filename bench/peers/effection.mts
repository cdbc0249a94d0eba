/**
 * effection: structured concurrency on generators. Its queues have no capacity, so that sending never waits: only the cases in which nobody could wait with a message anyway. It has no
 * select of channels, no mutex and no detached timers.
 */
import { type Queue, type Operation, type Task, createQueue, run, sleep, spawn } from "effection";
import {
  OUTSTANDING, PARKED, PARK_PER_CHANNEL, RING, RING_ROUNDS, ROUND_TRIPS, SLEEPERS, SLEEP_MS, SLEEP_SPREAD_MS, SPAWN_BATCH, SPAWN_BATCHES,
} from "../harness/case-list.js";
import { OVERFLOW, runPeer } from "../harness/peer.js";
import type { Recorder } from "../harness/recorder.js";

type Numbers = Queue<number, void>;
const numbers = (): Numbers => createQueue<number, void>();

function* startAll(count: number, worker: () => Operation<void>): Operation<void> {
  const tasks: Task<void>[] = [];
  for (let i = 0; i < count; i++) tasks.push(yield* spawn(worker));
  for (const task of tasks) yield* task;
}

function* spawnFinish(recorder: Recorder): Operation<void> {
  let finished = 0;
  const worker = function* (): Operation<void> { finished++; };
  while (recorder.again()) {
    finished = 0;
    for (let batch = 0; batch < SPAWN_BATCHES; batch++) yield* startAll(SPAWN_BATCH, worker);
    recorder.done(finished);
  }
}

function* spawn100k(recorder: Recorder): Operation<void> {
  let finished = 0;
  const worker = function* (): Operation<void> { finished++; };
  while (recorder.again()) {
    finished = 0;
    yield* startAll(OUTSTANDING, worker);
    recorder.done(finished);
  }
}

function* park(parked: () => void): Operation<number> {
  let sum = 0, waiting = 0;
  const queues: Numbers[] = [], tasks: Task<void>[] = [];
  for (let i = 0; i < PARKED; i++) {
    if (i % PARK_PER_CHANNEL === 0) queues.push(numbers());
    const queue = queues[queues.length - 1]!;
    tasks.push(yield* spawn(function* () {
      waiting++;
      const next = yield* queue.next();
      if (next.done !== true) sum += next.value;
    }));
  }
  while (waiting < PARKED) yield* sleep(0);
  parked();
  for (let i = 0; i < PARKED; i++) queues[(i / PARK_PER_CHANNEL) | 0]!.add(i);
  for (const task of tasks) yield* task;
  return sum;
}

function* spawnPark(recorder: Recorder): Operation<void> {
  while (recorder.again()) recorder.done(yield* park(() => {}));
}

function* memory(recorder: Recorder): Operation<void> {
  while (recorder.again()) {
    recorder.beforeHeap();
    recorder.done(yield* park(() => recorder.afterHeap(PARKED)));
  }
}

function* pingPong(recorder: Recorder): Operation<void> {
  while (recorder.again()) {
    const a = numbers(), b = numbers();
    const other = yield* spawn(function* () {
      for (let i = 0; i < ROUND_TRIPS; i++) b.add((yield* a.next()).value! + 1);
    });
    let sum = 0;
    for (let i = 0; i < ROUND_TRIPS; i++) {
      a.add(i);
      sum += (yield* b.next()).value!;
    }
    yield* other;
    recorder.done(sum);
  }
}

function* ring(recorder: Recorder): Operation<void> {
  while (recorder.again()) {
    const first = numbers();
    let last = first;
    for (let i = 1; i < RING; i++) {
      const input = last, out = numbers();
      yield* spawn(function* () {
        for (let next = yield* input.next(); next.done !== true; next = yield* input.next()) out.add(next.value + 1);
        out.close();
      });
      last = out;
    }
    let token = 0;
    for (let round = 0; round < RING_ROUNDS; round++) {
      first.add(token);
      token = (yield* last.next()).value!;
    }
    first.close();
    recorder.done(token);
  }
}

function* sleepers(recorder: Recorder): Operation<void> {
  while (recorder.again()) {
    let asleep = 0, peak = 0;
    const tasks: Task<void>[] = [];
    for (let i = 0; i < SLEEPERS; i++) {
      tasks.push(yield* spawn(function* () {
        if (++asleep > peak) peak = asleep;
        yield* sleep(SLEEP_MS + (i % SLEEP_SPREAD_MS));
        asleep--;
      }));
    }
    for (const task of tasks) yield* task;
    recorder.metric(recorder.peakRssMB());
    recorder.done(peak - asleep);
  }
}

const task = (body: (recorder: Recorder) => Operation<void>) => async (recorder: Recorder): Promise<void> => { await run(() => body(recorder)); };

const UNBOUNDED = "its queues have no capacity: nobody waits until he may send";
const NO_SELECT = "has no select";
runPeer({
  "spawn-finish": task(spawnFinish),
  "spawn-100k": task(spawn100k),
  "spawn-park": task(spawnPark),
  "ping-pong": task(pingPong),
  "producer-consumer": UNBOUNDED,
  "select-2": NO_SELECT,
  "select-8": NO_SELECT,
  "select-64": NO_SELECT,
  sieve: UNBOUNDED,
  ring: task(ring),
  "fan-out": UNBOUNDED,
  mutex: "has no mutex",
  "deep-recursion": OVERFLOW,
  "recursion-1m": OVERFLOW,
  "timers-1m": "has no timers apart from sleeping tasks",
  memory: task(memory),
  sleepers: task(sleepers),
});
