/** Hand-written promise channel (promise-core.ts), used the simple way: `await ch.send(v)`, `await ch.recv()`. */
import {
  BUFFER, FAN_BUFFER, FAN_JOBS, FAN_WORKERS, ITEMS, LAST_PRIME, LOCKERS, LOCKS_EACH, OUTSTANDING, PARKED, PARK_PER_CHANNEL, RING, RING_ROUNDS, ROUND_TRIPS, SELECT_ITEMS,
  SLEEPERS, SLEEP_MS, SLEEP_SPREAD_MS, SPAWN_BATCH, SPAWN_BATCHES, TIMERS, TIMER_MS, TIMER_SPREAD_MS,
} from "../harness/case-list.js";
import { OVERFLOW, runPeer } from "../harness/peer.js";
import type { Recorder } from "../harness/recorder.js";
import { PromiseChan, PromiseMutex } from "./promise-core.js";

async function spawnFinish(recorder: Recorder): Promise<void> {
  let finished = 0;
  const worker = async (): Promise<void> => { finished++; };
  while (recorder.again()) {
    finished = 0;
    for (let batch = 0; batch < SPAWN_BATCHES; batch++) {
      const tasks: Promise<void>[] = [];
      for (let i = 0; i < SPAWN_BATCH; i++) tasks.push(worker());
      await Promise.all(tasks);
    }
    recorder.done(finished);
  }
}

async function spawn100k(recorder: Recorder): Promise<void> {
  let finished = 0;
  // Without the await it would run, and end, in the call that starts it.
  const worker = async (): Promise<void> => { await null; finished++; };
  while (recorder.again()) {
    finished = 0;
    const tasks: Promise<void>[] = [];
    for (let i = 0; i < OUTSTANDING; i++) tasks.push(worker());
    await Promise.all(tasks);
    recorder.done(finished);
  }
}

/** 100,000 async functions, each waiting for one number. `parked` is called when all of them wait. */
async function park(parked: () => void): Promise<number> {
  let sum = 0, waiting = 0;
  const waiter = async (ch: PromiseChan<number>): Promise<void> => {
    waiting++;
    const v = (await ch.recv())!; // not `sum += await …`: that reads sum before it waits
    sum += v;
  };
  const channels: PromiseChan<number>[] = [];
  const tasks: Promise<void>[] = [];
  for (let i = 0; i < PARKED; i++) {
    if (i % PARK_PER_CHANNEL === 0) channels.push(new PromiseChan());
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
  const ping = async (out: PromiseChan<number>, input: PromiseChan<number>): Promise<number> => {
    let sum = 0;
    for (let i = 0; i < ROUND_TRIPS; i++) {
      await out.send(i);
      sum += (await input.recv())!;
    }
    return sum;
  };
  const pong = async (out: PromiseChan<number>, input: PromiseChan<number>): Promise<void> => {
    for (let i = 0; i < ROUND_TRIPS; i++) await out.send((await input.recv())! + 1);
  };
  while (recorder.again()) {
    const a = new PromiseChan<number>(), b = new PromiseChan<number>();
    const other = pong(b, a);
    const sum = await ping(a, b);
    await other;
    recorder.done(sum);
  }
}

async function producerConsumer(recorder: Recorder): Promise<void> {
  const produce = async (out: PromiseChan<number>): Promise<void> => {
    for (let i = 0; i < ITEMS; i++) await out.send(i);
    out.close();
  };
  while (recorder.again()) {
    const ch = new PromiseChan<number>(BUFFER);
    const producer = produce(ch);
    let sum = 0;
    for (let v = await ch.recv(); v !== undefined; v = await ch.recv()) sum += v;
    await producer;
    recorder.done(sum);
  }
}

const select = (k: number) => async (recorder: Recorder): Promise<void> => {
  const produce = async (out: PromiseChan<number>): Promise<void> => {
    for (let i = 0; i < SELECT_ITEMS / k; i++) await out.send(i);
  };
  while (recorder.again()) {
    const channels = Array.from({ length: k }, () => new PromiseChan<number>());
    const producers = channels.map(produce);
    let sum = 0;
    for (let i = 0; i < SELECT_ITEMS; i++) sum += (await PromiseChan.select(channels)).value!;
    await Promise.all(producers);
    recorder.done(sum);
  }
};

async function sieve(recorder: Recorder): Promise<void> {
  const generate = async (out: PromiseChan<number>): Promise<void> => {
    for (let n = 2; n <= LAST_PRIME; n++) await out.send(n);
    out.close();
  };
  const filter = async (input: PromiseChan<number>, out: PromiseChan<number>, prime: number): Promise<void> => {
    for (let n = await input.recv(); n !== undefined; n = await input.recv()) if (n % prime !== 0) await out.send(n);
    out.close();
  };
  while (recorder.again()) {
    let ch = new PromiseChan<number>(), sum = 0;
    void generate(ch);
    for (let prime = await ch.recv(); prime !== undefined; prime = await ch.recv()) {
      sum += prime;
      const next = new PromiseChan<number>();
      void filter(ch, next, prime);
      ch = next;
    }
    recorder.done(sum);
  }
}

async function ring(recorder: Recorder): Promise<void> {
  const node = async (input: PromiseChan<number>, out: PromiseChan<number>): Promise<void> => {
    for (let v = await input.recv(); v !== undefined; v = await input.recv()) await out.send(v + 1);
    out.close();
  };
  while (recorder.again()) {
    const first = new PromiseChan<number>();
    let last = first;
    for (let i = 1; i < RING; i++) {
      const next = new PromiseChan<number>();
      void node(last, next);
      last = next;
    }
    let token = 0;
    for (let round = 0; round < RING_ROUNDS; round++) {
      await first.send(token);
      token = (await last.recv())!;
    }
    first.close();
    recorder.done(token);
  }
}

async function fanOut(recorder: Recorder): Promise<void> {
  const produce = async (jobs: PromiseChan<number>): Promise<void> => {
    for (let i = 0; i < FAN_JOBS; i++) await jobs.send(i);
    jobs.close();
  };
  const work = async (jobs: PromiseChan<number>, results: PromiseChan<number>): Promise<void> => {
    for (let job = await jobs.recv(); job !== undefined; job = await jobs.recv()) await results.send(job * 2);
  };
  while (recorder.again()) {
    const jobs = new PromiseChan<number>(FAN_BUFFER), results = new PromiseChan<number>(FAN_BUFFER);
    void produce(jobs);
    void Promise.all(Array.from({ length: FAN_WORKERS }, () => work(jobs, results))).then(() => results.close());
    let sum = 0;
    for (let r = await results.recv(); r !== undefined; r = await results.recv()) sum += r;
    recorder.done(sum);
  }
}

async function timers(recorder: Recorder): Promise<void> {
  while (recorder.again()) {
    let ended = 0;
    await new Promise<void>((resolve) => {
      const all: NodeJS.Timeout[] = [];
      const end = (): void => { if (++ended === TIMERS) resolve(); };
      for (let i = 0; i < TIMERS; i++) all.push(setTimeout(end, TIMER_MS + (i % TIMER_SPREAD_MS)));
      // Nothing has fired yet: this is one run of the event loop.
      for (let i = 0; i < TIMERS; i += 2) {
        clearTimeout(all[i]);
        end();
      }
    });
    recorder.done(ended);
  }
}

async function mutex(recorder: Recorder): Promise<void> {
  while (recorder.again()) {
    const mu = new PromiseMutex();
    let count = 0;
    const locker = async (): Promise<void> => {
      for (let i = 0; i < LOCKS_EACH; i++) {
        await mu.lock();
        const seen = count;
        await null;
        count = seen + 1;
        mu.unlock();
      }
    };
    await Promise.all(Array.from({ length: LOCKERS }, locker));
    recorder.done(count);
  }
}

async function sleepers(recorder: Recorder): Promise<void> {
  while (recorder.again()) {
    let asleep = 0, peak = 0;
    const sleeper = async (i: number): Promise<void> => {
      if (++asleep > peak) peak = asleep;
      await new Promise((resolve) => setTimeout(resolve, SLEEP_MS + (i % SLEEP_SPREAD_MS)));
      asleep--;
    };
    const tasks: Promise<void>[] = [];
    for (let i = 0; i < SLEEPERS; i++) tasks.push(sleeper(i));
    await Promise.all(tasks);
    recorder.metric(recorder.peakRssMB());
    recorder.done(peak - asleep);
  }
}

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
  "timers-1m": timers,
  memory,
  sleepers,
});
