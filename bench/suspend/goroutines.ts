/** One way to suspend, in a goroutine: `node goroutines.js KIND COUNT`. Prints CPU nanoseconds of each lap, per suspension (per level for recursion). Compiled by measure.ts. */
import { gosched, runMain } from "sansync";
import { laps } from "./laps";

/** Suspends `count` times, `depth` calls above the bottom of the stack. */
function above(depth: number, count: number): number {
  if (depth > 0) return above(depth - 1, count) + 1;
  for (let i = 0; i < count; i++) gosched();
  return 0;
}

/** A function that always blocks. */
function pause(i: number): number {
  gosched();
  return i & 1;
}

function throughHelper(count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += pause(i);
  return sum;
}

function levels(n: number): number {
  if (n === 0) return 0;
  return levels(n - 1) + 1;
}

/** Recursion 1,000 deep, again and again; nothing suspends. */
function recursion(count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i += 1000) sum += levels(1000);
  return sum;
}

runMain(() => {
  const [kind, count] = [process.argv[2]!, Number(process.argv[3])];
  laps(count, () => {
    switch (kind) {
      case "helper": return throughHelper(count);
      case "recursion": return recursion(count);
      default: return above(Number(kind), count);
    }
  });
});
