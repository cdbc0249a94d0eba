/** The same with what JavaScript has: `node plain.js KIND COUNT`. Compiled by TypeScript alone. */
import { laps } from "./laps";

function* forever(): Generator<undefined, void, undefined> {
  for (;;) yield;
}

/** Resumes of one generator, nothing around it: the floor. */
function generator(count: number): number {
  const g = forever();
  for (let i = 0; i < count; i++) g.next();
  return count;
}

interface Process {
  readonly body: Generator<undefined, number, undefined>;
  next: Process | null;
}

/** A generator in a run queue, as a scheduler of one's own would have it. */
function queued(count: number, body: Generator<undefined, number, undefined>): number {
  let first: Process | null = { body, next: null }, last: Process | null = first;
  for (let i = 0; i < count; i++) {
    const p: Process = first!;
    first = p.next;
    if (first === null) last = null;
    p.next = null;
    if (p.body.next().done === true) break;
    if (last === null) first = p;
    else last.next = p;
    last = p;
  }
  return count;
}

function* above(depth: number): Generator<undefined, number, undefined> {
  if (depth > 0) return (yield* above(depth - 1)) + 1;
  for (;;) yield;
}

function* pause(i: number): Generator<undefined, number, undefined> {
  yield;
  return i & 1;
}

function* throughHelper(): Generator<undefined, number, undefined> {
  for (let sum = 0, i = 0; ; i++) sum += yield* pause(i);
}

async function asyncAbove(depth: number, count: number): Promise<number> {
  if (depth > 0) return (await asyncAbove(depth - 1, count)) + 1;
  for (let i = 0; i < count; i++) await null;
  return 0;
}

async function asyncPause(i: number): Promise<number> {
  await null;
  return i & 1;
}

async function asyncThroughHelper(count: number): Promise<number> {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += await asyncPause(i);
  return sum;
}

function levels(n: number): number {
  if (n === 0) return 0;
  return levels(n - 1) + 1;
}

function recursion(count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1000) sum += levels(1000);
  return sum;
}

const [kind, count] = [process.argv[2]!, Number(process.argv[3])];
if (kind.startsWith("async-")) {
  const way = kind.slice("async-".length);
  void (async () => {
    const { again, done } = laps(count);
    while (again()) done(way === "helper" ? await asyncThroughHelper(count) : await asyncAbove(Number(way), count));
  })();
} else {
  laps(count, () => {
    switch (kind) {
      case "generator": return generator(count);
      case "queued": return queued(count, forever() as unknown as Generator<undefined, number, undefined>);
      case "yield-helper": return queued(count, throughHelper());
      case "recursion": return recursion(count);
      default: return queued(count, above(Number(kind.slice("yield-".length))));
    }
  });
}
