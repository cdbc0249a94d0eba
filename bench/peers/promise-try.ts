/**
 * Hand-written promise channel (promise-core.ts), used the fast way: `await` only where the operation really returned a promise. The strongest
 * thing promises can do; nobody writes programs like this. Only the cases where it differs from `promise-channel`.
 */
import { BUFFER, FAN_BUFFER, FAN_JOBS, FAN_WORKERS, ITEMS, LAST_PRIME, LOCKERS, LOCKS_EACH, RING, RING_ROUNDS, ROUND_TRIPS, SELECT_ITEMS } from "../harness/case-list.js";
import { runPeer } from "../harness/peer.js";
import type { Recorder } from "../harness/recorder.js";
import { PromiseChan, PromiseMutex } from "./promise-core.js";

async function pingPong(recorder: Recorder): Promise<void> {
  const ping = async (out: PromiseChan<number>, input: PromiseChan<number>): Promise<number> => {
    let sum = 0;
    for (let i = 0; i < ROUND_TRIPS; i++) {
      const sent = out.send(i);
      if (sent !== undefined) await sent;
      const v = input.recv();
      sum += typeof v === "object" ? (await v)! : v!;
    }
    return sum;
  };
  const pong = async (out: PromiseChan<number>, input: PromiseChan<number>): Promise<void> => {
    for (let i = 0; i < ROUND_TRIPS; i++) {
      const v = input.recv();
      const sent = out.send((typeof v === "object" ? (await v)! : v!) + 1);
      if (sent !== undefined) await sent;
    }
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
    for (let i = 0; i < ITEMS; i++) {
      const sent = out.send(i);
      if (sent !== undefined) await sent;
    }
    out.close();
  };
  while (recorder.again()) {
    const ch = new PromiseChan<number>(BUFFER);
    const producer = produce(ch);
    let sum = 0;
    for (;;) {
      let v = ch.recv();
      if (typeof v === "object") v = await v;
      if (v === undefined) break;
      sum += v;
    }
    await producer;
    recorder.done(sum);
  }
}

const select = (k: number) => async (recorder: Recorder): Promise<void> => {
  const produce = async (out: PromiseChan<number>): Promise<void> => {
    for (let i = 0; i < SELECT_ITEMS / k; i++) {
      const sent = out.send(i);
      if (sent !== undefined) await sent;
    }
  };
  while (recorder.again()) {
    const channels = Array.from({ length: k }, () => new PromiseChan<number>());
    const producers = channels.map(produce);
    let sum = 0;
    for (let i = 0; i < SELECT_ITEMS; i++) {
      const selected = PromiseChan.select(channels);
      sum += (selected instanceof Promise ? await selected : selected).value!;
    }
    await Promise.all(producers);
    recorder.done(sum);
  }
};

async function sieve(recorder: Recorder): Promise<void> {
  const generate = async (out: PromiseChan<number>): Promise<void> => {
    for (let n = 2; n <= LAST_PRIME; n++) {
      const sent = out.send(n);
      if (sent !== undefined) await sent;
    }
    out.close();
  };
  const filter = async (input: PromiseChan<number>, out: PromiseChan<number>, prime: number): Promise<void> => {
    for (;;) {
      let n = input.recv();
      if (typeof n === "object") n = await n;
      if (n === undefined) break;
      if (n % prime === 0) continue;
      const sent = out.send(n);
      if (sent !== undefined) await sent;
    }
    out.close();
  };
  while (recorder.again()) {
    let ch = new PromiseChan<number>(), sum = 0;
    void generate(ch);
    for (;;) {
      let prime = ch.recv();
      if (typeof prime === "object") prime = await prime;
      if (prime === undefined) break;
      sum += prime;
      const next = new PromiseChan<number>();
      void filter(ch, next, prime);
      ch = next;
    }
    recorder.done(sum);
  }
}

async function mutex(recorder: Recorder): Promise<void> {
  while (recorder.again()) {
    const mu = new PromiseMutex();
    let count = 0;
    const locker = async (): Promise<void> => {
      for (let i = 0; i < LOCKS_EACH; i++) {
        const locked = mu.lock();
        if (locked !== undefined) await locked;
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

/** Every number of a channel, until it is closed. */
async function forEach(input: PromiseChan<number>, step: (v: number) => void | Promise<void>): Promise<void> {
  for (;;) {
    let v = input.recv();
    if (typeof v === "object") v = await v;
    if (v === undefined) return;
    const done = step(v);
    if (done !== undefined) await done;
  }
}

async function ring(recorder: Recorder): Promise<void> {
  const node = async (input: PromiseChan<number>, out: PromiseChan<number>): Promise<void> => {
    await forEach(input, (v) => out.send(v + 1));
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
      const sent = first.send(token);
      if (sent !== undefined) await sent;
      const v = last.recv();
      token = typeof v === "object" ? (await v)! : v!;
    }
    first.close();
    recorder.done(token);
  }
}

async function fanOut(recorder: Recorder): Promise<void> {
  const produce = async (jobs: PromiseChan<number>): Promise<void> => {
    for (let i = 0; i < FAN_JOBS; i++) {
      const sent = jobs.send(i);
      if (sent !== undefined) await sent;
    }
    jobs.close();
  };
  while (recorder.again()) {
    const jobs = new PromiseChan<number>(FAN_BUFFER), results = new PromiseChan<number>(FAN_BUFFER);
    void produce(jobs);
    void Promise.all(Array.from({ length: FAN_WORKERS }, () => forEach(jobs, (job) => results.send(job * 2)))).then(() => results.close());
    let sum = 0;
    await forEach(results, (r) => { sum += r; });
    recorder.done(sum);
  }
}

const SAME = "as promise-channel";
runPeer({
  "spawn-finish": SAME,
  "spawn-100k": SAME,
  "spawn-park": SAME,
  "ping-pong": pingPong,
  "producer-consumer": producerConsumer,
  "select-2": select(2),
  "select-8": select(8),
  "select-64": select(64),
  sieve,
  ring,
  "fan-out": fanOut,
  mutex,
  "deep-recursion": SAME,
  "recursion-1m": SAME,
  "timers-1m": SAME,
  memory: SAME,
  sleepers: SAME,
});
