/**
 * Times the runs of one program in its own process and prints one line of JSON. It is compiled in every variant along with the program: plainly, for a goroutine, and as an
 * async function; so it imports nothing of sansync. A lap is one run, in process CPU time (user and system, all threads).
 *
 * Rejected: a full collection before each lap. Between two runs nothing of a program is alive, so the collector drops hidden classes and V8 throws the optimised code away: what is
 * measured then is the compiler (plain deltablue: 336 instead of 43 ms).
 */
import { writeSync } from "node:fs";

/** How often another goroutine ran in between. */
export interface Counter {
  switches: number;
}

/** What a process reports: CPU milliseconds of each lap, how often the program was preempted while the clock was running, and what that clock showed in all. */
export interface Laps {
  readonly laps: readonly number[];
  readonly switches: number;
  readonly wall: number;
}

const WARM_RUNS = 6, WARM_MS = 1_000, LAPS = 15, MOST_MS = 1_500, FEWEST_LAPS = 3;

/** `node main.js N CHECK`. @throws Error when a result is wrong */
export function measure(run: (n: number) => number, counter: Counter): void {
  const n = Number(process.argv[2]), check = Number(process.argv[3]), laps: number[] = [];
  let spent = 0, switches = 0, wall = 0;
  for (let warm = 0; laps.length < LAPS && (laps.length < FEWEST_LAPS || spent < MOST_MS); ) {
    const before = counter.switches, begin = process.hrtime.bigint(), start = process.cpuUsage();
    const result = run(n);
    const { user, system } = process.cpuUsage(start), ms = (user + system) / 1000;
    if (result !== check) throw new Error(`result ${result}, expected ${check}`);
    spent += ms;
    if (warm < WARM_RUNS) {
      warm = spent > WARM_MS ? WARM_RUNS : warm + 1;
      if (warm === WARM_RUNS) spent = 0;
      continue;
    }
    laps.push(ms);
    switches += counter.switches - before;
    wall += Number(process.hrtime.bigint() - begin) / 1e6;
  }
  writeSync(1, `${JSON.stringify({ laps, switches, wall })}\n`);
}
