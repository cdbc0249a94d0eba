/** The same with other libraries: `node peers.mjs promise-channel|effect|ts-chan|js-csp loop|channel`. Compiled by `tsc -p tsconfig.peers.json`. */
import { Effect, Queue } from "effect";
import { createRequire } from "node:module";
import { Chan } from "ts-chan";
import type { Csp } from "../peers/js-csp-types.js";
import { PromiseChan } from "../peers/promise-core.js";
import { BUFFER, SECONDS } from "./sizes.js";

const csp = createRequire(import.meta.url)("js-csp") as Csp;
const delays: number[] = [], cpuDelays: number[] = [];
let end = 0;
const isOver = (): boolean => performance.now() >= end;

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A sleep begins. @returns to be called when it has ended: notes how late that was */
function asleep(): () => void {
  const due = performance.now() + 1, before = cpu();
  return () => {
    delays.push(performance.now() - due);
    cpuDelays.push(Math.max(0, cpu() - before - 1));
  };
}

function compute(): number {
  let x = 1;
  while (!isOver()) for (let i = 0; i < 1_000_000; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  return x;
}

async function watch(): Promise<void> {
  while (!isOver()) {
    const awake = asleep();
    await pause(1);
    awake();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function promises(way: string): Promise<void> {
  void watch();
  await pause(20);
  if (way === "loop") compute();
  else {
    const ch = new PromiseChan<number>(BUFFER);
    const produce = async (): Promise<void> => {
      for (let i = 0; i % 1024 !== 0 || !isOver(); i++) await ch.send(i);
      ch.close();
    };
    void produce();
    for (let v = await ch.recv(); v !== undefined; v = await ch.recv());
  }
}

async function tsChan(): Promise<void> {
  void watch();
  await pause(20);
  const ch = new Chan<number>(BUFFER);
  const produce = async (): Promise<void> => {
    for (let i = 0; i % 1024 !== 0 || !isOver(); i++) await ch.send(i);
    ch.close();
  };
  void produce();
  for await (const _ of ch);
}

const effect = (way: string): Promise<void> => Effect.runPromise(Effect.gen(function* () {
  yield* Effect.forkChild(Effect.gen(function* () {
    while (!isOver()) {
      const awake = asleep();
      yield* Effect.sleep(1);
      awake();
    }
  }));
  yield* Effect.sleep(20);
  if (way === "loop") {
    compute();
    yield* Effect.sleep(30); // its children end with it
    return;
  }
  const queue = yield* Queue.bounded<number>(BUFFER);
  yield* Effect.forkChild(Effect.gen(function* () {
    for (let i = 0; i % 1024 !== 0 || !isOver(); i++) yield* Queue.offer(queue, i);
    yield* Queue.offer(queue, -1);
  }));
  for (let v = yield* Queue.take(queue); v !== -1; v = yield* Queue.take(queue));
  yield* Effect.sleep(30);
}));

const jsCsp = (): Promise<void> => new Promise((resolve) => {
  void watch();
  csp.go(function* () {
    yield csp.sleep(20);
    const ch = csp.chan(BUFFER);
    csp.go(function* () {
      for (let i = 0; i % 1024 !== 0 || !isOver(); i++) yield csp.put(ch, i);
      ch.close();
    });
    while ((yield csp.take(ch)) !== null);
    resolve();
    return true;
  });
});

const [peer, way] = process.argv.slice(2) as [string, string];
end = performance.now() + SECONDS * 1000;
await (peer === "effect" ? effect(way) : peer === "ts-chan" ? tsChan() : peer === "js-csp" ? jsCsp() : promises(way));
await pause(30);
console.log(JSON.stringify([delays, cpuDelays]));
process.exit(0);
