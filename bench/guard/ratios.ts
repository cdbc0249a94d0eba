/**
 * Ratios of CPU time within one process: programs of the CPU suite transformed, in a goroutine, against the same as plain JavaScript; and switches against a bare resume of a generator. Laps take turns, the fastest
 * of each counts: what disturbs one run rarely disturbs all. `node ratios.js FOLDER_OF_PLAIN_PROGRAMS`; compiled and started by guard.test.ts. Prints one line of JSON.
 */
import { chan, go, gosched, runMain, type RecvChan, type SendChan } from "sansync";
import { run as fib } from "../cpu/programs/fib";
import { run as loopsInt } from "../cpu/programs/loops-int";
import { run as queens } from "../cpu/programs/queens";
import { run as towers } from "../cpu/programs/towers";

/** Laps of about a millisecond: shorter than what the system gives a process at a time, so that most are not interrupted. */
const LAPS = 150;
const found: Record<string, number> = {};

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** The shortest lap of each. */
function fastest(...bodies: readonly (() => unknown)[]): number[] {
  const least = bodies.map(() => Infinity);
  for (let lap = 0; lap < LAPS; lap++) {
    for (let i = 0; i < bodies.length; i++) {
      const start = cpu();
      bodies[i]!();
      const used = cpu() - start;
      if (used < least[i]!) least[i] = used;
    }
  }
  return least;
}

function compare(name: string, n: number, transformed: (n: number) => number): void {
  const plain = (require(`${process.argv[2]!}/${name}`) as { run(n: number): number }).run;
  const [a, b] = fastest(() => transformed(n), () => plain(n)) as [number, number];
  found[`${name}, against plain JavaScript`] = a / b;
}

const SWITCHES = 10_000;

function* forever(): Generator<undefined, void, undefined> {
  for (;;) yield;
}

function echo(input: RecvChan<number>, out: SendChan<number>): void {
  for (const v of input) out.send(v);
}

runMain(() => {
  compare("fib", 21, fib);
  compare("towers", 12, towers);
  compare("queens", 7, queens);
  compare("loops-int", 60, loopsInt);
  const generator = forever(), a = chan<number>(), b = chan<number>();
  go(echo, a, b);
  const [bare, switches, messages] = fastest(
    () => { for (let i = 0; i < SWITCHES; i++) generator.next(); },
    () => { for (let i = 0; i < SWITCHES; i++) gosched(); },
    () => {
      for (let i = 0; i < SWITCHES; i += 2) {
        a.send(i);
        b.recv();
      }
    },
  ) as [number, number, number];
  found["gosched, against a resume of a generator"] = switches / bare;
  found["a message, against a resume of a generator"] = messages / bare;
  console.log(JSON.stringify(found));
});
