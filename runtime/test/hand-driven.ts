/**
 * Goroutines for tests, driven by hand: no host event loop, no real clock. `settle()` lets everything run that can, `advance(ms)` moves the clock; both are synchronous, so a test
 * is a plain list of steps and cannot be slow or flaky.
 *
 * Bodies are generators in ABI shape; `yield* op(f, self, …)` is a call of a function of unknown colour with its flag test.
 */
import { test } from "uvu";
import { calln } from "../dist/cjs/core/call.js";
import { setChoices } from "../dist/cjs/core/chooser.js";
import type { G } from "../dist/cjs/core/goroutine.js";
import { spawn } from "../dist/cjs/core/go.js";
import { host } from "../dist/cjs/core/host.js";
import { S } from "../dist/cjs/core/state.js";
import { abandon } from "../dist/cjs/program/root.js";
import "../dist/cjs/core/scheduler.js";

export type Op<T = any> = Generator<unknown, T, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A call that may suspend, in goroutine code. */
export function* op(f: unknown, self?: unknown, ...args: unknown[]): Op {
  const result = calln("f", f, self, args);
  return S.f !== 0 ? yield -1 : result;
}
/** A call of a protocol function of the ABI. */
export function* abi(f: Function, ...args: unknown[]): Op {
  const result: unknown = f(...args);
  return S.f !== 0 ? yield -1 : result;
}
export const recv = (ch: any): Op => op(ch.recv, ch);
export const recvOk = (ch: any): Op => op(ch.recvOk, ch);
export const send = (ch: any, value: unknown): Op => op(ch.send, ch, value);

/** What Date.now() says when the clock stands at 0. */
export const EPOCH = Date.UTC(2000, 0, 1);
const tasks: (() => void)[] = [];
let clock = 0;
let alarm: { at: number; fn: () => void } | null = null;
const faults: string[] = [];
const byHand = {
  name: "test",
  macrotask: (fn: () => void) => void tasks.push(fn),
  now: () => clock,
  setTimer: (ms: number, fn: () => void) => (alarm = { at: clock + ms, fn }),
  clearTimer: (handle: unknown) => { if (alarm === handle) alarm = null; },
  fatal: (text: string) => void faults.push(text),
};

/** Runs until nothing is runnable. */
export function settle(): void {
  for (let i = 0; tasks.length > 0; i++) {
    if (i > 100_000) throw new Error("the goroutines never come to rest");
    tasks.shift()!();
  }
}
/** Moves the clock by ms, firing what is due on the way. */
export function advance(ms: number): void {
  const end = clock + ms;
  settle();
  while (alarm !== null && alarm.at <= end) {
    const { at, fn } = alarm;
    alarm = null;
    clock = Math.max(clock, at);
    fn();
    settle();
  }
  clock = end;
  settle();
}
/** Moves the clock to the next host timer and fires it. False: there is none. */
export function advanceToAlarm(): boolean {
  settle();
  if (alarm === null) return false;
  advance(Math.max(0, alarm.at - clock));
  return true;
}
/** The clock, ms. */
export const now = (): number => clock;
/** Is a host timer running? */
export const alarmSet = (): boolean => alarm !== null;
/** What ended the program so far: texts given to host.fatal. Reading them clears them. */
export const fatals = (): string[] => faults.splice(0);

/** How a goroutine of a test ended. */
export interface Outcome<T = unknown> { done: boolean; value: T | undefined; error: any; g: G }

/** Starts a goroutine; what becomes of it stands in the result. */
export function start<T>(body: () => Op<T>): Outcome<T> {
  const out = { done: false, value: undefined, error: undefined } as Outcome<T>;
  out.g = spawn(-1, (function* (): Op {
    try {
      out.value = yield* body();
    } catch (error) {
      out.error = error ?? "nothing";
    }
    out.done = true;
  })());
  return out;
}
/** Runs one goroutine, and everything it starts, until all rest. Throws what it threw; throws if it is still waiting. */
export function run<T>(body: () => Op<T>): T {
  const out = start(body);
  settle();
  if (out.error !== undefined) throw out.error;
  if (!out.done) throw new Error(`still waiting: ${out.g.waitReason}`);
  return out.value as T;
}
/** Why a goroutine waits, "" if it does not. */
export const waits = (o: Outcome): string => o.g.waitReason ?? "";

/** A test whose goroutines are driven by hand. Nothing may be left that ended the program. */
export function handDriven(name: string, body: () => void | Promise<void>): void {
  test(name, async () => {
    const before = { ...host }, realNow = Date.now;
    Date.now = () => EPOCH + clock;
    Object.assign(host, byHand);
    try {
      await body();
      settle();
      const unexpected = fatals();
      if (unexpected.length > 0) throw new Error(unexpected.join("\n"));
    } finally {
      setChoices(null);
      abandon(null); // what a test leaves parked is no deadlock of the process
      settle(); // the last turn: giving up one waiter may have made others runnable
      alarm = null;
      Object.assign(host, before);
      Date.now = realNow;
    }
  });
}
export { setChoices, spawn };
