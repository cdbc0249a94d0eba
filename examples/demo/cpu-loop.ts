import { chan, go, runMain, select, Ticker } from "sansync";
import { burn } from "./burn.js";

runMain(() => {
  const done = chan<number>();
  go(() => done.send(burn(2000)));
  const ticker = new Ticker(10);
  let last = performance.now(), largest = 0, ticks = 0;
  for (;;) {
    const r = select({ tick: ticker.c, done });
    const now = performance.now();
    largest = Math.max(largest, now - last);
    last = now;
    if (r.case === "done") break;
    ticks++;
  }
  console.log(`${ticks} ticks, largest gap ${largest.toFixed(1)} ms`);
});
