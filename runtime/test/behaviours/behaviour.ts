/**
 * Behaviours of Go's channels, select, sync, context and time, each a small program of goroutines that runs under many seeds: who runs next, which ready case is chosen, and whether a
 * goroutine gives way before an operation are decided by the seed. What a behaviour asserts must hold under every schedule.
 *
 * A behaviour is a goroutine of its own on a clock of the test's (hand-driven): time moves to the next timer when everybody waits. It must end, and leave no goroutine behind unless it says so.
 * SEEDS=n seeds each (200; with STRESS=1 2000), SEED=n that one; a failure prints the seed.
 */
import { chan as make } from "../../dist/cjs/chan/make.js";
import { background } from "../../dist/cjs/context/background.js";
import { choose } from "../../dist/cjs/core/chooser.js";
import { entry } from "../../dist/cjs/core/entry.js";
import { goexit, gosched } from "../../dist/cjs/core/give-way.js";
import type { G } from "../../dist/cjs/core/goroutine.js";
import { park, ready } from "../../dist/cjs/core/park.js";
import { numGoroutine } from "../../dist/cjs/program/goroutine-api.js";
import { abandon } from "../../dist/cjs/program/root.js";
import type { RWMutex } from "../../dist/cjs/sync/rw-mutex.js";
import type { Semaphore } from "../../dist/cjs/sync/semaphore.js";
import { sleep } from "../../dist/cjs/time/sleep.js";
import * as assert from "uvu/assert";
import { advanceToAlarm, fatals, handDriven, op as call, setChoices, settle, start, waits, type Op, type Outcome } from "../hand-driven";

const SEEDS = Number(process.env.SEEDS ?? (process.env.STRESS === undefined ? 200 : 2000));

/** The goroutine may give way here. */
export function* pause(): Op<void> {
  if (choose("preempt", 3) === 1) yield* call(gosched);
}
/** A call in goroutine code; others may run before it. */
export function* op(f: unknown, self?: unknown, ...args: unknown[]): Op {
  yield* pause();
  return yield* call(f, self, ...args);
}
export const chan = (n?: number, options?: object): any => make<any>(n, options as never);
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
/** The error is Go's, in text and code. */
export const is = (message: string, code: string) => (e: any): boolean => e.message === message && e.code === code;
export const recv = (ch: any): Op => op(ch.recv, ch);
export const recvOk = (ch: any): Op => op(ch.recvOk, ch);
export const send = (ch: any, value?: unknown): Op => op(ch.send, ch, value);
export const lock = (m: { lock(): void }): Op => op(m.lock, m);
export const rLock = (m: RWMutex): Op => op(m.rLock, m);
export const wait = (x: { wait(): void }): Op => op(x.wait, x);
export const acquire = (s: Semaphore, n?: number, ctx: unknown = background()): Op => op(s.acquire, s, ctx, n);
export const exit = (): Op<never> => op(goexit);
export const nap = (ms: number): Op => op(sleep, undefined, ms);
/** A function that may suspend, as compiled code has it. */
export const fn = <A extends unknown[], R>(body: (...args: A) => Op<R>): ((...args: A) => R) => entry((() => { throw new Error("called plainly"); }) as never, body as never);
/** Lets the others go as far as they can: goes on when everybody else waits. */
export const others = (): Op<void> => call(sleep, undefined, 0.0001);
/** What a call throws. */
export function* failing(of: Op): Op<any> {
  try {
    yield* of;
  } catch (e) {
    return e;
  }
  throw new Error("it throws nothing");
}
interface Joined extends Outcome { joiner?: G }

/** A goroutine of a behaviour. */
export function spawn<T>(body: () => Op<T>): Outcome<T> {
  const out: Joined = start(function* () {
    try {
      return yield* body();
    } finally {
      out.done = true;
      if (out.joiner !== undefined) ready(out.joiner, undefined);
    }
  });
  return out as Outcome<T>;
}
/** Waits until these have ended, and gives what they returned. Throws what one of them threw. */
export function* all(...outcomes: Outcome[]): Op<any[]> {
  for (const o of outcomes) {
    if (!o.done) {
      (o as Joined).joiner = park("a goroutine of the test", null);
      yield -1;
    }
    yield* call(gosched); // its error is noted behind its finally block
    if (o.g.state !== "dead") yield* others();
    if (o.error !== undefined) throw o.error;
  }
  return outcomes.map((o) => o.value);
}
export { assert, fatals, start, waits };
export type { Op, Outcome };

/** How many behaviours there are. */
export const count = { of: 0 };

/** Declares a behaviour. `leaves`: so many goroutines still wait at its end. */
export function behaviour(name: string, body: () => Op, leaves = 0): void {
  count.of++;
  handDriven(name, () => {
    const only = process.env.SEED;
    for (let seed = only === undefined ? 1 : Number(only); seed <= (only === undefined ? SEEDS : Number(only)); seed++) {
      try {
        setChoices({ seed });
        const out = start(body);
        settle();
        for (let i = 0; !out.done && advanceToAlarm(); i++) if (i > 20_000) throw new Error("time goes on for ever");
        if (out.error !== undefined) throw out.error;
        if (!out.done) throw new Error(`waits for ever: ${waits(out)}`);
        assert.is(numGoroutine(), leaves, "goroutines left");
        abandon(null);
        settle();
      } catch (e) {
        (e as Error).message += `\nSEED=${seed}`;
        throw e;
      }
    }
  });
}

/** Both ways a behaviour may go were seen: over all seeds, `tell` must have been called with each of the values. */
export function seen<T>(...values: T[]): { tell(v: T): void; check(): void } {
  const got = new Set<T>();
  return { tell: (v) => void got.add(v), check: () => assert.equal(values.filter((v) => !got.has(v)), [], "never seen over all seeds") };
}
