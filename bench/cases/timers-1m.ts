/** A million timers: every second one is stopped, the others fire within a second. */
import { type Timer, WaitGroup, afterFunc, runMain } from "sansync";
import { TIMERS, TIMER_MS, TIMER_SPREAD_MS } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

function timers(): number {
  let fired = 0, stopped = 0;
  const wg = new WaitGroup(), all: Timer[] = [];
  wg.add(TIMERS);
  for (let i = 0; i < TIMERS; i++) {
    all.push(afterFunc(TIMER_MS + (i % TIMER_SPREAD_MS), () => {
      fired++;
      wg.done();
    }));
  }
  for (let i = 0; i < TIMERS; i += 2) {
    if (!all[i]!.stop()) continue;
    stopped++;
    wg.done();
  }
  wg.wait();
  return fired + stopped;
}

runMain(() => {
  const recorder = new Recorder("timers-1m");
  while (recorder.again()) recorder.done(timers());
});
