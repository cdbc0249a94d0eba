// A goroutine computes without a pause; beside it a clock ticks every 10 ms. Goroutines are preempted, so the clock keeps time.
import { go, runMain, select, Ticker, chan } from "sansync";

function collatz(limit: number): number {
  let longest = 0, best = 0;
  for (let n = 1; n < limit; n++) {
    let steps = 0;
    for (let m = n; m !== 1; m = m % 2 === 0 ? m / 2 : 3 * m + 1) steps++;
    if (steps > longest) [longest, best] = [steps, n];
  }
  return best;
}

function main() {
  const answer = chan<number>();
  const start = Date.now();
  go(() => answer.send(collatz(300_000)));

  const clock = new Ticker(10);
  let ticks = 0, last = start, largest = 0;
  for (;;) {
    const picked = select({ tick: clock.c, answer });
    if (picked.case === "answer") {
      console.log(`longest Collatz sequence below 300,000: ${picked.value}`);
      break;
    }
    const now = Date.now();
    ticks++;
    largest = Math.max(largest, now - last);
    last = now;
  }
  console.log(`computed for ${Date.now() - start} ms, the clock ticked ${ticks} times, largest gap ${largest} ms`);
}

runMain(main);
