/** Start 100,000 goroutines before any of them has run, and wait for all. */
import { WaitGroup, go, runMain } from "sansync";
import { OUTSTANDING } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

let finished = 0;

function worker(wg: WaitGroup): void {
  finished++;
  wg.done();
}

function all(): number {
  finished = 0;
  const wg = new WaitGroup();
  wg.add(OUTSTANDING);
  for (let i = 0; i < OUTSTANDING; i++) go(worker, wg);
  wg.wait();
  return finished;
}

runMain(() => {
  const recorder = new Recorder("spawn-100k");
  while (recorder.again()) recorder.done(all());
});
