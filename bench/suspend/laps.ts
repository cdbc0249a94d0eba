/** Laps in process CPU time, per operation; the first three are not kept. Prints them as one line of JSON. */
import { writeSync } from "node:fs";

const WARM = 3, KEPT = 5;

interface Clock {
  again(): boolean;
  done(result: number): void;
}

/** With `run`, runs it until there are enough laps. */
export function laps(count: number, run?: () => number): Clock {
  const kept: number[] = [];
  let lap = 0, start = process.cpuUsage(), check = 0;
  const clock: Clock = {
    again() {
      if (lap === WARM + KEPT) {
        writeSync(1, `${JSON.stringify({ laps: kept, check })}\n`);
        return false;
      }
      start = process.cpuUsage();
      return true;
    },
    done(result) {
      const { user, system } = process.cpuUsage(start);
      check = result;
      if (lap++ >= WARM) kept.push(((user + system) * 1000) / count);
    },
  };
  if (run !== undefined) while (clock.again()) clock.done(run());
  return clock;
}
