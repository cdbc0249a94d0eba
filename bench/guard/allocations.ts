/**
 * Bytes that goroutines allocate, per operation, and keep while they are parked. Compiled and started by guard.test.ts with flags under which these figures depend on nothing but the code: no optimising
 * compiler (what it saves depends on when it runs), and a young generation so large that nothing is collected in between. Prints one line of JSON.
 */
import { Mutex, WaitGroup, chan, go, gosched, run, select, sleep, type Chan, type RecvChan, type SendChan } from "sansync";

declare const gc: () => void;
const heap = (): number => process.memoryUsage().heapUsed;

const found: Record<string, number> = {};

/** The least of three measurements; one before makes V8 allocate what it needs once. */
function allocated(name: string, operations: number, body: (operations: number) => void): void {
  body(operations);
  let least = Infinity;
  for (let i = 0; i < 3; i++) {
    gc();
    const before = heap();
    body(operations);
    least = Math.min(least, heap() - before);
  }
  found[name] = least / operations;
}

/** What `count` parked goroutines keep. They are made by `start`, which gives what wakes them. */
function kept(name: string, count: number, start: () => () => void): number {
  const once = (): number => {
    gc();
    gc();
    const before = heap(), wake = start();
    gosched();
    gc();
    gc();
    const after = heap();
    wake();
    return (after - before) / count;
  };
  once();
  return (found[name] = Math.min(once(), once()));
}

function switches(count: number): void {
  const wg = new WaitGroup();
  const half = (): void => {
    for (let i = 0; i < count / 2; i++) gosched();
    wg.done();
  };
  wg.add(2);
  go(half);
  go(half);
  wg.wait();
}

function preemptible(n: number): number {
  return n < 2 ? n : preemptible(n - 1) + preemptible(n - 2);
}

/** Blocks if it is asked to; it never is. */
function mayBlock(ch: RecvChan<number>, i: number): number {
  return i < 0 ? ch.recv()! : i;
}

function calls(count: number): void {
  const ch = chan<number>();
  let sum = 0;
  for (let i = 0; i < count; i++) sum = (sum + mayBlock(ch, i)) & 0xffff;
}

class Counter {
  private n = 0;
  constructor(private readonly ch: RecvChan<number>) {}
  add(i: number): void {
    this.n = (this.n + (i < 0 ? this.ch.recv()! : i)) & 0xffff;
  }
}

function methods(count: number): void {
  const counter = new Counter(chan<number>());
  for (let i = 0; i < count; i++) counter.add(i);
}

function echo(input: RecvChan<number>, out: SendChan<number>): void {
  for (const v of input) out.send(v);
}

function pingPong(count: number): void {
  const a = chan<number>(), b = chan<number>();
  go(echo, a, b);
  for (let i = 0; i < count; i += 2) {
    a.send(i);
    b.recv();
  }
  a.close();
}

function produce(out: SendChan<number>, count: number): void {
  for (let i = 0; i < count; i++) out.send(i);
  out.close();
}

function buffered(count: number): void {
  const ch = chan<number>(64);
  go(produce, ch, count);
  for (const _ of ch);
}

function selects(count: number): void {
  const a = chan<number>(), b = chan<number>();
  go(produce, a, count / 2);
  go(produce, b, count / 2);
  let open = 2, sum = 0;
  let one: Chan<number> | undefined = a, two: Chan<number> | undefined = b;
  while (open > 0) {
    const got = one !== undefined && two !== undefined ? select({ one, two }) : one !== undefined ? select({ one }) : select({ two: two! });
    switch (got.case) {
      case "one":
        if (got.ok) sum = (sum + got.value) & 0xffff;
        else { one = undefined; open--; }
        break;
      case "two":
        if (got.ok) sum = (sum + got.value) & 0xffff;
        else { two = undefined; open--; }
        break;
    }
  }
}

function locks(count: number): void {
  const mu = new Mutex();
  for (let i = 0; i < count; i++) {
    mu.lock();
    mu.unlock();
  }
}

function contended(count: number): void {
  const mu = new Mutex(), wg = new WaitGroup();
  const locker = (): void => {
    for (let i = 0; i < count / 2; i++) {
      mu.lock();
      gosched();
      mu.unlock();
    }
    wg.done();
  };
  wg.add(2);
  go(locker);
  go(locker);
  wg.wait();
}

function finish(wg: WaitGroup): void {
  wg.done();
}

function spawns(count: number): void {
  const wg = new WaitGroup();
  wg.add(count);
  for (let i = 0; i < count; i++) go(finish, wg);
  wg.wait();
}

function wait(ch: RecvChan<number>): void {
  ch.recv();
}

function waitBelow(depth: number, ch: RecvChan<number>): number {
  if (depth > 0) return waitBelow(depth - 1, ch) + 1;
  ch.recv();
  return 0;
}

function nap(wg: WaitGroup): void {
  sleep(50);
  wg.done();
}

const PARKED = 2000;

function parked(start: (ch: Chan<number>) => void): () => () => void {
  return () => {
    const ch = chan<number>();
    for (let i = 0; i < PARKED; i++) start(ch);
    return () => {
      ch.close();
      gosched();
    };
  };
}

// No goroutine uses up its time slice, so nothing depends on how fast the machine is.
void run(() => {
  allocated("a call of a function that may block", 20_000, calls);
  allocated("a call of a method that may block", 20_000, methods);
  allocated("a recursive call", 28_656, () => { preemptible(21); });
  allocated("gosched", 100_000, switches);
  allocated("unbuffered, per message", 100_000, pingPong);
  allocated("buffered, per item", 100_000, buffered);
  allocated("select over 2, per item", 10_000, selects);
  allocated("lock and unlock", 20_000, locks);
  allocated("lock and unlock, contended", 50_000, contended);
  allocated("spawn and finish", 10_000, spawns);
  kept("parked goroutine", PARKED, parked((ch) => { go(wait, ch); }));
  const shallow = kept("parked goroutine, 2 frames", PARKED, parked((ch) => { go(waitBelow, 1, ch); }));
  found["each further frame"] = (kept("parked goroutine, 12 frames", PARKED, parked((ch) => { go(waitBelow, 11, ch); })) - shallow) / 10;
  kept("sleeping goroutine", PARKED, () => {
    const wg = new WaitGroup();
    wg.add(PARKED);
    for (let i = 0; i < PARKED; i++) go(nap, wg);
    return () => { wg.wait(); };
  });
  console.log(JSON.stringify(found));
}, { timeSliceMs: 1e6 });
