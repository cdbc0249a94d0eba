/** Hand-written goroutine code for the tests of the core: calls in the shape the compiler emits, and a main that the real scheduler runs. */
import * as $ss from "sansync/internal/1";
import { setChoices, type Choices } from "../../dist/cjs/core/chooser.js";

export { $ss };
export const S = $ss.S;
export const FL = $ss.FL;
export type Body = Generator<unknown, any, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** Run a body as the main of a run; settles as it does. What it leaves behind is abandoned. */
export function main<R>(body: () => Body, options?: object): Promise<R> {
  return $ss.run(-1, $ss.closure(body, "main") as () => R, options as never);
}

/** The same with seeded or replayed decisions (hostile: a choice at every check and call). */
export async function decided<R>(choices: Choices, body: () => Body): Promise<R> {
  setChoices(choices);
  try {
    return await main<R>(body);
  } finally {
    setChoices(null);
  }
}

/** A check, as at a loop's back-edge. */
export const check = (): boolean => FL[0]! < 0 && $ss.preempt();

/** A small generator of random numbers: integers below n. */
export function random(seed: number): (n: number) => number {
  let x = (Math.imul(seed + 1, 0x9e3779b1) >>> 0) || 1;
  return (n) => {
    x ^= x << 13; x ^= x >>> 17; x ^= x << 5; x >>>= 0;
    return x % n;
  };
}
/** Seeds per property; more with --stress. */
export const SEEDS = process.env["STRESS"] === undefined ? 300 : 10_000;
