/** Start goroutines in batches of 1,000 and wait for each batch. */
import { WaitGroup, go, runMain } from "sansync";
import { SPAWN_BATCH, SPAWN_BATCHES } from "../harness/case-list.js";
import { Recorder } from "../harness/recorder.js";

let finished = 0;

function worker(wg: WaitGroup): void {
  finished++;
  wg.done();
}

function batches(): number {
  finished = 0;
  for (let batch = 0; batch < SPAWN_BATCHES; batch++) {
    const wg = new WaitGroup();
    wg.add(SPAWN_BATCH);
    for (let i = 0; i < SPAWN_BATCH; i++) go(worker, wg);
    wg.wait();
  }
  return finished;
}

runMain(() => {
  const recorder = new Recorder("spawn-finish");
  while (recorder.again()) recorder.done(batches());
});
