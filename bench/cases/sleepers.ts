/** A million goroutines asleep at the same time: peak resident memory of the process. */
import { WaitGroup, go, runMain, sleep } from "sansync";
import { SLEEPERS, SLEEP_MS, SLEEP_SPREAD_MS } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

let asleep = 0;
let peak = 0;

function sleeper(i: number, wg: WaitGroup): void {
  asleep++;
  if (asleep > peak) peak = asleep;
  sleep(SLEEP_MS + (i % SLEEP_SPREAD_MS));
  asleep--;
  wg.done();
}

runMain(() => {
  const recorder = new Recorder("sleepers");
  while (recorder.again()) {
    const wg = new WaitGroup();
    wg.add(SLEEPERS);
    for (let i = 0; i < SLEEPERS; i++) go(sleeper, i, wg);
    wg.wait();
    recorder.metric(recorder.peakRssMB());
    recorder.done(peak - asleep);
  }
});
