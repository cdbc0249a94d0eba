/**
 * ts-chan: Go-like channels and select on promises. It has no tasks, no mutex and no timers of its own: async functions and a channel of
 * capacity 1 stand in. Used as its documentation shows; by default it returns to the event loop by a macrotask now and then (`setUnsafe` off).
 */
import { Chan, Select, recv } from "ts-chan";
import {
  BUFFER, FAN_BUFFER, FAN_JOBS, FAN_WORKERS, ITEMS, LAST_PRIME, LOCKERS, LOCKS_EACH, PARKED, PARK_PER_CHANNEL, RING, RING_ROUNDS, ROUND_TRIPS, SELECT_ITEMS,
} from "../harness/case-list.js";
import { OVERFLOW, runPeer } from "../harness/peer.js";
import type { Recorder } from "../harness/recorder.js";

async function park(parked: () => void): Promise<number> {
  let sum = 0, waiting = 0;
  const waiter = async (ch: Chan<number>): Promise<void> => {
    waiting++;
    const v = (await ch.recv()).value!;
    sum += v;
  };
  const channels: Chan<number>[] = [];
  const tasks: Promise<void>[] = [];
  for (let i = 0; i < PARKED; i++) {
    if (i % PARK_PER_CHANNEL === 0) channels.push(new Chan());
    tasks.push(waiter(channels[channels.length - 1]!));
  }
  while (waiting < PARKED) await null;
  parked();
  for (let i = 0; i < PARKED; i++) await channels[(i / PARK_PER_CHANNEL) | 0]!.send(i);
  await Promise.all(tasks);
  return sum;
}

async function spawnPark(recorder: Recorder): Promise<void> {
  while (recorder.again()) recorder.done(await park(() => {}));
}

async function memory(recorder: Recorder): Promise<void> {
  while (recorder.again()) {
    recorder.beforeHeap();
    recorder.done(await park(() => recorder.afterHeap(PARKED)));
  }
}

async function pingPong(recorder: Recorder): Promise<void> {
  const ping = async (out: Chan<number>, input: Chan<number>): Promise<number> => {
    let sum = 0;
    for (let i = 0; i < ROUND_TRIPS; i++) {
      await out.send(i);
      sum += (await input.recv()).value!;
    }
    return sum;
  };
  const pong = async (out: Chan<number>, input: Chan<number>): Promise<void> => {
    for (let i = 0; i < ROUND_TRIPS; i++) await out.send((await input.recv()).value! + 1);
  };
  while (recorder.again()) {
    const a = new Chan<number>(), b = new Chan<number>();
    const other = pong(b, a);
    const sum = await ping(a, b);
    await other;
    recorder.done(sum);
  }
}

async function producerConsumer(recorder: Recorder): Promise<void> {
  const produce = async (out: Chan<number>): Promise<void> => {
    for (let i = 0; i < ITEMS; i++) await out.send(i);
    out.close();
  };
  while (recorder.again()) {
    const ch = new Chan<number>(BUFFER);
    const producer = produce(ch);
    let sum = 0;
    for await (const v of ch) sum += v;
    await producer;
    recorder.done(sum);
  }
}

const select = (k: number) => async (recorder: Recorder): Promise<void> => {
  const produce = async (out: Chan<number>): Promise<void> => {
    for (let i = 0; i < SELECT_ITEMS / k; i++) await out.send(i);
  };
  while (recorder.again()) {
    const channels = Array.from({ length: k }, () => new Chan<number>());
    const producers = channels.map(produce);
    const cases = new Select(channels.map((ch) => recv(ch)));
    let sum = 0;
    for (let i = 0; i < SELECT_ITEMS; i++) {
      const at = await cases.wait();
      sum += cases.recv(cases.cases[at]!).value!;
    }
    await Promise.all(producers);
    recorder.done(sum);
  }
};

async function sieve(recorder: Recorder): Promise<void> {
  const generate = async (out: Chan<number>): Promise<void> => {
    for (let n = 2; n <= LAST_PRIME; n++) await out.send(n);
    out.close();
  };
  const filter = async (input: Chan<number>, out: Chan<number>, prime: number): Promise<void> => {
    for await (const n of input) if (n % prime !== 0) await out.send(n);
    out.close();
  };
  while (recorder.again()) {
    let ch = new Chan<number>(), sum = 0;
    void generate(ch);
    for (;;) {
      const next = await ch.recv();
      if (next.done === true) break;
      sum += next.value;
      const out = new Chan<number>();
      void filter(ch, out, next.value);
      ch = out;
    }
    recorder.done(sum);
  }
}

async function ring(recorder: Recorder): Promise<void> {
  const node = async (input: Chan<number>, out: Chan<number>): Promise<void> => {
    for await (const v of input) await out.send(v + 1);
    out.close();
  };
  while (recorder.again()) {
    const first = new Chan<number>();
    let last = first;
    for (let i = 1; i < RING; i++) {
      const next = new Chan<number>();
      void node(last, next);
      last = next;
    }
    let token = 0;
    for (let round = 0; round < RING_ROUNDS; round++) {
      await first.send(token);
      token = (await last.recv()).value!;
    }
    first.close();
    recorder.done(token);
  }
}

async function fanOut(recorder: Recorder): Promise<void> {
  const produce = async (jobs: Chan<number>): Promise<void> => {
    for (let i = 0; i < FAN_JOBS; i++) await jobs.send(i);
    jobs.close();
  };
  const work = async (jobs: Chan<number>, results: Chan<number>): Promise<void> => {
    for await (const job of jobs) await results.send(job * 2);
  };
  while (recorder.again()) {
    const jobs = new Chan<number>(FAN_BUFFER), results = new Chan<number>(FAN_BUFFER);
    void produce(jobs);
    void Promise.all(Array.from({ length: FAN_WORKERS }, () => work(jobs, results))).then(() => results.close());
    let sum = 0;
    for await (const r of results) sum += r;
    recorder.done(sum);
  }
}

async function mutex(recorder: Recorder): Promise<void> {
  while (recorder.again()) {
    const held = new Chan<true>(1);
    let count = 0;
    const locker = async (): Promise<void> => {
      for (let i = 0; i < LOCKS_EACH; i++) {
        await held.send(true);
        const seen = count;
        await null;
        count = seen + 1;
        await held.recv();
      }
    };
    await Promise.all(Array.from({ length: LOCKERS }, locker));
    recorder.done(count);
  }
}

runPeer({
  "spawn-finish": "has no tasks of its own: as promise-channel",
  "spawn-100k": "has no tasks of its own: as promise-channel",
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
  "timers-1m": "has no timers of its own: as promise-channel",
  memory,
  sleepers: "has no timers of its own: as promise-channel",
});
